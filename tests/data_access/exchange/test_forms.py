"""Answers of a form tool become applications, by a mapping that is saved once."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data_access.__main__ import main
from data_access.connect import reading, writing
from data_access.exchange.content import Content
from data_access.exchange.forms import store
from data_access.exchange.forms.mapping import WrongMapping, parse
from data_access.exchange.forms.reading import read_form
from data_access.exchange.forms.times import with_zone
from data_access.exchange.problems import Rule, problem_text
from tests.data_access.exchange.files import workbook
from tests.data_access.scenarios import World

MAPPING: dict[str, Any] = {
    "columns": {
        "Y-tunnus": "organisation.business_id",
        "Organisaation nimi": "organisation.name",
        "Vastattu": "submitted_at",
        "Mihin teemaan?": "theme",
        "Otsikko": "title",
        "Tarve": "need",
        "Tavoite": "goal",
        "Montako päivää?": "days_requested",
        "Montako henkilöä?": "people_involved",
        "Johto": "includes_management",
    },
    "values": {
        "theme": {"Työhyvinvointi": "well_being", "Digitalisaatio": "digitalisation"},
        "days_requested": {"Yksi päivä": "1", "Kaksi päivää": "2"},
        "includes_management": {"": "ei", "Valittu": "kyllä"},
    },
    "composed": {
        "application_no": "SP-2020-{Vastausnumero}",
        "round_code": "2020-2",
        "sector": "education",
        "includes_supervisors": "kyllä",
        "includes_staff": "kyllä",
        "no_layoff_declared": "kyllä",
        "delivery_mode": "onsite",
        "changed_by": "otto",
    },
}
ANSWER: Mapping[str, Any] = {
    "Vastausnumero": "901",
    "IP-osoite": "192.0.2.1",
    "Y-tunnus": "1234567-1",
    "Organisaation nimi": "Kunta 1",
    "Vastattu": "3.11.2020 14.05",
    "Mihin teemaan?": "Työhyvinvointi",
    "Otsikko": "Kuormitus",
    "Tarve": "Kuormitus on kasvanut.",
    "Tavoite": "Yhteinen tapa toimia.",
    "Montako päivää?": "Kaksi päivää",
    "Montako henkilöä?": "20",
    "Johto": "Valittu",
}


@pytest.fixture
def office(world: World) -> World:
    """A world with an organisation and a saved form."""
    world.organisation(business_id="1234567-1", name_sv="Kommun 1")
    with writing(world.engine) as connection:
        store.save(connection, "haku", MAPPING)
    return world


def answers(folder: Path, *changes: Mapping[str, Any], encoding: str = "cp1252") -> Path:
    """The form tool's export."""
    rows = [{**ANSWER, **change} for change in changes]
    lines = [list(ANSWER), *([str(cell) for cell in row.values()] for row in rows)]
    path = folder / "vastaukset 3.11.csv"
    path.write_text("\n".join(";".join(line) for line in lines), encoding=encoding)
    return path


def taken(office: World, path: Path) -> Content:
    """What the saved form makes of the file."""
    with reading(office.engine) as connection:
        return read_form(connection, path, "haku")


def test_an_answer_becomes_an_application(office: World, tmp_path: Path) -> None:
    content = taken(office, answers(tmp_path, {}))
    assert content.problems == []
    assert list(content.frames) == ["sparring_application"]
    (row,) = content.frames["sparring_application"].to_dict("records")
    at = datetime(2020, 11, 3, 12, 5, tzinfo=UTC)
    assert row == {
        "application_no": "SP-2020-901",
        "round_code": "2020-2",
        "organisation_id": 1,
        "theme": "well_being",
        "sector": "education",
        "title": "Kuormitus",
        "need": "Kuormitus on kasvanut.",
        "goal": "Yhteinen tapa toimia.",
        "days_requested": 2,
        "people_involved": 20,
        "includes_management": True,
        "includes_supervisors": True,
        "includes_staff": True,
        "no_layoff_declared": True,
        "delivery_mode": "onsite",
        "submitted_at": at,
        "status": "submitted",
        "changed_by": "otto",
        "changed_at": at,
    }


