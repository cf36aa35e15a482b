"""A session that an administrator ends is over on its screen too, whatever the line is like."""

from playwright.sync_api import Page, Route, expect

from tests.running import RunningApp, end_sessions, sign_in


def refuse_the_stream(route: Route) -> None:
    """What a screen gets whose session is over; a question about the session is let through."""
    if route.request.method == "HEAD":
        route.continue_()
    else:
        route.fulfill(status=401)


def test_it_ends_where_the_line_was_up(page: Page, own_app: RunningApp) -> None:
    sign_in(page, own_app, "steering")
    expect(page.locator(".st-key-live_status")).to_contain_text("Reaaliaikainen yhteys")
    end_sessions(own_app, "steering")
    expect(page.locator(".st-key-sign_in_submit button")).to_be_visible()


def test_it_ends_where_the_line_was_never_up(page: Page, own_app: RunningApp) -> None:
    """The session ends before the screen has got through for the first time."""
    page.route("**/live", refuse_the_stream)
    sign_in(page, own_app, "steering")
    expect(page.locator(".st-key-live_status")).to_contain_text("Päivitetty")
    end_sessions(own_app, "steering")
    expect(page.locator(".st-key-sign_in_submit button")).to_be_visible()
