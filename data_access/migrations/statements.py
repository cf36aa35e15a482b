"""Plain SQL in migrations: statements one by one, and files of them."""

from collections.abc import Iterable
from pathlib import Path

from alembic import op

SEPARATOR = "\n--;;\n"


def run(statements: Iterable[str]) -> None:
    """Execute each statement as it stands."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for statement in statements:
        connection.exec_driver_sql(statement)


def run_file(path: Path) -> None:
    """Execute the statements of a file, which lines of `--;;` separate."""
    run(path.read_text(encoding="utf-8").split(SEPARATOR))
