"""Lines of the logs, in the words of those who read them."""

from sqlalchemy import Engine, select

from data_access.connect import reading
from data_access.log_search import AuditSearch, audit_lines
from data_access.schema import sparring_application


def test_the_audit_calls_an_application_by_its_number(demo_engine: Engine) -> None:
    with reading(demo_engine) as connection:
        numbers = set(connection.scalars(select(sparring_application.c.application_no)))
        part = audit_lines(connection, AuditSearch(table="sparring_application"))
    assert part.lines
    assert {line.row for line in part.lines} <= numbers


def test_the_audit_calls_other_rows_by_their_key(demo_engine: Engine) -> None:
    with reading(demo_engine) as connection:
        part = audit_lines(connection, AuditSearch(table="app_user"))
    assert "manager" in {line.row for line in part.lines}
