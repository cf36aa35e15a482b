"""The demo's organisations are invented: none of them is a real municipality."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from data_access.demo.geography import ALAND, regions
from data_access.demo.organisations import Organisation, members, organisations
from programme.codes import OrganisationType

REGISTER = Path(__file__).parents[2] / "charts" / "geography" / "municipalities.csv"

#: Last parts of Finnish place names and their genitives.
GENITIVES = {
    "lahti": "lahden", "vesi": "veden", "koski": "kosken", "niemi": "niemen", "salmi": "salmen",
    "ranta": "rannan", "järvi": "järven", "mäki": "mäen", "joki": "joen", "saari": "saaren",
    "lampi": "lammen", "kangas": "kankaan", "selkä": "selän", "pelto": "pellon",
    "niitty": "niityn", "luoto": "luodon", "lehto": "lehdon", "salo": "salon", "kylä": "kylän",
    "kari": "karin", "maa": "maan", "virrat": "virtain", "kaupunki": "kaupungin",
}  # fmt: skip


def forms(name: str) -> set[str]:
    """A place name as it may begin an organisation's name, in Finnish or Swedish."""
    graded = {
        name.removesuffix(end) + genitive
        for end, genitive in GENITIVES.items()
        if name.lower().endswith(end)
    }
    plain = {name, f"{name}n", f"{name}in", f"{name}s"}
    return {form.casefold() for form in graded | plain}


def real_forms() -> set[str]:
    with REGISTER.open(encoding="utf-8", newline="") as file:
        names = [row[key] for row in csv.DictReader(file) for key in ("name_fi", "name_sv")]
    assert len(names) > 600
    return {form for name in names for form in forms(name)}


def real_stems() -> set[str]:
    """Long names without their last letters, so that no inflected form slips through."""
    with REGISTER.open(encoding="utf-8", newline="") as file:
        names = {row[key] for row in csv.DictReader(file) for key in ("name_fi", "name_sv")}
    return {name.casefold()[:-2] for name in names if len(name) >= 8}


def first_words(organisation: Organisation) -> list[str]:
    names = (organisation.name_fi, organisation.name_sv)
    return [name.split()[0].casefold() for name in names if name]


def test_the_check_knows_inflected_names() -> None:
    assert {"kuopion", "lapinlahden", "björneborgs", "suonenjoen"} <= real_forms()
    assert "kangasnie" in real_stems()


def test_no_organisation_bears_the_name_of_a_real_municipality() -> None:
    real = real_forms()
    found = [one.name_fi for one in organisations() if set(first_words(one)) & real]
    assert found == []


def test_no_organisation_begins_like_a_real_municipality() -> None:
    stems = real_stems()
    found = [
        one.name_fi
        for one in organisations()
        for word in first_words(one)
        if any(word.startswith(stem) for stem in stems)
    ]
    assert found == []


def test_organisations_are_246_and_different() -> None:
    names = [one.name_fi for one in organisations()]
    assert len(names) == len(set(names)) == 246


def test_swedish_organisations_have_swedish_names() -> None:
    swedish = [one for one in organisations() if one.language == "sv"]
    assert len(swedish) >= 8
    assert all(one.name_sv for one in swedish)


def test_most_organisations_are_municipalities_and_joint_authorities() -> None:
    types = Counter(one.organisation_type for one in organisations())
    public = types[OrganisationType.MUNICIPALITY] + types[OrganisationType.JOINT_AUTHORITY]
    assert public > 200
    assert types[OrganisationType.MUNICIPAL_COMPANY] > 10
    assert types[OrganisationType.MUNICIPAL_ENTERPRISE] > 10


def municipalities_reached() -> Counter[str]:
    reached = {one for year in members().values() for one in year}
    return Counter(
        one.region_code for one in reached if one.organisation_type is OrganisationType.MUNICIPALITY
    )


@pytest.mark.parametrize("region", regions(), ids=lambda region: region["region_code"])
def test_a_region_has_no_more_municipalities_than_there_are(region: dict[str, Any]) -> None:
    reached = municipalities_reached()[region["region_code"]]
    if region["region_code"] == ALAND:
        assert reached == 0
    else:
        assert 0.35 <= reached / region["municipality_count"] <= 0.85


def test_members_per_year_and_altogether() -> None:
    assert {year: len(set(some)) for year, some in members().items()} == {
        2015: 70, 2016: 110, 2017: 97, 2018: 90, 2019: 93, 2020: 83,
    }  # fmt: skip
    assert len({one for some in members().values() for one in some}) == 241
