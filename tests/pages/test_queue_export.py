"""The files of the queue hold exactly what the list shows, in its order, and nothing calculates."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, update

from data_access import accounts
from data_access.accounts import Refused
from data_access.connect import writing
from data_access.queueing.search import QueueSearch, Sort, Word
from data_access.schema import organisation
from pages.applications import export
from programme.roles import Role
from tests.pages.opening import opened
from tests.pages.test_queue_panel import listed
from ui import download
from ui.texts import plain, use_language

TODAY = date(2020, 12, 1)
ADDRESSES: tuple[dict[str, str], ...] = (
    {},
    {"queue": "all", "sort": "organisation", "theme": "well_being"},
    {"queue": "decided_lately", "sort": "-days"},
    {"queue": "all", "search": "kunta", "days": "2", "sort": "-number", "region": "MK06"},
    {"search": "no such words"},
)
SEARCHES = (
    QueueSearch(),
    QueueSearch("all", theme="well_being", sort=Sort.ORGANISATION),
    QueueSearch("decided_lately", sort=Sort.DAYS, backwards=True),
    QueueSearch(
        "all",
        region_code="MK06",
        days=2,
        words=(Word("kunta"),),
        sort=Sort.NUMBER,
        backwards=True,
    ),
    QueueSearch(words=(Word("no"), Word("such"), Word("words"))),
)


def cells_of(file: bytes) -> list[list[str]]:
    text = io.StringIO(file.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=";"))


def sheet_of(file: bytes) -> Any:
    return load_workbook(io.BytesIO(file)).active


def column(lines: Iterable[Iterable[Any]], heading: str) -> list[Any]:
    first, *others = map(list, lines)
    return [line[first.index(heading)] for line in others]


@pytest.mark.parametrize(("address", "search"), list(zip(ADDRESSES, SEARCHES, strict=True)))
def test_both_files_hold_what_is_listed_in_its_order(
    demo: Engine, address: dict[str, str], search: QueueSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On all pages: the list shows one after the other."""
    monkeypatch.setattr("data_access.queue.PAGE_SIZE", 40)
    shown: list[str] = []
    page = 1
    while some := listed(opened("applications", Role.MANAGER, **address, page=str(page))):
        if some == shown[:40]:  # there is no such page
            break
        shown += some
        page += 1
    number = plain("applications.column_number")
    assert column(cells_of(export.csv_of(search, TODAY, "manager", "fi")), number) == shown
    sheet = sheet_of(export.workbook_of(search, TODAY, "manager", "fi"))
    assert column(sheet.iter_rows(values_only=True), number) == shown
    assert len(shown) > 40 or search.view != "all" or search.words


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_headings_and_values_are_in_the_viewers_language(demo: Engine, language: str) -> None:
    file = export.csv_of(QueueSearch(), TODAY, "manager", language)
    assert file.startswith(b"\xef\xbb\xbf")
    lines = cells_of(file)
    assert len({len(line) for line in lines}) == 1
    with use_language(language):
        assert column(lines, plain("applications.column_status"))[0] == plain("status.submitted")
        assert column(lines, plain("applications.column_late"))[0] == plain("queue.late")
        assert column(lines, plain("applications.column_received"))[0]


def test_a_workbook_keeps_numbers_and_days(demo: Engine) -> None:
    sheet = sheet_of(export.workbook_of(QueueSearch("all"), TODAY, "manager", "fi"))
    lines = list(sheet.iter_rows(values_only=True))
    assert {type(value) for value in column(lines, plain("applications.column_days"))} == {int}
    received = column(lines, plain("applications.column_received"))
    assert all(value.year in range(2015, 2021) for value in received)
    granted = column(lines, plain("applications.column_granted"))
    assert {type(value) for value in granted} == {int, type(None)}


def test_no_name_is_a_formula(demo: Engine) -> None:
    with writing(demo) as connection:
        connection.execute(
            update(organisation).values(name_fi="=1+1;@x " + organisation.c.name_fi, name_sv="=1")
        )
    heading = plain("applications.column_organisation")
    for name in column(cells_of(export.csv_of(QueueSearch(), TODAY, "manager", "fi")), heading):
        assert name.startswith("'=1+1;'@x ")
    sheet = sheet_of(export.workbook_of(QueueSearch(), TODAY, "manager", "fi"))
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert all(name.startswith("'=") for name in column(sheet.iter_rows(values_only=True), heading))


def test_a_file_is_for_whoever_is_still_signed_in(demo: Engine) -> None:
    with pytest.raises(Refused) as refused:
        download.fetched("no such session", lambda spoken: b"", "fi")
    assert refused.value.refusal is accounts.Refusal.FORBIDDEN
