"""The chain of seals: whatever somebody does to the audit log is found, and the row is named."""

from collections.abc import Iterable, Iterator

import pytest
from sqlalchemy import Engine

from data_access.connect import reading
from data_access.integrity.audit import AuditWalk
from data_access.integrity.findings import Finding, Kind
from data_access.integrity.verification import keep, verify
from data_access.schema import audit_log
from programme.lifecycle import Status
from tests.data_access.raw_sql import DRIVER_ERRORS
from tests.data_access.scenarios import World
from tests.data_access.tampering import copied, rows_of, tamper, untriggered

HEAD_KINDS = {Kind.AUDIT_HEAD_WRONG, Kind.AUDIT_MISSING, Kind.AUDIT_CHANGED}
TEXTS = ("table_name", "row_key", "action", "before", "after", "seal")


@pytest.fixture
def audited(world: World) -> World:
    """A world with changes of every kind in its audit, all sealed."""
    world.application(Status.APPROVED)
    world.change("UPDATE organisation SET name_sv = 'Norra Åkommun \"é\"', employee_count = 7")
    world.change("UPDATE funding_period SET budget_eur = 1234567.5")
    world.change("DELETE FROM funding_period WHERE period_code = '2015-2017'")
    assert verify(world.engine).ok
    return world


def findings(engine: Engine) -> list[Finding]:
    """What is wrong with the log."""
    with reading(engine) as connection:
        return list(AuditWalk(connection).findings())


def numbers(engine: Engine) -> list[int]:
    return [row[0] for row in rows_of(engine, "SELECT audit_id FROM audit_log ORDER BY audit_id")]


def places(engine: Engine) -> tuple[int, int, int]:
    """The first, a middle and the last row of the log."""
    known = numbers(engine)
    updated = rows_of(
        engine, "SELECT MAX(audit_id) FROM audit_log WHERE table_name = 'organisation'"
    )
    return known[0], updated[0][0], known[-1]


def test_an_untouched_log_is_whole(audited: World) -> None:
    assert findings(audited.engine) == []


def flipped(written: bytes) -> Iterator[bytes]:
    """The text with one byte changed, for each of its bytes."""
    for place, byte in enumerate(written):
        mask = (0x01, 0x20, 0x80)[place % 3]
        yield written[:place] + bytes([byte ^ mask]) + written[place + 1 :]


def text_of(engine: Engine, column: str, value: bytes) -> str:
    """SQL for a text of these bytes."""
    if engine.dialect.name == "sqlite":
        return f"CAST(X'{value.hex()}' AS TEXT)"
    kind = "::json" if column in ("before", "after") else ""
    return f"convert_from('\\x{value.hex()}', 'UTF8'){kind}"


def written(engine: Engine, column: str, number: int) -> bytes:
    """The bytes of a text column."""
    query = f"SELECT CAST({column} AS TEXT) FROM audit_log WHERE audit_id = {number}"
    ((value,),) = rows_of(engine, query)
    return value.encode() if isinstance(value, str) else value or b""


def named(found: list[Finding]) -> set[tuple[Kind, str]]:
    return {(finding.kind, finding.row) for finding in found if finding.table == "audit_log"}


def found_each_time(engine: Engine, column: str, number: int, values: Iterable[str]) -> int:
    """Put each value, in SQL, into a column of a row: the row is named, and nothing else. Gives
    how many values the database took; afterwards the row is as it was."""
    taken = 0
    with copied(engine, "audit_log"), untriggered(engine) as connection:
        for value in values:
            try:
                connection.execute(
                    f"UPDATE audit_log SET {column} = {value} WHERE audit_id = {number}"
                )
            except DRIVER_ERRORS:
                continue
            assert named(findings(engine)) == {(Kind.AUDIT_CHANGED, str(number))}, value
            taken += 1
    assert findings(engine) == []
    return taken


@pytest.mark.parametrize("column", TEXTS)
def test_one_flipped_byte_of_a_text_is_found(audited: World, column: str) -> None:
    """Every byte of the first, a middle and the last row; PostgreSQL refuses what is no JSON."""
    engine, taken = audited.engine, 0
    for number in places(engine):
        original = written(engine, column, number)
        values = [text_of(engine, column, other) for other in flipped(original)]
        taken += found_each_time(engine, column, number, values)
    assert taken >= 10


@pytest.mark.parametrize("column", ["before", "after"])
def test_json_that_becomes_nothing_or_something_is_found(audited: World, column: str) -> None:
    engine = audited.engine
    for number in places(engine):
        with copied(engine, "audit_log"):
            was = written(engine, column, number)
            value = "NULL" if was else "'null'"
            tamper(engine, f"UPDATE audit_log SET {column} = {value} WHERE audit_id = {number}")
            assert named(findings(engine)) == {(Kind.AUDIT_CHANGED, str(number))}


def test_a_moved_moment_is_found(audited: World) -> None:
    """SQLite keeps text, of which each byte counts; PostgreSQL counts microseconds."""
    engine = audited.engine
    for number in places(engine):
        if engine.dialect.name == "sqlite":
            others = flipped(written(engine, "at", number))
            values = ["replace(at, ' ', 'T')", *(text_of(engine, "at", other) for other in others)]
        else:
            values = ["at + interval '1 microsecond'", "at - interval '300 years'", "'infinity'"]
        assert found_each_time(engine, "at", number, values) == len(values)


