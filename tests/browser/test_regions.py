"""Alueet in a real browser: by mouse, by keyboard, by address, and through the years."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine, insert

from data_access.connect import writing
from data_access.schema import context_index, context_value
from tests.axe import drawn
from tests.browser.screen import cut_off
from tests.browser.test_keyboard import Keys
from tests.data_access.beside import index, value
from tests.running import RunningApp, eventually, settled, sign_in

#: In the page: the middle of a unit on a map, in pixels of the window.
MIDDLE = """([map, code]) => {
  const paths = [...document.querySelectorAll(`${map} path`)]
  const area = paths.find((path) => path.__data__?.datum?.region_code === code)
  if (!area) return null
  const box = area.getBoundingClientRect()
  return [box.x + box.width / 2, box.y + box.height / 2]
}"""
MAP = ".st-key-region_map"
CHANGES = ".st-key-card_region_change"
KESKI_SUOMI, KAINUU = "MK13", "MK18"


def click_on_map(page: Page, code: str, chart: str = MAP) -> None:
    page.locator(chart).scroll_into_view_if_needed()
    eventually(page, lambda: page.evaluate(MIDDLE, [chart, code]) is not None)
    page.mouse.click(*page.evaluate(MIDDLE, [chart, code]))


def panel(page: Page) -> Locator:
    return page.locator(".st-key-card_region")


def rows(page: Page) -> Locator:
    return page.locator(".st-key-region_table tbody tr")


def names(page: Page) -> list[str]:
    """The units in the order of the table."""
    return [row.locator("td").nth(1).inner_text() for row in rows(page).all()]


@pytest.fixture
def regions(page: Page, app: RunningApp) -> Page:
    """The page as a manager sees it."""
    sign_in(page, app, "manager", "/regions")
    settled(page)
    return page


def test_a_click_on_the_map_shows_the_region_everywhere(regions: Page) -> None:
    click_on_map(regions, KESKI_SUOMI)
    expect(regions).to_have_url(re.compile(f"region={KESKI_SUOMI}"))
    expect(panel(regions).locator("input")).to_have_value("Keski-Suomi")
    expect(panel(regions)).to_contain_text("Sija")
    expect(rows(regions).and_(regions.locator("[aria-selected=true]"))).to_contain_text(
        "Keski-Suomi"
    )


def test_a_click_moves_what_the_charts_show_and_draws_none_of_them_anew(regions: Page) -> None:
    """The map, its legend and the ranking; nor the rows of the table."""
    click_on_map(regions, KAINUU)
    expect(panel(regions).locator("input")).to_have_value("Kainuu")
    drawn(regions)
    regions.evaluate("window.charts = [...document.querySelectorAll('svg.marks')]")
    drawn_rows = rows(regions).element_handles()
    click_on_map(regions, KESKI_SUOMI)
    expect(panel(regions).locator("input")).to_have_value("Keski-Suomi")
    expect(rows(regions).and_(regions.locator("[aria-selected=true]"))).to_have_count(1)
    drawn(regions)
    assert regions.evaluate("window.charts.map((chart) => chart.isConnected)") == [True] * 3
    assert all(row.evaluate("(row) => row.isConnected") for row in drawn_rows)


def leave_by_the_table(page: Page) -> None:
    rows(page).filter(has_text="Kainuu").click()
    expect(panel(page).locator("input")).to_have_value("Kainuu")


def leave_by_going_back(page: Page) -> None:
    page.go_back()
    expect(panel(page).locator("input")).to_have_value("Koko maa")


def leave_by_the_other_map(page: Page) -> None:
    click_on_map(page, KAINUU, CHANGES)
    expect(panel(page).locator("input")).to_have_value("Kainuu")


@pytest.mark.parametrize("leave", [leave_by_the_table, leave_by_going_back, leave_by_the_other_map])
def test_a_region_that_was_left_is_chosen_by_another_click(
    page: Page, app: RunningApp, leave: Callable[[Page], None]
) -> None:
    """The same click as the last one, which is a choice again."""
    sign_in(page, app, "manager", "/regions?period=2018-2020&against=2015-2017")
    for way_out in (leave, leave):
        click_on_map(page, KESKI_SUOMI)
        expect(panel(page).locator("input")).to_have_value("Keski-Suomi")
        settled(page)
        way_out(page)
        settled(page)
    click_on_map(page, KESKI_SUOMI)
    expect(panel(page).locator("input")).to_have_value("Keski-Suomi")


def test_a_click_chooses_a_region_beside_an_outside_index_too(
    page: Page, own_app: RunningApp, database: Engine
) -> None:
    """On the measure's map; the one of the index is only looked at."""
    with writing(database) as connection:
        connection.execute(insert(context_index), [index()])
        connection.execute(insert(context_value), [value(KAINUU, "52.25")])
    sign_in(page, own_app, "steering", "/regions?view=context")
    click_on_map(page, KAINUU)
    expect(page).to_have_url(re.compile(f"region={KAINUU}"))
    expect(rows(page).and_(page.locator("[aria-selected=true]"))).to_contain_text("Kainuu")


