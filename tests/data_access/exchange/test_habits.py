"""What Finnish offices do to their files is understood, and means what they meant."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data_access.exchange.reading.read import read
from tests.data_access.exchange.files import SOUND, csv_file, csv_text, sheet_of, value, workbook

NAME = "Mäntylä–Åvik"
NAMED = {"name_fi": NAME}


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("ending", [".csv", ".txt", ".tsv", ".CSV"])
def test_every_separator_and_encoding(
    tmp_path: Path, delimiter: str, encoding: str, ending: str
) -> None:
    text = csv_text("organisation", NAMED, delimiter=delimiter)
    content = read(csv_file(tmp_path, "organisation", text, encoding, ending))
    assert content.problems == []
    assert content.frames["organisation"]["name_fi"].tolist() == [NAME]


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r"])
def test_every_line_break(tmp_path: Path, line_break: str) -> None:
    text = csv_text("organisation", {}, {"organisation_id": "2"}).replace("\r\n", line_break)
    content = read(csv_file(tmp_path, "organisation", text))
    assert content.problems == []
    assert content.frames["organisation"].index.tolist() == [2, 3]


def test_a_comma_between_cells_and_in_an_amount(tmp_path: Path) -> None:
    text = csv_text("funding_period", {"budget_eur": '"1640000,00"'}, delimiter=",")
    content = read(csv_file(tmp_path, "funding_period", text))
    assert content.problems == []
    assert content.frames["funding_period"]["budget_eur"].tolist() == [Decimal("1640000.00")]


@pytest.mark.parametrize(
    ("table", "column", "cell", "meaning"),
    [
        ("funding_period", "budget_eur", "1640000,50", Decimal("1640000.50")),
        ("funding_period", "budget_eur", "1640000.5", Decimal("1640000.50")),
        ("funding_period", "budget_eur", "1 640 000,50", Decimal("1640000.50")),
        ("funding_period", "budget_eur", "1\u00a0640\u00a0000,50 €", Decimal("1640000.50")),
        ("funding_period", "budget_eur", "0", Decimal("0.00")),
        ("funding_period", "starts_on", "1.3.2018", date(2018, 3, 1)),
        ("funding_period", "starts_on", "01.03.2018", date(2018, 3, 1)),
        ("funding_period", "starts_on", " 31.12.2018 ", date(2018, 12, 31)),
        ("funding_period", "starts_on", "2018-12-31", date(2018, 12, 31)),
        ("organisation", "employee_count", "10 000", 10_000),
        ("organisation", "employee_count", "12,0", 12),
        ("organisation", "employee_count", "", None),
        ("organisation", "employee_count", " ", None),
        ("organisation", "organisation_type", "Municipality ", "municipality"),
        ("organisation", "language", "", "fi"),
        ("organisation", "name_fi", "  Mäntylä", "  Mäntylä"),
        ("organisation", "name_sv", "'=1", "=1"),
        ("organisation", "name_sv", "'", ""),
        ("organisation", "name_sv", "NULL", "NULL"),
        ("organisation", "name_sv", "- ei tietoa", "- ei tietoa"),
        ("municipality", "municipality_code", "5", "005"),
        ("municipality", "region_code", "MK01 ", "MK01"),
        ("sparring_application", "includes_staff", "Kyllä", True),
        ("sparring_application", "includes_staff", "EI", False),
        ("sparring_application", "includes_staff", "TOSI", True),
        ("sparring_application", "includes_staff", "EPÄTOSI", False),
        ("sparring_application", "includes_staff", "false", False),
        ("sparring_application", "includes_staff", "1", True),
        (
            "sparring_application",
            "changed_at",
            "2020-11-02T12:00:00+02:00",
            datetime(2020, 11, 2, 10, tzinfo=UTC),
        ),
        (
            "sparring_application",
            "changed_at",
            "2020-11-02 10:00Z",
            datetime(2020, 11, 2, 10, tzinfo=UTC),
        ),
        ("application_version", "snapshot", '"{""title"": ""ä""}"', {"title": "ä"}),
    ],
)
def test_a_cell_means(tmp_path: Path, table: str, column: str, cell: str, meaning: Any) -> None:
    found = value(table, column, cell, tmp_path)
    assert (type(found), found) == (type(meaning), meaning)


@pytest.mark.parametrize(
    "headings",
    [
        "organisation_id;name_fi;organisation_type;region_code",
        "Organisaation tunnus;Nimi suomeksi;Organisaatiotyyppi;Maakunta",
        "ORGANISAATION TUNNUS; nimi  suomeksi ;Organisation type;REGION_CODE",
        '"Organisaation tunnus";"Nimi suomeksi";"Organisaatiotyyppi";"Maakunta"',
    ],
)
def test_headings_in_finnish_or_english(tmp_path: Path, headings: str) -> None:
    text = f"{headings}\n1;Mäntylä;municipality;MK01\n"
    content = read(csv_file(tmp_path, "organisation", text))
    assert content.problems == []
    assert content.frames["organisation"].columns.tolist() == list(SOUND["organisation"])


def test_columns_in_any_order_and_some_left_out(tmp_path: Path) -> None:
    text = "name_fi;organisation_type;organisation_id\nMäntylä;municipality;1\n"
    frame = read(csv_file(tmp_path, "organisation", text)).frames["organisation"]
    assert frame.columns.tolist() == ["name_fi", "organisation_type", "organisation_id"]


def test_empty_rows_and_cells_at_the_end_are_nothing(tmp_path: Path) -> None:
    row = ";".join(SOUND["organisation"].values())
    text = f"{';'.join(SOUND['organisation'])};;\n;;;;;\n\n{row};;\n;;;;;\n"
    content = read(csv_file(tmp_path, "organisation", text))
    assert content.problems == []
    assert content.frames["organisation"].index.tolist() == [4]


def test_empty_cells_that_a_spreadsheet_left_out(tmp_path: Path) -> None:
    text = "organisation_id;name_fi;organisation_type;name_sv;language\n1;Mäntylä;municipality\n"
    content = read(csv_file(tmp_path, "organisation", text))
    assert content.problems == []
    assert content.frames["organisation"]["name_sv"].tolist() == [None]


def test_a_line_break_in_a_cell_does_not_shift_the_row_numbers(tmp_path: Path) -> None:
    rows = ({"name_fi": '"Mänty\nlä"'}, {"organisation_id": "2"})
    content = read(csv_file(tmp_path, "organisation", csv_text("organisation", *rows)))
    assert content.frames["organisation"].index.tolist() == [2, 3]
    assert content.frames["organisation"]["name_fi"].tolist() == ["Mänty\nlä", "Mäntylä"]


def test_a_file_with_headings_only_is_an_empty_table(tmp_path: Path) -> None:
    content = read(csv_file(tmp_path, "organisation", csv_text("organisation")))
    assert (content.problems, len(content.frames["organisation"])) == ([], 0)


def test_a_folder_is_read_in_load_order_and_other_files_stay_aside(tmp_path: Path) -> None:
    for table in ("participation", "organisation", "municipality"):
        csv_file(tmp_path, table, csv_text(table, {}))
    (tmp_path / "lue minut.pdf").write_bytes(b"%PDF")
    (tmp_path / ".organisation.csv").write_bytes(b"")
    (tmp_path / "~$all.xlsx").write_bytes(b"")
    content = read(tmp_path)
    assert content.problems == []
    assert list(content.frames) == ["municipality", "organisation", "participation"]
    assert content.files["organisation"] == "organisation.csv"


def test_a_workbook_with_its_own_kinds_of_cells(tmp_path: Path) -> None:
    changes = {"starts_on": datetime(2018, 1, 1), "ends_on": date(2020, 12, 31)}  # noqa: DTZ001  as a workbook has it
    sheet = sheet_of("funding_period", **changes, budget_eur=1640000.1 + 0.2, eura_project_code=42)
    content = read(workbook(tmp_path / "kausi.xlsx", {"funding_period": sheet, "Taul2": []}))
    assert content.problems == []
    row = content.frames["funding_period"].iloc[0]
    assert (row.starts_on, row.ends_on) == (date(2018, 1, 1), date(2020, 12, 31))
    assert (row.budget_eur, row.eura_project_code) == (Decimal("1640000.30"), "42")
    assert content.files["funding_period"] == "kausi.xlsx [funding_period]"


def test_numbers_and_truth_of_a_workbook(tmp_path: Path) -> None:
    sheet = sheet_of("sparring_application", days_requested=2, people_involved=20.0)
    sheet[1][sheet[0].index("includes_staff")] = False
    content = read(workbook(tmp_path / "haku.xlsx", {"sparring_application": [*sheet, [], []]}))
    row = content.frames["sparring_application"].iloc[0]
    assert content.problems == []
    assert (row.days_requested, row.people_involved, row.includes_staff) == (2, 20, False)


def test_a_sheet_alone_may_have_the_name_of_its_file(tmp_path: Path) -> None:
    path = workbook(tmp_path / "Municipality.xlsx", {"Taul1": sheet_of("municipality")})
    content = read(path)
    assert content.problems == []
    assert content.frames["municipality"]["municipality_code"].tolist() == ["005"]


def test_a_code_that_a_spreadsheet_took_for_a_number(tmp_path: Path) -> None:
    sheet = sheet_of("municipality", municipality_code=5)
    content = read(workbook(tmp_path / "kunnat.xlsx", {"municipality": sheet}))
    assert content.frames["municipality"]["municipality_code"].tolist() == ["005"]