def test_a_workbook_of_answers(office: World, tmp_path: Path) -> None:
    at = datetime(2020, 11, 3, 14, 5)  # noqa: DTZ001  as a workbook has it
    row = {**ANSWER, "Vastattu": at, "Montako henkilöä?": 20, "Johto": None}
    path = workbook(tmp_path / "vastaukset.xlsx", {"Vastaukset": [list(row), list(row.values())]})
    content = taken(office, path)
    assert content.problems == []
    (found,) = content.frames["sparring_application"].to_dict("records")
    assert found["submitted_at"] == datetime(2020, 11, 3, 12, 5, tzinfo=UTC)
    assert (found["people_involved"], found["includes_management"]) == (20, False)


@pytest.mark.parametrize(
    "said",
    [
        {"Y-tunnus": "", "Organisaation nimi": " kunta  1"},
        {"Y-tunnus": "", "Organisaation nimi": "KOMMUN 1"},
        {"Y-tunnus": " 1234567-1 ", "Organisaation nimi": "Jokin muu"},
    ],
)
def test_the_applicant_is_found(office: World, tmp_path: Path, said: Mapping[str, str]) -> None:
    frame = taken(office, answers(tmp_path, said)).frames["sparring_application"]
    assert frame["organisation_id"].tolist() == [1]


@pytest.mark.parametrize(
    ("said", "column", "value"),
    [
        ({"Y-tunnus": "7654321-0"}, "Y-tunnus", "7654321-0"),
        ({"Y-tunnus": "", "Organisaation nimi": "Kunta 9"}, "Organisaation nimi", "Kunta 9"),
        ({"Y-tunnus": "", "Organisaation nimi": ""}, "Organisaation nimi", None),
    ],
)
def test_an_unknown_applicant_is_named(
    office: World, tmp_path: Path, said: Mapping[str, str], column: str, value: str | None
) -> None:
    content = taken(office, answers(tmp_path, {}, {**said, "Vastausnumero": "902"}))
    (problem,) = content.problems
    assert (problem.row, problem.column, problem.value) == (3, column, value)
    assert problem.rule is Rule.ORGANISATION_UNKNOWN
    assert len(content.frames["sparring_application"]) == 1


def test_a_name_is_enough_where_no_business_id_is_known(office: World, tmp_path: Path) -> None:
    number = office.organisation(name_fi="Uusi kunta")
    said = {"Y-tunnus": "7654321-0", "Organisaation nimi": "Uusi kunta"}
    content = taken(office, answers(tmp_path, said))
    assert content.problems == []
    assert content.frames["sparring_application"]["organisation_id"].tolist() == [number]


def test_two_organisations_of_one_name_are_not_guessed(office: World, tmp_path: Path) -> None:
    office.organisation(name_sv="Kunta 1")
    said = {"Y-tunnus": "", "Organisaation nimi": "Kunta 1"}
    (problem,) = taken(office, answers(tmp_path, said)).problems
    assert problem.rule is Rule.ORGANISATION_UNKNOWN


def test_a_wrong_answer_is_named_by_the_forms_heading(office: World, tmp_path: Path) -> None:
    (problem,) = taken(office, answers(tmp_path, {"Montako päivää?": "Neljä päivää"})).problems
    assert problem_text(problem).startswith(
        'vastaukset 3.11.csv, row 2, column Montako päivää?: not a whole number: "Neljä päivää"'
    )


def test_the_same_number_twice_is_found(office: World, tmp_path: Path) -> None:
    (problem,) = taken(office, answers(tmp_path, {}, {})).problems
    assert (problem.row, problem.rule) == (3, Rule.KEY_TWICE)


def test_applications_that_are_here_already_are_left_out(office: World, tmp_path: Path) -> None:
    office.application(application_no="SP-2020-901", organisation_id=1)
    content = taken(office, answers(tmp_path, {"Otsikko": "Toinen"}, {"Vastausnumero": "902"}))
    assert content.problems == []
    numbers = content.frames["sparring_application"]["application_no"].tolist()
    assert numbers == ["SP-2020-902"]


