"""The places that are marked on the map, and the word about those that cannot be."""

import pandas as pd
import streamlit as st

from charts.geography import places
from data_access.region_places import named_places
from pages.regions.choices import Choices
from pages.regions.views import Places
from ui.language import language
from ui.layout import small
from ui.reads import ask, today
from ui.texts import plain, t

#: What the chart calls them.
_FORM = {Places.EVENTS: "event", Places.VISITS: "visit", Places.HOMES: "seat"}


def marks(chosen: Choices) -> pd.DataFrame | None:
    """What is to be marked, for `charts.region_map`; None where nothing is asked for."""
    if not chosen.places:
        return None
    named = "name_sv" if language() == "sv" else "name_fi"
    seats = places().rename(columns={named: "name"})
    found = _named(chosen).merge(seats, on="municipality_code")
    return pd.DataFrame(
        {
            "name": found["name"],
            "longitude": found["longitude"],
            "latitude": found["latitude"],
            "kind": found["kind"].map(_FORM),
            "tip": [_tip(row) for row in found.to_dict("records")],
        }
    )


def note(chosen: Choices) -> None:
    """Say what the marks are, and what was asked for and has no municipality in the data."""
    if not chosen.places:
        return
    told = explained(chosen)
    if told:
        st.markdown(small(told))
    missing = [place for place in chosen.places if place not in _kinds(chosen)]
    if missing:
        names = ", ".join(plain(f"regions.places_{kind}") for kind in missing)
        st.markdown(small(t("regions.places_none", places=names)))


def explained(chosen: Choices) -> str:
    """What the marks on the map are; empty where there are none."""
    there = [place for place in chosen.places if place in _kinds(chosen)]
    names = ", ".join(plain(f"regions.mark_{kind}") for kind in there)
    return plain("regions.marks", marks=names) if there else ""


def _kinds(chosen: Choices) -> set[str]:
    return set(_named(chosen)["kind"])


def _named(chosen: Choices) -> pd.DataFrame:
    found = ask(named_places, chosen.shown, today())
    return found[found["kind"].isin([*chosen.places])]


def _tip(row: dict[str, object]) -> str:
    count = plain(f"regions.tip_{row['kind']}", n=int(str(row["count"])))
    return f"{row['name']}: {count}"
