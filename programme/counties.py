"""The wellbeing services counties of 2023, with Helsinki and Åland, which are in none.

A county is a region with the borders of 2021, but for Uusimaa, which is divided into five. Its
code is its Finnish name.
"""

from collections.abc import Mapping

#: The region that has more than one county.
UUSIMAA = "MK01"

#: County → its region, where the region has no other.
OF_ONE_REGION: Mapping[str, str] = {
    "Varsinais-Suomi": "MK02",
    "Satakunta": "MK04",
    "Kanta-Häme": "MK05",
    "Pirkanmaa": "MK06",
    "Päijät-Häme": "MK07",
    "Kymenlaakso": "MK08",
    "Etelä-Karjala": "MK09",
    "Etelä-Savo": "MK10",
    "Pohjois-Savo": "MK11",
    "Pohjois-Karjala": "MK12",
    "Keski-Suomi": "MK13",
    "Etelä-Pohjanmaa": "MK14",
    "Pohjanmaa": "MK15",
    "Keski-Pohjanmaa": "MK16",
    "Pohjois-Pohjanmaa": "MK17",
    "Kainuu": "MK18",
    "Lappi": "MK19",
    "Ahvenanmaa": "MK21",
}

#: County of Uusimaa → the codes of its municipalities.
OF_UUSIMAA: Mapping[str, frozenset[str]] = {
    "Helsinki": frozenset({"091"}),
    "Itä-Uusimaa": frozenset({"018", "407", "434", "504", "616", "638", "753"}),
    "Keski-Uusimaa": frozenset({"106", "186", "505", "543", "611", "858"}),
    "Länsi-Uusimaa": frozenset(
        {"049", "078", "149", "224", "235", "257", "444", "710", "755", "927"}
    ),
    "Vantaa ja Kerava": frozenset({"092", "245"}),
}

#: The names of Uusimaa's counties in Swedish and English; the others are called like their region.
NAMES: Mapping[str, tuple[str, str]] = {
    "Helsinki": ("Helsingfors", "Helsinki"),
    "Itä-Uusimaa": ("Östra Nyland", "East Uusimaa"),
    "Keski-Uusimaa": ("Mellersta Nyland", "Central Uusimaa"),
    "Länsi-Uusimaa": ("Västra Nyland", "West Uusimaa"),
    "Vantaa ja Kerava": ("Vanda och Kervo", "Vantaa and Kerava"),
}

#: The same in letters and signs that a key or a file name may have.
SLUGS: Mapping[str, str] = {
    "Helsinki": "helsinki",
    "Itä-Uusimaa": "east_uusimaa",
    "Keski-Uusimaa": "central_uusimaa",
    "Länsi-Uusimaa": "west_uusimaa",
    "Vantaa ja Kerava": "vantaa_and_kerava",
}

#: All counties by their code, those of Uusimaa first.
COUNTIES = (*OF_UUSIMAA, *OF_ONE_REGION)


def region_of(county: str) -> str:
    """The code of the county's region; KeyError for an unknown county."""
    return UUSIMAA if county in OF_UUSIMAA else OF_ONE_REGION[county]


def county_of(region: str, municipality: str | None) -> str | None:
    """The county of a municipality in a region of 2021; None where it cannot be told."""
    if region == UUSIMAA:
        found = (code for code, inside in OF_UUSIMAA.items() if municipality in inside)
    else:
        found = (code for code, home in OF_ONE_REGION.items() if home == region)
    return next(found, None)