def test_another_file_than_the_forms_is_refused(office: World, tmp_path: Path) -> None:
    path = tmp_path / "muu.csv"
    path.write_text("Otsikko;Tarve\na;b\n", encoding="utf-8")
    (problem,) = taken(office, path).problems
    assert (problem.rule, problem.row) == (Rule.HEADING_MISSING, 1)
    assert "Vastausnumero" in problem.expected
    assert "Otsikko" not in problem.expected


def test_a_form_that_nobody_saved(office: World, tmp_path: Path) -> None:
    with reading(office.engine) as connection, pytest.raises(store.UnknownForm, match="haku"):
        read_form(connection, answers(tmp_path, {}), "toinen")


def changed(**parts: Any) -> Any:
    """The mapping with some parts changed; None takes a column away."""
    mapping = deepcopy(MAPPING)
    for part, changes in parts.items():
        mapping[part] |= changes
        mapping[part] = {key: word for key, word in mapping[part].items() if word is not None}
    return mapping


@pytest.mark.parametrize(
    ("mapping", "because"),
    [
        ([], "a mapping is an object"),
        ({"columns": {}, "colums": {}}, "a mapping is an object"),
        (changed(columns={"Tarve": 1}), "columns: an object whose values are texts"),
        (changed(columns={"Puhelin": "phone"}), "phone: there is no such column"),
        (changed(values={"thema": {}}), "thema: there is no such column"),
        (changed(values={"theme": []}), "values of theme"),
        (changed(columns={"Tarve": None}), "need: must be in columns or composed"),
        (changed(columns={"Tarve 2": "need"}), "need: given twice"),
        (changed(columns={"Vastattu": None}), "changed_at: must be in columns"),
    ],
)
def test_a_wrong_mapping_is_refused(mapping: Any, because: str) -> None:
    with pytest.raises(WrongMapping, match=because):
        parse(mapping)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("3.11.2020 14.05", "2020-11-03T14:05:00+02:00"),
        ("03.11.2020 klo 9:05:30", "2020-11-03T09:05:30+02:00"),
        ("2020-07-03 14:05", "2020-07-03T14:05:00+03:00"),
        ("2020-07-03T14:05:00", "2020-07-03T14:05:00+03:00"),
        ("2020-11-03T12:05:00Z", "2020-11-03T12:05:00Z"),
        ("31.2.2020 14.05", "31.2.2020 14.05"),
        ("eilen", "eilen"),
    ],
)
def test_times_of_forms_are_finnish(written: str, moment: str) -> None:
    assert with_zone(written) == moment


@pytest.fixture
def line(
    office: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs `form …` on the office's database."""
    url = office.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", url)

    def run(*arguments: object) -> tuple[int, str, str]:
        status = main(["form", *map(str, arguments)])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def test_forms_are_saved_and_listed(
    line: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps(MAPPING), encoding="utf-8")
    assert line("save", "kevät", file) == (0, "kevät: saved\n", "")
    assert line("save", "kevät", file)[0] == 0
    assert line("list") == (0, "haku\nkevät\n", "")


@pytest.mark.parametrize(
    ("name", "content", "because"),
    [
        ("x", "{", "is not JSON"),
        ("x", "{}", "a mapping is an object"),
        (" ", json.dumps(MAPPING), "a form's name"),
        ("x" * 61, json.dumps(MAPPING), "a form's name"),
    ],
)
def test_a_mapping_that_cannot_be_saved(
    line: Callable[..., tuple[int, str, str]],
    tmp_path: Path,
    name: str,
    content: str,
    because: str,
) -> None:
    file = tmp_path / "mapping.json"
    file.write_text(content, encoding="utf-8")
    status, output, errors = line("save", name, file)
    assert (status, output) == (1, "")
    assert because in errors
    assert line("save", name, tmp_path / "none.json")[0] == 1
    assert line("list")[1] == "haku\n"
