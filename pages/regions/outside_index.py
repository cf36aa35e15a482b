"""An index that others publish: which one is looked at, and its values for the units on the map."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data_access.region_context import context_indices, context_values
from pages.regions.choices import INDEX, Choices, choose
from pages.regions.figures import RegionFigures
from programme.counties import OF_ONE_REGION
from programme.divisions import Division
from ui import formats
from ui.controls import value_of
from ui.escape import one_line
from ui.language import language
from ui.reads import ask
from ui.texts import plain, t

_CHOICE = "region_index"


@dataclass(frozen=True)
class Index:
    """An index in one of its years. `key` names it in the address."""

    code: str
    year: int
    name: str
    source: str
    level: str

    @property
    def key(self) -> str:
        """Its code and year."""
        return f"{self.code}.{self.year}"

    @property
    def title(self) -> str:
        """Its name and year."""
        return f"{self.name} {self.year}"


def indices() -> dict[str, Index]:
    """The indices that the office has loaded, by their key."""
    rows = ask(context_indices).to_dict("records")
    found = (
        Index(
            row["index_code"],
            int(row["year"]),
            one_line(row[f"name_{language()}"]),
            one_line(row["source"]),
            row["level"],
        )
        for row in rows
    )
    return {index.key: index for index in found}


def index_control(known: Mapping[str, Index], chosen: Choices) -> Index:
    """Draw the choice of an index, with a word when the address names none that there is."""
    first, key = next(iter(known)), chosen_index(known, chosen).key
    st.session_state[_CHOICE] = key
    st.selectbox(
        t("regions.index"),
        list(known),
        format_func=lambda each: known[each].title,
        key=_CHOICE,
        on_change=lambda: choose(INDEX, value_of(_CHOICE, first)),
        width=420,
    )
    if chosen.index not in (None, key):
        st.info(t("regions.unknown_choice"), icon=":material/info:")
    return known[key]


def chosen_index(known: Mapping[str, Index], chosen: Choices) -> Index:
    """The index that the address names, or the first one there is."""
    return known.get(chosen.index or "") or next(iter(known.values()))


def index_values(index: Index, division: Division) -> dict[str, float]:
    """The index's value of each unit that it has one of, by the unit's code.

    A county that is a region has the region's; the others have none.
    """
    found = ask(context_values, index.code, index.year)
    values = dict(zip(found["code"], found["value"], strict=True))
    if division is Division.REGIONS:
        return values
    return {county: values[home] for county, home in OF_ONE_REGION.items() if home in values}


def index_frame(values: Mapping[str, float], figures: RegionFigures) -> pd.DataFrame:
    """The index for a map, as `RegionFigures.frame` is; units without a value are told apart."""
    return pd.DataFrame(
        [
            {
                "region_code": code,
                "name": figures.name(code),
                "value": values.get(code),
                "label": written(values.get(code)),
                "status": "shown" if code in values else "missing",
            }
            for code in figures.codes()
        ]
    )


def written(value: float | None) -> str:
    """A value of an index, whose unit only its publisher knows."""
    return plain("value.no") if value is None else formats.value(value)
