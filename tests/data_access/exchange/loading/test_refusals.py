"""Files that do not fit the database: each is told by place and reason, and nothing changes.

What is wrong with the files themselves is in test_broken_files.py and test_broken_cells.py.
"""

from pathlib import Path

import pytest

from data_access.__main__ import main
from tests.data_access.exchange.loading.context_cases import CONTEXT
from tests.data_access.exchange.loading.databases import rows_of
from tests.data_access.exchange.loading.history_cases import HISTORIES
from tests.data_access.exchange.loading.past_cases import PASTS
from tests.data_access.exchange.loading.queue_cases import QUEUES
from tests.data_access.exchange.loading.row_cases import ROWS
from tests.data_access.exchange.loading.telling import files
from tests.data_access.scenarios import World

CASES = ROWS | HISTORIES | PASTS | QUEUES | CONTEXT


@pytest.mark.parametrize("name", CASES)
def test_what_does_not_fit_is_told_and_nothing_changes(
    world: World,
    name: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = world.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", url)
    for _ in range(2):
        world.organisation()
    case, file, row, column, right = CASES[name]
    folder = files(tmp_path / "files", case(world))
    before, bytes_before = rows_of(world.engine), _bytes(world)
    status = main(["load", str(folder)])
    lines = capsys.readouterr().err.splitlines()
    place = f"error: {file}, row {row}, column {column}: "
    told_so = [line for line in lines if line.startswith(place) and right in line]
    assert status == 1
    assert told_so, lines
    assert rows_of(world.engine) == before
    assert _bytes(world) == bytes_before


def _bytes(world: World) -> bytes:
    """The file of SQLite, byte for byte; nothing for another database."""
    database = world.engine.url.database
    is_file = world.engine.dialect.name == "sqlite" and database
    return Path(database).read_bytes() if is_file and database else b""
