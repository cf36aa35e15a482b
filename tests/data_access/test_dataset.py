"""What those who keep the data may do with it, and that nobody else does."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, insert, select, update

from data_access import accounts, administration, dataset
from data_access.access_log import COMMAND_LINE
from data_access.accounts import Refused
from data_access.connect import reading, writing
from data_access.dataset import Checked
from data_access.exchange.content import Content
from data_access.exchange.forms.mapping import WrongMapping
from data_access.exchange.forms.store import UnknownForm
from data_access.exchange.loading.agreement import fingerprint
from data_access.exchange.loading.preparing import prepare
from data_access.exchange.reading.read import read
from data_access.integrity.quality import Oddity
from data_access.log_search import AccessSearch
from data_access.schema import contact, form_mapping, organisation, sparring_application
from programme.calendar import local_date
from programme.roles import Right, Role, may
from tests.data_access.scenarios import NOW

KEEPERS = [role for role in Role if may(role, Right.KEEP_DATA)]
OTHERS = [*(role.value for role in Role if not may(role, Right.KEEP_DATA)), "nobody", "closed"]
TODAY = local_date(NOW)
#: What was approved by now should have had a session long ago.
LATER = date(2030, 1, 1)
NOTHING = Checked(Content(), (), {}, "")

ACTS: dict[str, Callable[[Engine, str, Path], object]] = {
    "check": dataset.check,
    "load": lambda engine, by, _: dataset.load(engine, by, NOTHING),
    "book": lambda engine, by, _: dataset.export_book(engine, by, personal=False),
    "files": lambda engine, by, _: dataset.export_files(engine, by, personal=False),
    "last verification": lambda engine, by, _: dataset.last_verification(engine, by),
    "verify": lambda engine, by, _: dataset.verify(engine, by),
    "oddities": lambda engine, by, _: dataset.oddities(engine, by, TODAY),
}


def exports(engine: Engine) -> list[tuple[str, str | None]]:
    lines = administration.access_lines(engine, COMMAND_LINE, AccessSearch(action="exported")).lines
    return [(line.username, line.subject) for line in lines]


@pytest.mark.parametrize("by", OTHERS)
@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_does_anything(demo_engine: Engine, tmp_path: Path, act: str, by: str) -> None:
    with writing(demo_engine) as connection:
        accounts.create_user(connection, "closed", "Closed", Role.ADMIN, "no hash")
    accounts.change(demo_engine, "admin", "closed", active=False)
    with pytest.raises(Refused):
        ACTS[act](demo_engine, by, tmp_path)
    assert exports(demo_engine) == []


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("take", [dataset.export_book, dataset.export_files])
def test_contacts_are_for_those_who_see_them_on_the_screen(
    demo_engine: Engine, role: Role, take: Callable[..., bytes]
) -> None:
    if role is Role.MANAGER:
        assert take(demo_engine, role.value, personal=True)
        assert exports(demo_engine) == [("manager", "all data, with contacts")]
        return
    with pytest.raises(Refused):
        take(demo_engine, role.value, personal=True)
    assert exports(demo_engine) == []


def test_without_contacts_nobody_is_named(demo_engine: Engine) -> None:
    with writing(demo_engine) as connection:
        connection.execute(update(contact).values(full_name="Zq Salainen", erased_at=None))
    files = ZipFile(io.BytesIO(dataset.export_files(demo_engine, "admin", personal=False)))
    assert b"Zq Salainen" not in b"".join(files.read(name) for name in files.namelist())
    assert files.read("contact.csv").decode("utf-8-sig").startswith("contact_id;organisation_id")
    book = load_workbook(
        io.BytesIO(dataset.export_book(demo_engine, "admin", personal=False)), read_only=True
    )
    headings = next(book["contact"].iter_rows(max_row=1, values_only=True))
    book.close()
    assert not {"full_name", "email", "phone"} & set(headings)
    assert exports(demo_engine) == [("admin", "all data, without contacts")] * 2


def test_what_is_taken_out_changes_nothing_when_it_is_loaded(
    demo_engine: Engine, tmp_path: Path
) -> None:
    with ZipFile(io.BytesIO(dataset.export_files(demo_engine, "manager", personal=True))) as files:
        files.extractall(tmp_path)
    found = dataset.check(demo_engine, "manager", tmp_path)
    assert (list(found.problems), found.may_load) == ([], False)
    assert found.counts["organisation"].unchanged > 200


def organisations(folder: Path, *rows: str) -> Path:
    lines = ["organisation_id;name_fi;organisation_type", *rows]
    (folder / "organisation.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return folder


def rename(engine: Engine, number: int, name: str) -> None:
    with writing(engine) as connection:
        this = organisation.c.organisation_id == number
        connection.execute(update(organisation).where(this).values(name_fi=name))


def print_of(engine: Engine, path: Path) -> str:
    with reading(engine) as connection:
        return fingerprint(prepare(connection, read(path)))


def test_two_plans_are_one_only_when_they_write_the_same_over_the_same(
    demo_engine: Engine, tmp_path: Path
) -> None:
    path = organisations(tmp_path, "1;Uusi nimi;municipality", "900;Uusi;municipality")
    first = print_of(demo_engine, path)
    rename(demo_engine, 2, "Aivan muu")
    assert print_of(demo_engine, path) == first
    rename(demo_engine, 1, "Toinen nimi")
    assert print_of(demo_engine, path) != first


def test_a_load_that_was_overtaken_tells_what_it_would_do_now(
    demo_engine: Engine, tmp_path: Path
) -> None:
    path = organisations(tmp_path, "1;Uusi nimi;municipality")
    seen = dataset.check(demo_engine, "admin", path)
    rename(demo_engine, 1, "Uusi nimi")
    rename(demo_engine, 1, "Toinen nimi")
    now = dataset.load(demo_engine, "admin", seen)
    assert now is not None
    assert (now.overtaken, now.may_load, now.counts["organisation"].changed) == (True, True, 1)
    assert dataset.load(demo_engine, "admin", now) is None
    with reading(demo_engine) as connection:
        names = connection.execute(
            select(organisation.c.name_fi).where(organisation.c.organisation_id == 1)
        ).scalars()
        assert list(names) == ["Uusi nimi"]


def test_what_somebody_else_has_loaded_meanwhile_is_no_load(
    demo_engine: Engine, tmp_path: Path
) -> None:
    path = organisations(tmp_path, "1;Uusi nimi;municipality")
    seen = dataset.check(demo_engine, "admin", path)
    assert dataset.load(demo_engine, "manager", seen) is None
    now = dataset.load(demo_engine, "admin", seen)
    assert now is not None
    assert not now.may_load


def test_a_verification_is_kept_with_who_asked_for_it(demo_engine: Engine) -> None:
    assert dataset.last_verification(demo_engine, "admin") is None
    found = dataset.verify(demo_engine, "manager")
    assert dataset.last_verification(demo_engine, "admin") == found


def test_an_administrator_reads_no_application_in_what_is_odd(demo_engine: Engine) -> None:
    with writing(demo_engine) as connection:
        titles = set(connection.execute(select(sparring_application.c.title)).scalars())
    by_role = {
        role: [
            odd.finding
            for odd in dataset.oddities(demo_engine, role.value, LATER)
            if odd.finding.table == "sparring_application"
        ]
        for role in KEEPERS
    }
    assert by_role[Role.MANAGER]
    assert {each.detail for each in by_role[Role.MANAGER]} <= titles
    assert {each.detail for each in by_role[Role.ADMIN]} == {""}


def test_what_is_odd_is_placed_in_its_region(demo_engine: Engine) -> None:
    with writing(demo_engine) as connection:
        one = organisation.c.organisation_id == 1
        values = {"region_code": "MK06", "municipality_code": None}
        connection.execute(update(organisation).where(one).values(**values))
    found = {
        (odd.finding.kind, odd.finding.row): odd.region
        for odd in dataset.oddities(demo_engine, "admin", TODAY)
    }
    assert found[(Oddity.ORGANISATION_WITHOUT_MUNICIPALITY, "1")] == "MK06"


FORM = {
    "columns": {
        "Numero": "application_no",
        "Kierros": "round_code",
        "Hakija": "organisation.name",
        "Saapunut": "submitted_at",
    },
}


def test_only_a_form_that_is_saved_is_offered_and_read(demo_engine: Engine, tmp_path: Path) -> None:
    before = dataset.form_names(demo_engine, "admin")
    with writing(demo_engine) as connection:
        connection.execute(insert(form_mapping).values(form_name="Vanha lomake", mapping=FORM))
    assert dataset.form_names(demo_engine, "admin") == sorted([*before, "Vanha lomake"])
    file = tmp_path / "lomake.csv"
    file.write_text("Numero;Kierros;Hakija;Saapunut\n", encoding="utf-8")
    with pytest.raises(WrongMapping):
        dataset.check(demo_engine, "admin", file, form="Vanha lomake")
    with pytest.raises(UnknownForm):
        dataset.check(demo_engine, "admin", file, form="Ei ole")
