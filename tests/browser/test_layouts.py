"""Every page holds texts that are 40 % longer than the Finnish ones, on a desk and on a phone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.queue_screen import NUMBER
from tests.browser.screen import cut_off, words_on
from tests.pseudo import pseudo, write_catalogues
from tests.running import RunningApp, serving, settled, sign_in
from ui.texts import LANGUAGES, texts

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
WALL = {"wall": (1920, 1080)}
ADDRESSES = (
    "/",
    "/?period=2019",
    f"/applications?application={NUMBER}",
    "/allocation?policy=even.floor-5.cap-1.weights.theme-well_being-3&against=wide",
    "/deeds?submission=TT-2020-003",
    "/services?enrolment=IL-2020-011",
    "/regions",
    "/regions?region=MK06&measure=participations",
    "/regions?view=tiles&division=wellbeing&region=Kainuu",
    "/regions?view=years",
    "/regions?view=compare&region=MK06&with=MK18",
    "/regions?view=context&measure=days_per_1000_employees",
    "/regions?period=2018-2020&against=2015-2017&places=events,visits,homes",
    "/meeting?view=situation",
    "/meeting?view=round",
    "/meeting?view=regions",
    "/data?view=load",
    "/data?view=export",
    "/data?view=integrity",
)

ON_THE_WALL = [address for address in ADDRESSES if "meeting" in address or "regions" in address]


@pytest.fixture(scope="module")
def pseudo_app(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on the demo data, in the made-up language."""
    folder = tmp_path_factory.mktemp("pseudo")
    file = shutil.copy(demo_file, folder / "programme.db")
    catalogues = write_catalogues(folder / "locales")
    with serving(f"sqlite:///{file}", folder, PROGRAMME_LOCALES=str(catalogues)) as running:
        yield running


def resize(page: Page, size: str) -> None:
    width, height = (SIZES | WALL)[size]
    page.set_viewport_size({"width": width, "height": height})


def drawn(page: Page) -> None:
    """Return when the charts of the page are drawn too: they come after the run."""
    settled(page)
    for chart in page.locator("[data-testid=stVegaLiteChart]").all():
        chart.locator("svg text, canvas").first.wait_for(state="attached")


@pytest.mark.parametrize("size", SIZES)
def test_longer_texts_are_neither_cut_nor_scrolled_sideways(
    page: Page, pseudo_app: RunningApp, size: str
) -> None:
    sign_in(page, pseudo_app, "manager")
    resize(page, size)
    found = {}
    for address in ADDRESSES:
        page.goto(pseudo_app.address + address)
        drawn(page)
        assert pseudo(texts("fi").form("live.demo", None)) in words_on(page)
        found[address] = cut_off(page)
    assert {address: cut for address, cut in found.items() if cut} == {}


@pytest.mark.parametrize("size", SIZES)
def test_the_sign_in_page_holds_longer_texts(page: Page, pseudo_app: RunningApp, size: str) -> None:
    resize(page, size)
    page.goto(pseudo_app.address)
    page.locator(".st-key-sign_in_submit").wait_for()
    assert pseudo(texts("fi").form("sign_in.title", None)) in words_on(page)
    assert cut_off(page) == []


@pytest.mark.parametrize("size", SIZES | WALL)
def test_no_text_is_cut_in_any_language(page: Page, app: RunningApp, size: str) -> None:
    sign_in(page, app, "manager")
    resize(page, size)
    found = {}
    for address in ADDRESSES if size in SIZES else ON_THE_WALL:
        for language in LANGUAGES:
            page.goto(f"{app.address}{address}{'&' if '?' in address else '?'}lang={language}")
            drawn(page)
            found[address, language] = cut_off(page)
    assert {where: cut for where, cut in found.items() if cut} == {}


def test_what_is_cut_is_found(page: Page, pseudo_app: RunningApp) -> None:
    page.goto(pseudo_app.address)
    title = page.locator(".st-key-sign_in h1")
    title.evaluate(
        "h1 => Object.assign(h1.style, {width: '3rem', overflow: 'hidden', "
        "whiteSpace: 'nowrap', display: 'block'})"
    )
    assert any(found.startswith("cut at the side") for found in cut_off(page))
    title.evaluate(
        "h1 => Object.assign(h1.style, {overflow: 'visible', marginLeft: '-9rem', "
        "position: 'fixed', left: '0'})"
    )
    assert any(found.startswith("beside the screen") for found in cut_off(page))