@pytest.mark.parametrize(
    "address",
    [
        "measure=days_requested&period=2018-2020&region=MK13&against=2015-2017&places=events",
        "view=tiles&division=wellbeing&region=Keski-Suomi&classes=equal",
        "view=compare&region=MK13&with=MK06&period=2019",
        "period=2015-2017&year=2016&region=MK13",
    ],
)
def test_an_address_opens_the_same_again(regions: Page, app: RunningApp, address: str) -> None:
    regions.goto(f"{app.address}/regions?{address}")
    settled(regions)
    drawn(regions)
    seen = regions.locator("[data-testid=stMain]").inner_text()
    assert (
        dict(pair.split("=") for pair in address.split("&")).items()
        <= dict(pair.split("=") for pair in regions.url.partition("?")[2].split("&")).items()
    )
    regions.reload()
    settled(regions)
    drawn(regions)
    eventually(regions, lambda: regions.locator("[data-testid=stMain]").inner_text() == seen)


def test_a_heading_sorts_the_table_and_new_figures_come_sorted(regions: Page) -> None:
    heading = regions.locator(".st-key-region_table th button").nth(1)
    heading.click()
    expect(regions.locator(".st-key-region_table th").nth(1)).to_have_attribute(
        "aria-sort", "ascending"
    )
    assert names(regions) == sorted(names(regions))
    heading.click()
    assert names(regions) == sorted(names(regions), reverse=True)
    regions.get_by_text("2018–2020", exact=True).first.click()
    expect(regions).to_have_url(re.compile("period=2018-2020"))
    settled(regions)
    assert names(regions) == sorted(names(regions), reverse=True)
    expect(regions.locator(".st-key-region_table tfoot tr").last).to_contain_text("Koko maa")


def test_by_keyboard(page: Page, app: RunningApp) -> None:
    """Another view, a step through the years, a region typed and another walked to."""
    keys = Keys(page)
    page.goto(f"{app.address}/regions")
    keys.sign_in("steering")
    keys.to(page.locator(".st-key-region_view [role=radiogroup]"))
    keys.press("ArrowRight")
    keys.press("Space")
    expect(page).to_have_url(re.compile("view=tiles"))

    keys.to(page.locator(".st-key-region_years_steps button.forward"))
    keys.press("Enter")
    expect(page).to_have_url(re.compile("year=2015"))
    expect(page.locator(".st-key-region_years_steps output")).to_have_text("2015")

    keys.to(panel(page).locator("input"))
    keys.write("Kainuu")
    keys.press("Enter")
    expect(page).to_have_url(re.compile("region=MK18"))

    keys.to(page.locator(".st-key-region_table th button").first)
    keys.to(page.locator(".st-key-region_table tr[aria-selected=true]"))
    keys.press("Home")
    expect(page).not_to_have_url(re.compile("region=MK18"))
    expect(panel(page)).to_contain_text("Sija 1")


def test_the_years_play_until_they_are_stopped(regions: Page) -> None:
    steps = regions.locator(".st-key-region_years_steps")
    steps.locator("button.play").click()
    expect(steps.locator("output")).to_have_text("2015")
    expect(steps.locator("output")).to_have_text("2016")
    steps.locator("button.play").click()
    expect(steps.locator("button.play")).to_have_text(re.compile("Toista"))
    steps.locator("button.all").click()
    expect(steps.locator("output")).to_have_text("Koko ohjelma")
    expect(regions).not_to_have_url(re.compile("year="))


def test_the_years_end_with_the_last_one(regions: Page, app: RunningApp) -> None:
    regions.goto(f"{app.address}/regions?period=2018-2020&year=2019")
    settled(regions)
    steps = regions.locator(".st-key-region_years_steps")
    steps.locator("button.play").click()
    expect(steps.locator("output")).to_have_text("2020")
    expect(steps.locator("button.play")).to_have_text(re.compile("Toista"))
    expect(steps.locator("button.forward")).to_have_attribute("aria-disabled", "true")


def test_the_map_and_all_beside_it_stand_above_the_fold(regions: Page, app: RunningApp) -> None:
    regions.goto(f"{app.address}/regions?region={KESKI_SUOMI}")
    settled(regions)
    for part in (
        ".st-key-region_years_steps",
        ".st-key-region_ways",
        ".st-key-card_region_ranking",
    ):
        box = regions.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900, part
    assert cut_off(regions) == []
