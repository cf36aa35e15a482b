"""The demo out and in again: nothing is lost, and what is there already is left alone."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, func, select

from data_access import demo
from data_access.access_log import COMMAND_LINE
from data_access.connect import create_engine_for, reading, writing
from data_access.exchange.content import Content
from data_access.exchange.exporting.export import export, workbook
from data_access.exchange.loading import load as loading
from data_access.exchange.loading.load import load
from data_access.exchange.loading.plan import Plan
from data_access.exchange.loading.preparing import prepare
from data_access.exchange.problems import Rule
from data_access.figures import figures
from data_access.integrity.verification import verify
from data_access.migrations import upgrade
from data_access.schema import access_log, app_user, audit_log, data_revision
from tests.backends import SqliteBackend
from tests.data_access.exchange.loading.databases import rows_of, written


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as files, out of a database of the other kind than most tests load into."""
    folder = tmp_path_factory.mktemp("exported")
    engine = create_engine_for(SqliteBackend(folder).create())
    upgrade(engine)
    demo.load(engine)
    with reading(engine) as connection:
        export(connection, folder / "files", personal=True)
        (folder / "book.xlsx").write_bytes(workbook(connection, personal=True))
    engine.dispose()
    return folder


@pytest.fixture
def loaded(engine: Engine, exported: Path) -> Engine:
    """A database that had nothing but its schema before the demo's files."""
    report = load(engine, exported / "files", by=COMMAND_LINE)
    assert report.problems == ()
    assert report.written
    return engine


def test_the_loaded_demo_is_exported_byte_for_byte(
    loaded: Engine, exported: Path, tmp_path: Path
) -> None:
    with reading(loaded) as connection:
        export(connection, tmp_path / "again", personal=True)
    assert written(tmp_path / "again") == written(exported / "files")
    assert len(written(tmp_path / "again")) > 30


@pytest.mark.parametrize(("many", "times"), [(1, 1), (10**9, 0)])
def test_a_large_load_ends_with_a_vacuum(
    engine: Engine, exported: Path, monkeypatch: pytest.MonkeyPatch, many: int, times: int
) -> None:
    looked_through: list[Engine] = []
    monkeypatch.setattr(loading, "_MANY", many)
    monkeypatch.setattr(loading, "vacuum", looked_through.append)
    assert load(engine, exported / "files", by=COMMAND_LINE).written
    assert looked_through == [engine] * times


def test_the_demo_of_either_database_is_the_same_files(
    demo_engine: Engine, exported: Path, tmp_path: Path
) -> None:
    with reading(demo_engine) as connection:
        export(connection, tmp_path / "again", personal=True)
    assert written(tmp_path / "again") == written(exported / "files")


def test_a_workbook_loads_the_same(engine: Engine, exported: Path, tmp_path: Path) -> None:
    assert load(engine, exported / "book.xlsx", by=COMMAND_LINE).written
    with reading(engine) as connection:
        export(connection, tmp_path / "again", personal=True)
    assert written(tmp_path / "again") == written(exported / "files")


def test_all_published_figures_hold(loaded: Engine) -> None:
    with reading(loaded) as connection:
        found = figures(connection)
    assert len(found) > 30
    assert [figure.code for figure in found if not figure.holds] == []


def test_what_was_loaded_is_whole(loaded: Engine) -> None:
    assert verify(loaded).findings == ()


def test_loading_again_changes_nothing(loaded: Engine, exported: Path) -> None:
    before = rows_of(loaded)
    report = load(loaded, exported / "files", by=COMMAND_LINE)
    assert not report.written
    assert {(counts.new, counts.changed) for counts in report.counts.values()} == {(0, 0)}
    assert sum(counts.unchanged for counts in report.counts.values()) > 5_000
    assert rows_of(loaded) == before


def test_a_demo_loads_its_own_export(demo_engine: Engine, exported: Path) -> None:
    before = rows_of(demo_engine)
    assert not load(demo_engine, exported / "files", by=COMMAND_LINE).written
    assert rows_of(demo_engine) == before


def test_a_dry_run_counts_and_writes_nothing(engine: Engine, exported: Path) -> None:
    before = rows_of(engine)
    report = load(engine, exported / "files", by=COMMAND_LINE, dry_run=True)
    assert (report.problems, report.written) == ((), False)
    assert report.counts["sparring_application"].new == 232
    assert rows_of(engine) == before


def test_the_load_is_logged_and_raises_each_topic(loaded: Engine) -> None:
    with reading(loaded) as connection:
        (line,) = connection.execute(select(access_log.c.username, access_log.c.action)).all()
        topic, revision = data_revision.c.topic, data_revision.c.revision
        quiet = set(connection.execute(select(topic).where(revision == 0)).scalars())
        audited = connection.execute(select(func.count()).select_from(audit_log)).scalar_one()
    assert tuple(line) == (COMMAND_LINE, "loaded")
    assert quiet == {"presence"}  # nobody's screen comes with files
    assert audited > 1_000


def test_loaded_users_cannot_sign_in_before_an_invitation(loaded: Engine) -> None:
    with reading(loaded) as connection:
        hashes = set(connection.execute(select(app_user.c.password_hash)).scalars())
    assert hashes == {"!"}


def test_without_personal_data_contacts_keep_what_the_database_has(
    demo_engine: Engine, tmp_path: Path
) -> None:
    with reading(demo_engine) as connection:
        export(connection, tmp_path / "files", personal=False)
    before = rows_of(demo_engine)
    assert not load(demo_engine, tmp_path / "files", by=COMMAND_LINE).written
    assert rows_of(demo_engine) == before


def test_what_another_changes_while_the_load_is_planned_counts(
    engine: Engine, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plan_and_be_late(connection: Connection, content: Content, *, by: str) -> Plan:
        plan = prepare(connection, content, by=by)
        if not plans:
            with writing(engine) as other:
                other.exec_driver_sql(
                    "INSERT INTO governance_group (group_code, name_fi, name_sv, name_en) "
                    "VALUES ('meanwhile', 'Ryhmä', 'Grupp', 'Group')"
                )
        plans.append(plan)
        return plan

    plans: list[Plan] = []
    monkeypatch.setattr(loading, "prepare", plan_and_be_late)
    report = load(engine, exported / "files", by=COMMAND_LINE)
    assert [bool(plan.problems) for plan in plans] == [False, True]
    assert not report.written
    assert {problem.rule for problem in report.problems} == {Rule.OTHER_INSTALLATION}
