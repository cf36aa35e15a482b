"""Every write seals what it caused and what others left, once, in one chain."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event, exc, insert

from data_access.connect import create_engine_for, writing
from data_access.integrity.verification import verify
from data_access.migrations import downgrade, upgrade
from data_access.schema import audit_head, audit_log, newsletter
from data_access.sealing import chain
from programme.lifecycle import Action, Status
from tests.data_access.racing import Race, processes, threads
from tests.data_access.raw_sql import plain_connection
from tests.data_access.scenarios import MANAGER, NOW, SECOND_MANAGER, World

RENAME = "UPDATE organisation SET name_sv = 'Ny'"


def unsealed(world: World) -> int:
    return len(world.all(audit_log.select().where(audit_log.c.seal_no.is_(None))))


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What is sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_a_write_is_sealed_with_it(world: World) -> None:
    world.organisation()
    assert unsealed(world) == 0
    head = world.one(audit_head.select())
    rows = world.all(audit_log.select().order_by(audit_log.c.audit_id))
    assert [row.seal_no for row in rows] == list(range(1, len(rows) + 1))
    assert (head.sealed, head.seal, head.audit_id) == (
        len(rows),
        rows[-1].seal,
        rows[-1].audit_id,
    )
    assert len({row.seal for row in rows}) == len(rows)


def test_another_programs_write_is_sealed_by_the_next(world: World) -> None:
    world.organisation()
    with plain_connection(world.engine) as connection:
        connection.execute(RENAME)
    assert unsealed(world) == 1
    with writing(world.engine):
        pass
    assert unsealed(world) == 0
    assert verify(world.engine).ok


def test_verify_seals_what_another_program_wrote(world: World) -> None:
    world.organisation()
    with plain_connection(world.engine) as connection:
        connection.execute(RENAME)
    assert verify(world.engine).ok
    assert unsealed(world) == 0


def test_a_write_without_audit_rows_costs_one_query_more(world: World) -> None:
    with writing(world.engine):
        pass  # the connection learns that there is a chain
    with statements(world.engine) as sent, writing(world.engine):
        pass
    asked = [sql for sql in sent if not sql.startswith("BEGIN")]
    assert [sql.split(" WHERE")[0] for sql in asked] == ["SELECT 1 FROM audit_log"]


def test_many_rows_take_few_statements(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "BATCH", 50)
    letters = [{"sent_on": NOW.date(), "subject": f"Kirje {n}"} for n in range(120)]
    with statements(world.engine) as sent, writing(world.engine) as connection:
        connection.execute(insert(newsletter), letters)
    assert sum(sql.startswith("UPDATE audit_log") for sql in sent) == 3
    assert unsealed(world) == 0
    assert verify(world.engine).ok


@pytest.mark.parametrize("revision", ["0001", "0003"])
def test_an_older_database_is_written_to_without_seals(world: World, revision: str) -> None:
    world.organisation()
    world.change("DELETE FROM expert")  # a table that goes without a word to the audit
    downgrade(world.engine, revision)
    world.change(RENAME)
    upgrade(world.engine)
    assert unsealed(world) == 0
    assert verify(world.engine).ok


def test_a_database_without_tables_can_be_written_to(database_url: str) -> None:
    empty = World(create_engine_for(database_url))
    empty.change("CREATE TABLE anything (name TEXT)")
    empty.change("DROP TABLE anything")
    upgrade(empty.engine)
    assert verify(empty.engine).ok
    empty.engine.dispose()


@pytest.mark.parametrize(("race", "runners"), [(threads, 12), (processes, 4)])
def test_many_writers_at_once_make_one_chain(world: World, race: Race, runners: int) -> None:
    world.change("UPDATE sparring_round SET day_pool = 100")
    both = (MANAGER, SECOND_MANAGER)
    plans = [
        [
            world.command(world.application(Status.IN_REVIEW), Action.APPROVE, both[n % 2])
            for _ in range(6)
        ]
        for n in range(runners)
    ]
    answers = race(world.engine, plans)
    assert all(answer.saved for runner in answers for answer in runner)
    assert unsealed(world) == 0
    assert verify(world.engine).findings == ()


def test_nobody_can_write_or_take_a_seal_by_hand(world: World) -> None:
    world.organisation()
    before = world.content()
    for statement in (
        "UPDATE audit_log SET seal = 'x'",
        "UPDATE audit_log SET seal_no = NULL, seal = NULL",
        "UPDATE audit_log SET seal_no = seal_no + 1000",
        "UPDATE audit_head SET sealed = 0",
        "UPDATE audit_head SET head_id = 2, sealed = 1000",
        "DELETE FROM audit_head",
        "INSERT INTO audit_head (head_id, sealed, seal) VALUES (1, 0, '')",
    ):
        with pytest.raises(exc.DBAPIError, match="append_only"):
            world.change(statement)
    assert world.content() == before


def test_a_row_is_not_changed_while_it_gets_its_seal(world: World) -> None:
    world.organisation()
    with plain_connection(world.engine) as connection:
        connection.execute(RENAME)
    with pytest.raises(exc.DBAPIError, match="append_only"):
        world.change(
            "UPDATE audit_log SET seal_no = 999, seal = 'x', row_key = '2' WHERE seal_no IS NULL"
        )
    assert verify(world.engine).ok


def test_a_seal_given_by_hand_does_not_stop_the_others(world: World) -> None:
    world.organisation()
    with plain_connection(world.engine) as connection:
        connection.execute(RENAME)
        connection.execute(
            "UPDATE audit_log SET seal_no = 1 + (SELECT sealed FROM audit_head), seal = 'x'"
            " WHERE seal_no IS NULL"
        )
    world.change("UPDATE organisation SET name_sv = 'Nyare'")
    assert unsealed(world) == 0
    assert {finding.kind for finding in verify(world.engine).findings} == {"audit_changed"}
