"""A page runs without the frame around it, and still asks at each click who is there."""

import re

from playwright.sync_api import Page, Route, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from data_access import accounts
from data_access.access_log import COMMAND_LINE
from data_access.connect import create_engine_for
from tests.browser.queue_screen import rows
from tests.running import RunningApp, end_sessions, eventually, settled, sign_in


def out_of_the_way(route: Route) -> None:
    """No news reaches the screen: only a click tells it what has changed."""
    route.abort()


def heard(page: Page) -> list[str | None]:
    """What kinds of message come to the page, once it is opened anew."""
    kinds: list[str | None] = []

    def note(frame: bytes | str) -> None:
        if isinstance(frame, bytes):
            kinds.append(ForwardMsg.FromString(frame).WhichOneof("type"))

    def listen(line: WebSocket) -> None:
        line.on("framereceived", note)

    page.on("websocket", listen)
    return kinds


def test_a_click_on_a_page_leaves_the_frame_around_it_alone(page: Page, app: RunningApp) -> None:
    sign_in(page, app, "manager")
    kinds = heard(page)
    page.goto(f"{app.address}/applications")
    settled(page)
    assert "navigation" in kinds
    kinds.clear()
    number = rows(page).nth(1).get_attribute("data-number")
    rows(page).nth(1).click()
    expect(page.locator(".st-key-application_detail")).to_contain_text(f"{number} ·")
    settled(page)
    assert "delta" in kinds
    assert not {"navigation", "page_config_changed", "logo"} & set(kinds)


def test_a_region_leaves_the_controls_above_it_alone(page: Page, app: RunningApp) -> None:
    """But not where they would show something else than what is asked for: here another year."""
    sign_in(page, app, "manager", "/regions?period=2018-2020")
    kinds = heard(page)
    page.goto(f"{app.address}/regions?period=2018-2020")
    settled(page)
    whole = len(kinds)
    kinds.clear()
    page.locator(".st-key-region_table_rows tbody tr").first.click()
    expect(page.locator(".st-key-card_region input")).not_to_have_value("Koko maa")
    settled(page)
    assert len(kinds) < whole * 0.75
    kinds.clear()
    page.locator(".st-key-region_years_steps button.forward").click()
    expect(page).to_have_url(re.compile("year=2018"))
    eventually(page, lambda: "navigation" in kinds)


def test_a_click_in_a_session_that_is_over_leads_to_signing_in(
    page: Page, own_app: RunningApp
) -> None:
    page.route("**/live", out_of_the_way)
    sign_in(page, own_app, "manager", "/applications")
    end_sessions(own_app, "manager")
    rows(page).nth(1).click()
    expect(page.locator(".st-key-sign_in_submit button")).to_be_visible()
    expect(page.locator(".st-key-application_queue")).to_have_count(0)


def test_a_click_of_somebody_who_has_changed_draws_the_frame_too(
    page: Page, own_app: RunningApp
) -> None:
    page.route("**/live", out_of_the_way)
    sign_in(page, own_app, "manager", "/applications")
    engine = create_engine_for(own_app.database_url)
    accounts.change(engine, COMMAND_LINE, "manager", display_name="Toinen Nimi")
    engine.dispose()
    rows(page).nth(1).click()
    expect(page.locator(".st-key-user_menu")).to_contain_text("Toinen Nimi")
