"""The real regions and municipalities: rows of those tables as dictionaries by column."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

Row = dict[str, Any]

#: The register of regions and municipalities that the map is drawn from.
_GEOGRAPHY = Path(__file__).parents[2] / "charts" / "geography"

ALAND = "MK21"

#: Honkajoki was a municipality until the end of 2020; the register is of 2021.
_MERGED = {
    "municipality_code": "099",
    "name_fi": "Honkajoki",
    "name_sv": "Honkajoki",
    "region_code": "MK04",
    "region_code_2021": None,
    "valid_to": date(2020, 12, 31),
    "successor_code": "214",
}


def _register(name: str) -> list[dict[str, str]]:
    with (_GEOGRAPHY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def municipalities() -> list[Row]:
    """The 310 municipalities of 2020 in the regions of 2016–2020."""
    now = [
        {
            "municipality_code": row["municipality_code"],
            "name_fi": row["name_fi"],
            "name_sv": row["name_sv"],
            "region_code": row["region_2016"],
            "region_code_2021": row["region_2021"],
            "valid_to": None,
            "successor_code": None,
        }
        for row in _register("municipalities")
    ]
    return [*now, _MERGED]


def regions() -> list[Row]:
    """The 19 regions with their municipalities of 2020; Åland is outside the target area."""
    counts = Counter(row["region_code"] for row in municipalities())
    return [
        {
            "region_code": row["region_code"],
            "name_fi": row["name_fi"],
            "name_sv": row["name_sv"],
            "name_en": row["name_en"],
            "municipality_count": counts[row["region_code"]],
            "in_target_area": row["region_code"] != ALAND,
        }
        for row in _register("regions")
    ]
