"""The names on the map as the browser has set them: none upon another, none cut off."""

from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from charts.geography import shape_codes
from tests.running import RunningApp, settled, sign_in

SCREENS = {"phone": (390, 844), "laptop": (1440, 900), "large": (1920, 1080)}
LANGUAGES = ("fi", "sv", "en")
#: In the page: what is written on the map, with the box of the letters; not the halo behind it.
_TEXTS = """() => [...document.querySelectorAll(".st-key-region_map svg .mark-text text")]
  .filter((text) => text.textContent.trim() && getComputedStyle(text).fill !== "none"
    && !text.getAttribute("stroke"))
  .map((text) => {
    const {left, top, right, bottom} = text.getBoundingClientRect()
    return {words: text.textContent, left, top, right, bottom}
  })"""
SLACK = 1.0  # pixels by which boxes of letters may touch: rounding


@pytest.mark.parametrize("screen", SCREENS)
def test_names_neither_overlap_nor_leave_the_screen(
    app: RunningApp, page: Page, screen: str
) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    sign_in(page, app, "manager")
    for language in LANGUAGES:
        page.goto(f"{app.address}/regions?lang={language}")
        areas = page.locator(".st-key-region_map .mark-shape").nth(0).locator("path[d]")
        expect(areas).to_have_count(len(shape_codes("2016")))
        settled(page)
        texts = page.evaluate(_TEXTS)
        assert texts
        upon = [
            (one["words"], other["words"])
            for one, other in combinations(texts, 2)
            if overlap(one, other)
        ]
        assert upon == []
        assert [text["words"] for text in texts if text["left"] < 0 or text["right"] > width] == []


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return (
        min(one["right"], other["right"]) - max(one["left"], other["left"]) > SLACK
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > SLACK
    )
