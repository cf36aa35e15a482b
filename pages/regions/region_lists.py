"""What lies behind a region's figures: its organisations, services and unreached municipalities.

Each list is behind a button and read when it is opened.
"""

from collections.abc import Hashable, Sequence
from typing import Any

import streamlit as st

from data_access.region_detail import never_reached, organisations_of, services_of
from pages.regions.opened_list import opened_list
from pages.regions.shown import Shown
from ui import formats
from ui.escape import joined, one_line
from ui.language import language
from ui.layout import small
from ui.reads import ask, today
from ui.row_table import Cell, Column, Row, plain_table
from ui.texts import plain, t

_MOST = 200


def show(shown: Shown, code: str) -> None:
    """Draw the buttons."""
    count = shown.figures.value(code, "organisations_reached")
    if count:
        label = t("unit.organisations", n=int(count))
        opened_list("organisations", label, "apartment", lambda: _organisations(shown, code))
        opened_list("services", t("regions.services"), "school", lambda: _services(shown, code))
    elif count is not None:
        st.markdown(small(t("regions.no_organisations")))
    opened_list(
        "unreached", t("regions.unreached"), "location_off", lambda: _unreached(shown, code)
    )


def _organisations(shown: Shown, code: str) -> None:
    """Without everything the list does not tell how many took part from each organisation: a few
    people of one organisation are soon known by name."""
    chosen = shown.chosen
    found = ask(organisations_of, chosen.division, code, chosen.shown, today())
    heads = [plain("regions.measure_participations")] if shown.everything else []
    rows = [_organisation(row, heads=shown.everything) for row in found.to_dict("records")]
    if not shown.everything:
        rows.sort(key=lambda row: row.cells[0].text)
    plain_table(
        "region_organisation_rows",
        plain("regions.measure_organisations_reached"),
        [
            Column(plain("regions.organisation"), sortable=True),
            Column(plain("filter.org_type"), sortable=True),
            *(Column(plain(f"regions.{which}_service")) for which in ("first", "last")),
            *(Column(each, number=True, sortable=True) for each in heads),
        ],
        rows[:_MOST],
        plain("regions.no_organisations"),
    )
    if len(rows) > _MOST:
        st.markdown(small(t("regions.more_organisations", n=len(rows) - _MOST)))


def _organisation(row: dict[Hashable, Any], *, heads: bool) -> Row:
    number = str(row["organisation_id"])
    count = row["participations"]
    return Row(
        number,
        [
            Cell(one_line(row["organisation"])),
            Cell(plain(f"orgtype.{row['organisation_type']}")),
            *(_served(row, which) for which in ("first", "last")),
            *([Cell(formats.number(count), order=count)] if heads else []),
        ],
    )


def _served(row: dict[Hashable, Any], which: str) -> Cell:
    """A service and its day."""
    service = plain(f"service.{row[f'{which}_service']}")
    return Cell(service, note=formats.date(row[f"{which}_on"]))


def _services(shown: Shown, code: str) -> None:
    """Heads by service are for the office: few people of one service are soon known by name."""
    chosen = shown.chosen
    found = ask(services_of, chosen.division, code, chosen.shown, today())
    heads = ["participations"] if shown.everything else []
    counted = ["activities", "organisations", *heads]
    plain_table(
        "region_service_rows",
        plain("regions.services"),
        [
            Column(plain("regions.service"), sortable=True),
            *(Column(plain(_COUNTED[each]), number=True, sortable=True) for each in counted),
        ],
        [_service(row, counted) for row in found.to_dict("records")],
        plain("regions.no_organisations"),
    )


_COUNTED = {
    "activities": "regions.measure_activities",
    "organisations": "regions.measure_organisations_reached",
    "participations": "regions.measure_participations",
}


def _service(row: dict[Hashable, Any], counted: Sequence[str]) -> Row:
    service = str(row["service_type"])
    counts = (Cell(formats.number(row[each]), order=row[each]) for each in counted)
    return Row(service, [Cell(plain(f"service.{service}")), *counts])


def _unreached(shown: Shown, code: str) -> None:
    """Where an organisation's municipality is not known, no municipality is said to be missing."""
    chosen = shown.chosen
    found = ask(never_reached, chosen.division, code, chosen.shown, today())
    if found.unknown:
        st.markdown(t("regions.unreached_unknown", n=found.unknown))
    elif found.municipalities.empty:
        st.markdown(t("regions.unreached_none"))
    else:
        names = found.municipalities["name_sv" if language() == "sv" else "name_fi"]
        st.markdown(joined(", ", sorted(names)))
