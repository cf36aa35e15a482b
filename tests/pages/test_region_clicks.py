"""What the browser says was clicked on a map is chosen only where there is such a unit."""

import pytest
import streamlit as st

from pages.regions import clicks
from pages.regions.choices import UNITS
from programme.divisions import Division


@pytest.mark.parametrize(
    ("division", "code", "chosen"),
    [
        (Division.REGIONS, "MK13", ["MK13"]),
        (Division.REGIONS, "Helsinki", []),
        (Division.WELLBEING, "Helsinki", ["Helsinki"]),
        (Division.REGIONS, "<b>", []),
        (Division.REGIONS, {"MK13": 1}, []),
        (Division.REGIONS, None, []),
    ],
)
def test_a_click(
    division: Division, code: object, chosen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(clicks, "choose_region", asked.append)
    monkeypatch.setattr(st, "session_state", {"region_clicked": {"unit": code}})
    clicks._choose(UNITS[division])
    assert asked == chosen
