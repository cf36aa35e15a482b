"""Steps through years, by hand or by itself: the browser asks for the next year when it is time.

A year is asked for only when the one before it is on screen and has been looked at, so a slow
line slows the play down instead of piling up runs; and never more than one a second.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from ui.texts import plain

_HERE = Path(__file__).parent / "components"
_stepper = st.components.v2.component(
    "tilannehuone_years",
    html='<div class="years" role="group"></div>',
    css=(_HERE / "year_stepper.css").read_text(encoding="utf-8"),
    js=(_HERE / "year_stepper.js").read_text(encoding="utf-8"),
)


def year_stepper(
    key: str, years: Sequence[int], current: int | None, whole: str, choose: Callable[[str], None]
) -> None:
    """Draw the steps of `years`; `current` is the year on screen, None when all of them are.

    `whole` says in words what is on screen then. `choose` is called back with the year as text,
    or with an empty one for all of them.
    """
    _stepper(
        key=key,
        data={
            "years": list(years),
            "current": current,
            "whole": whole,
            "texts": {
                "group": plain("years.group"),
                "back": plain("years.back"),
                "forward": plain("years.forward"),
                "play": plain("years.play"),
                "stop": plain("years.stop"),
                "all": plain("years.all"),
            },
        },
        on_year_change=lambda: choose(st.session_state[key]["year"]),
    )
