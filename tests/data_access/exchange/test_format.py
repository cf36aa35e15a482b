"""The format of the files follows the schema, and every column can be called in Finnish."""

from decimal import Decimal

import pytest

from data_access.exchange.format import selection
from data_access.exchange.format.headings import normal
from data_access.exchange.format.tables import BY_NAME, FORMATS
from data_access.exchange.format.types import Kind, TableFormat
from data_access.schema import metadata
from programme.lifecycle import Status

tables = pytest.mark.parametrize("table", FORMATS, ids=lambda table: table.name)


def test_every_table_has_a_file_or_is_left_out_by_name() -> None:
    left_out = {name for name in selection.LEFT_OUT if name in metadata.tables}
    assert set(BY_NAME) | left_out == set(metadata.tables)
    assert set(BY_NAME) & left_out == set()


def test_secrets_have_no_file() -> None:
    columns = {str(column.column) for table in FORMATS for column in table.columns}
    assert not {name for name in columns if "password" in name or "sessions_valid" in name}


@tables
def test_a_table_comes_after_those_it_refers_to(table: TableFormat) -> None:
    order = [each.name for each in FORMATS]
    referred = {column.refers[0] for column in table.columns if column.refers} - {table.name}
    assert all(order.index(name) < order.index(table.name) for name in referred)


@tables
def test_a_row_is_named_by_columns_that_the_file_has(table: TableFormat) -> None:
    assert all(table.column(name).column is not None for name in table.key)
    assert table.key or table.name == "installation"


@tables
def test_every_column_has_its_own_finnish_heading(table: TableFormat) -> None:
    assert [column.name for column in table.columns if len(column.headings) < 2] == []
    headings = [normal(heading) for column in table.columns for heading in column.headings]
    assert len(set(headings)) == len(headings)


def test_history_names_its_application_by_number() -> None:
    for name in ("application_event", "application_version", "letter", "sparring_session"):
        column = BY_NAME[name].column("application_no")
        assert column.refers == ("sparring_application", "application_no")
        assert "application_id" not in [each.name for each in BY_NAME[name].columns]


def test_columns_know_what_the_checks_ask() -> None:
    application = BY_NAME["sparring_application"]
    assert application.column("days_requested").allowed == ("1", "2", "3")
    assert application.column("status").allowed == tuple(map(str, Status))
    assert application.column("status").kind is Kind.CODE
    assert application.column("title").longest == 200
    assert BY_NAME["application_event"].column("from_status").allowed == tuple(map(str, Status))
    assert BY_NAME["municipality"].column("region_code").limits.pattern == "MK__"
    grade = BY_NAME["survey_answer"].column("grade").limits
    assert (grade.least, grade.most) == (Decimal(1), Decimal(5))
    assert BY_NAME["participation"].column("participant_count").limits.above == 0
    assert BY_NAME["organisation"].column("name_fi").limits.shortest == 1
    assert BY_NAME["application_decision"].column("rationale").limits.shortest == 10


def test_columns_with_a_default_need_not_be_in_a_file() -> None:
    language = BY_NAME["organisation"].column("language")
    assert (language.required, language.default) == (False, "fi")
    reserved = BY_NAME["sparring_round"].column("days_reserved")
    assert (reserved.required, reserved.derived) == (False, True)
    assert BY_NAME["funding_period"].column("budget_eur").digits == (12, 2)