@pytest.mark.parametrize("bit", [0, 5, 20])
def test_another_number_of_the_row_is_found(audited: World, bit: int) -> None:
    engine = audited.engine
    for number in places(engine):
        other = number + 2**bit * 1000
        with copied(engine, "audit_log"):
            tamper(engine, f"UPDATE audit_log SET audit_id = {other} WHERE audit_id = {number}")
            assert (Kind.AUDIT_CHANGED, str(other)) in named(findings(engine))


@pytest.mark.parametrize("value", ["seal_no + 1000", "-seal_no", "0", "NULL"])
def test_another_number_of_the_seal_is_found(audited: World, value: str) -> None:
    engine = audited.engine
    for number in places(engine):
        with copied(engine, "audit_log"):
            tamper(
                engine,
                *unchecked(engine),
                f"UPDATE audit_log SET seal_no = {value} WHERE audit_id = {number}",
            )
            found = findings(engine)
            assert str(number) in {finding.row for finding in found}
            assert {finding.kind for finding in found} & {Kind.AUDIT_CHANGED, Kind.AUDIT_MISSING}


def unchecked(engine: Engine) -> list[str]:
    """PostgreSQL checks a row whoever writes it; SQLite was told not to."""
    if engine.dialect.name == "sqlite":
        return []
    return ["ALTER TABLE audit_log DROP CONSTRAINT IF EXISTS sealed_whole"]


def test_a_row_that_lost_its_seal_is_not_whole_again_when_it_gets_another(audited: World) -> None:
    engine = audited.engine
    _, number, _ = places(engine)
    tamper(engine, f"UPDATE audit_log SET seal_no = NULL, seal = NULL WHERE audit_id = {number}")
    found = verify(engine)
    assert (Kind.AUDIT_MISSING, str(number)) in named(list(found.findings))
    assert audited.all(audit_log.select().where(audit_log.c.seal_no.is_(None))) == []


def test_a_deleted_row_is_found(audited: World) -> None:
    """The first, one in the middle, the last."""
    engine = audited.engine
    for number in places(engine):
        with copied(engine, "audit_log"):
            tamper(engine, f"DELETE FROM audit_log WHERE audit_id = {number}")
            assert named(findings(engine)) == {(Kind.AUDIT_MISSING, str(number))}


def test_every_deleted_row_is_named(audited: World) -> None:
    engine = audited.engine
    first, middle, last = places(engine)
    gone = {first, first + 1, middle, last - 1, last}
    tamper(engine, f"DELETE FROM audit_log WHERE audit_id IN ({', '.join(map(str, gone))})")
    missing = [finding for finding in findings(engine) if finding.kind is Kind.AUDIT_MISSING]
    assert {int(name) for finding in missing for name in finding.row.split(", ")} == gone


def test_an_emptied_log_is_found(audited: World) -> None:
    tamper(audited.engine, "DELETE FROM audit_log")
    (found,) = findings(audited.engine)
    assert found.kind is Kind.AUDIT_MISSING


def test_a_deleted_row_stays_missing_while_people_go_on(audited: World) -> None:
    engine = audited.engine
    last = numbers(engine)[-1]
    tamper(engine, f"DELETE FROM audit_log WHERE audit_id = {last}")
    audited.change("UPDATE organisation SET employee_count = 8")
    found = verify(engine).findings
    assert Kind.AUDIT_MISSING in {finding.kind for finding in found}
    assert Kind.AUDIT_CHANGED not in {finding.kind for finding in found}


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_head",
        "UPDATE audit_head SET sealed = sealed - 1",
        "UPDATE audit_head SET sealed = sealed + 1",
        "UPDATE audit_head SET seal = replace(seal, substr(seal, 1, 1), 'x')",
        "UPDATE audit_head SET audit_id = 1",
    ],
)
def test_a_tampered_head_is_found(audited: World, statement: str) -> None:
    tamper(audited.engine, statement)
    assert {finding.kind for finding in findings(audited.engine)} & HEAD_KINDS
    audited.change("UPDATE organisation SET employee_count = 9")  # and people go on


def test_a_chain_made_anew_is_not_the_one_that_was_verified(audited: World) -> None:
    """Whoever rewrites everything cannot rewrite what an earlier verification wrote down."""
    engine = audited.engine
    keep(engine, verify(engine))
    first = numbers(engine)[0]
    tamper(
        engine,
        f"DELETE FROM audit_log WHERE audit_id = {first}",
        "UPDATE audit_log SET seal_no = NULL, seal = NULL",
        "UPDATE audit_head SET sealed = 0, seal = '', audit_id = NULL",
    )
    found = verify(engine).findings
    assert Kind.AUDIT_REWRITTEN in {finding.kind for finding in found}


def test_a_row_put_between_is_found(audited: World) -> None:
    engine = audited.engine
    tamper(
        engine,
        "INSERT INTO audit_log (audit_id, table_name, row_key, action, seal_no, seal)"
        " VALUES (9999, 'deed', '1', 'delete', 9999, 'x')",
    )
    assert named(findings(engine)) == {(Kind.AUDIT_CHANGED, "9999")}
