"""The figures of regions as a viewer may see them: in words, hidden, ranked and in sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import pytest

from pages.regions.figures import RegionFigures
from pages.regions.numbers import class_labels, drawn, number, with_unit
from pages.regions.sentences import sentence, where
from programme.counties import COUNTIES, NAMES
from programme.divisions import NOWHERE, OUTSIDE, SOMEWHERE_IN_UUSIMAA
from programme.region_measures import MEASURES
from ui.texts import LANGUAGES, use_language

PEOPLE = "participations"
NAMED = {"MK18": "Kainuu", "MK01": "Uusimaa", "MK19": "Lappi", "MK06": "Pirkanmaa"}


@pytest.fixture(autouse=True)
def finnish() -> Iterator[None]:
    with use_language("fi"):
        yield


def row(code: str, **values: float | None) -> dict[str, Any]:
    name = NAMED.get(code, code)
    names = {f"name_{language}": name for language in LANGUAGES}
    known = {**names, "in_target_area": code != "MK21", "municipality_count": 8}
    empty = dict.fromkeys(MEASURES, None if code == "MK21" else 0.0)
    return {"code": code, **known, **empty, **values}


def figures(
    counts: Mapping[str, float | None],
    measure: str = PEOPLE,
    *,
    everything: bool = False,
    **hidden: Any,
) -> RegionFigures:
    rows = [row(code, **{measure: count}) for code, count in counts.items()]
    return RegionFigures(pd.DataFrame(rows), everything=everything, **hidden)


# --- hidden ---------------------------------------------------------------------------------------


def test_few_people_are_hidden_and_the_next_fewest_with_them() -> None:
    seen = figures({"MK18": 3, "MK01": 700, "MK19": 6, "MK06": 0, "MK21": None})
    assert {code for code in NAMED if seen.hidden(code, PEOPLE)} == {"MK18", "MK19"}
    assert seen.text("MK18", PEOPLE) == "Alle 5 – ei näytetä"
    assert seen.text("MK19", PEOPLE) == seen.text_with_unit("MK19", PEOPLE) == "Ei näytetä"
    assert seen.span(PEOPLE) == (0, 700)
    assert (seen.rank("MK19", PEOPLE), seen.rank("MK01", PEOPLE)) == (None, 1)
    drawn_rows = seen.frame(PEOPLE).set_index("region_code")
    assert drawn_rows["status"].to_dict() == {
        "MK18": "suppressed",
        "MK19": "suppressed",
        "MK01": "shown",
        "MK06": "shown",
        "MK21": "outside",
    }
    assert drawn_rows["value"].dropna().to_dict() == {"MK01": 700}


def test_a_row_apart_counts_as_one_of_the_sum() -> None:
    seen = figures({"MK18": 300, "MK01": 700, NOWHERE: 2})
    assert {code for code in ("MK18", "MK01", NOWHERE) if seen.hidden(code, PEOPLE)} == {
        *("MK18", NOWHERE)
    }


def test_what_other_periods_give_away_is_hidden_too() -> None:
    counts = {"MK18": 300.0, "MK01": 700.0}
    seen = figures(counts, hidden={("MK18", PEOPLE)})
    assert (seen.hidden("MK18", PEOPLE), seen.hidden("MK01", PEOPLE)) == (True, False)
    assert not figures(counts, hidden={("MK18", PEOPLE)}, everything=True).hidden("MK18", PEOPLE)


def test_the_office_sees_everything_and_organisations_are_no_people() -> None:
    assert figures({"MK18": 3, "MK01": 7}, everything=True).text("MK18", PEOPLE) == "3"
    seen = figures({"MK18": 3, "MK01": 7}, "organisations_reached")
    assert seen.text("MK18", "organisations_reached") == "3"


@pytest.mark.parametrize(
    ("counts", "middle"),
    [
        ([3, 6, 7, 90], None),  # half of it is a hidden figure
        ([3, 6, 20, 80, 90], 20),
        ([10, 20, 30, 60], 25),
        ([], None),
    ],
)
def test_no_median_is_made_of_a_hidden_figure(counts: list[float], middle: float | None) -> None:
    codes = [*NAMED, "MK02"]
    assert figures(dict(zip(codes, counts, strict=False)) or {"MK21": None}).median(
        PEOPLE
    ) == pytest.approx(middle)


# --- words ----------------------------------------------------------------------------------------


def test_what_does_not_exist_is_told_from_zero_and_from_outside() -> None:
    seen = figures({"MK18": None, "MK01": 0, "MK19": 0.5, "MK21": None}, "approval_rate")
    texts = {code: seen.text(code, "approval_rate") for code in ("MK18", "MK01", "MK19", "MK21")}
    assert texts == {"MK18": "Ei tietoa", "MK01": "0", "MK19": "50", "MK21": "ei kohdealuetta"}
    states = seen.frame("approval_rate").set_index("region_code")["status"].to_dict()
    assert states == {"MK18": "missing", "MK01": "shown", "MK19": "shown", "MK21": "outside"}
    assert (seen.rank("MK18", "approval_rate"), seen.ranked("approval_rate")) == (None, 2)


def test_rows_apart_have_a_name_and_come_in_order() -> None:
    seen = figures({"MK18": 30, NOWHERE: 10, OUTSIDE: 20, SOMEWHERE_IN_UUSIMAA: 40})
    assert [seen.name(code) for code in seen.rows_apart()] == [
        "Uusimaa, hyvinvointialue ei tiedossa",
        "Kohdealueen ulkopuolella",
        "Ilman aluetta",
    ]
    assert seen.codes() == ["MK18"]
    assert seen.text(NOWHERE, PEOPLE) == "10"
    assert seen.rank(NOWHERE, PEOPLE) is None


@pytest.mark.parametrize(
    ("measure", "value", "written", "alone"),
    [
        ("municipality_share", 0.145, "15", "15\u00a0%"),
        ("participations", 1234.0, "1\u00a0234", "1\u00a0234"),
        ("days_per_municipality", 2.0, "2,0", "2,0"),
        ("days_per_1000_employees", 0.75, "0,8", "0,8"),
        ("days_per_1000_inhabitants", 0.054, "0,05", "0,05"),
    ],
)
def test_numbers_are_written_as_their_unit_has_it(
    measure: str, value: float, written: str, alone: str
) -> None:
    assert (number(measure, value), with_unit(measure, value)) == (written, alone)
    assert number(measure, drawn(measure, value) / (100 if "share" in measure else 1)) == written


def test_classes_have_the_decimals_of_the_figures() -> None:
    assert class_labels([0.5, 1.0, 1.1, 2.0], 1) == [
        *("alle 0,5", "0,5–0,9", "1,0", "1,1–1,9"),
        "vähintään 2,0",
    ]
    counts = {f"MK{n:02}": n / 7 for n in range(4, 19)}
    seen = figures(counts, "days_per_municipality")
    breaks = seen.breaks("days_per_municipality")
    assert breaks == [round(edge, 1) for edge in breaks]
    assert len(seen.class_labels("days_per_municipality")) == 5


def test_a_county_of_which_nothing_is_known_is_said_to_be_unknown() -> None:
    counts = {"Helsinki": None, "Itä-Uusimaa": 4, "Kainuu": 0, SOMEWHERE_IN_UUSIMAA: 9}
    seen = figures(counts, "organisations_reached")
    texts = [seen.text(code, "organisations_reached") for code in counts]
    assert texts == ["Ei tietoa", "4", "0", "9"]
    assert "ei tiedetä" in sentence(seen, "Helsinki", PEOPLE)


# --- sentences ------------------------------------------------------------------------------------


def one(**values: float | None) -> RegionFigures:
    return RegionFigures(pd.DataFrame([row("MK18", **values)]), everything=False)


def test_a_sentence_tells_how_a_region_was_reached() -> None:
    reached = {"organisations_reached": 5.0, "municipalities_reached": 1.0, "days_granted": 6.0}
    assert sentence(one(**reached, participations=1320.0), "MK18", PEOPLE) == (
        "Kainuussa on ollut mukana 5 organisaatiota ja 1 kunta 8 kunnasta. "
        "Osallistumisia on 1\u00a0320 ja myönnettyjä sparrauspäiviä 6."
    )
    assert sentence(one(**reached, participations=3.0), "MK18", "days_requested") == (
        "Kainuussa on ollut mukana 5 organisaatiota ja 1 kunta 8 kunnasta. "
        "Myönnettyjä sparrauspäiviä on 6. Haettuja sparrauspäiviä: 0."
    )


def test_outside_the_target_area_a_sentence_says_so() -> None:
    seen = figures({"MK21": None})
    assert sentence(seen, "MK21", PEOPLE).startswith("Ahvenanmaalla ei ole ohjelman toimintaa")


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("MK01", "Uudellamaalla"),
        ("MK08", "Kymenlaaksossa"),
        ("MK19", "Lapissa"),
        ("Pohjois-Savo", "Pohjois-Savossa"),
        ("Vantaa ja Kerava", "Vantaalla ja Keravalla"),
        ("MK99", "Alueella MK99"),
    ],
)
def test_names_are_inflected(code: str, place: str) -> None:
    assert where(figures({code: 1}), code) == place


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_and_county_has_its_place_in_every_language(language: str) -> None:
    codes = [f"MK{n:02}" for n in range(1, 22) if n not in (3, 20)]
    with use_language(language):
        seen = figures(dict.fromkeys([*codes, *COUNTIES], 1.0))
        places = {code: where(seen, code) for code in (*codes, *COUNTIES)}
    assert len(set(places.values())) == len(codes) + len(NAMES)
    assert not [place for place in places.values() if "MK" in place]
