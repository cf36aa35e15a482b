"""The borders of the map come once; what a click sends is small; nobody gets them unasked."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Response, WebSocket, expect

from charts.geography import border_files, shape_codes
from server.borders import FOLDER
from tests.running import RunningApp, settled, sign_in

LARGEST = 150_000  # bytes that a click or another measure may send
#: Regions in whose middle one can click.
CLICKED = ("MK19", "MK18", "MK13", "MK06", "MK11")
MEASURES = ("organisations_reached", "participations", "days_granted")


class Line:
    """What comes to the browser: border files, and bytes over the WebSocket."""

    def __init__(self, page: Page) -> None:
        self.borders: list[Response] = []
        self.bytes = 0
        page.on("response", self._response)
        page.on("websocket", lambda socket: self._listen(socket))

    def _response(self, response: Response) -> None:
        if FOLDER in response.url:
            self.borders.append(response)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._frame)

    def _frame(self, frame: bytes | str) -> None:
        self.bytes += len(frame)

    @contextmanager
    def at_most(self, size: int) -> Iterator[None]:
        """What comes during the block is not more, and not nothing."""
        before = self.bytes
        yield
        assert 0 < self.bytes - before <= size


def test_borders_come_once_and_clicks_are_small(app: RunningApp, page: Page) -> None:
    sign_in(page, app, "manager")
    line = Line(page)
    page.goto(f"{app.address}/regions")
    expect(areas(page)).to_have_count(len(shape_codes("2016")))
    settled(page)
    for code in CLICKED:
        with line.at_most(LARGEST):
            click(page, code)
            expect(page).to_have_url(re.compile(f"region={code}"))
            settled(page)
    for measure in MEASURES:
        with line.at_most(LARGEST):
            page.goto(f"{app.address}/regions?measure={measure}")
            expect(areas(page)).to_have_count(len(shape_codes("2016")))
            settled(page)
    over_the_wire = [response for response in line.borders if not from_cache(response)]
    assert [response.status for response in over_the_wire] == [200]
    name = over_the_wire[0].url.removeprefix(app.address + FOLDER)
    assert name in border_files()


def test_the_map_is_there_in_the_moment_after_signing_in(app: RunningApp, page: Page) -> None:
    """When the browser has no cookie yet with which it could fetch anything."""
    line = Line(page)
    sign_in(page, app, "manager", "/regions")
    expect(areas(page)).to_have_count(len(shape_codes("2016")))
    settled(page)
    assert {response.status for response in line.borders} <= {200}


def areas(page: Page) -> Locator:
    """The areas of the map, once they have a shape; in the order of the codes."""
    return page.locator(".st-key-region_map .mark-shape").nth(0).locator("path[d]")


def click(page: Page, code: str) -> None:
    """Click in the middle of a region."""
    box = areas(page).nth(shape_codes("2016").index(code)).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def from_cache(response: Response) -> bool:
    """Whether nothing went over the wire for it."""
    return response.request.sizes()["responseBodySize"] <= 0


def test_nothing_is_fetched_before_somebody_has_signed_in(app: RunningApp, page: Page) -> None:
    line = Line(page)
    page.goto(f"{app.address}/regions?region=MK13")
    page.locator(".st-key-sign_in_username").wait_for()
    assert line.borders == []
    for name in border_files():
        assert page.request.get(f"{app.address}{FOLDER}{name}").status == 401
