"""News while somebody decides: it comes by itself, and takes nothing from under the hands."""

import re
from collections.abc import Iterable
from threading import Event

from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.queue_screen import (
    NEWS_HAS_COME,
    NUMBER,
    SIMILAR,
    command_line,
    look_at,
    open_application,
    row,
    rows,
)
from tests.running import RunningApp, eventually, settled, sign_in

Message = tuple[WebSocketRoute, str | bytes]
_LETTERS = {"new_session": "b", "script_finished": "e"}


def test_news_that_overtakes_the_answer_does_not_bring_the_decided_one_back(
    page: Page, own_app: RunningApp
) -> None:
    """The browser sends its address with each run, and the old one till it hears of the new."""
    held: list[Message] = []
    hold = Event()

    def relay(line: WebSocketRoute) -> None:
        def answer(message: str | bytes) -> None:
            # A run that is under way may end first: a page that waits for that asks for no news.
            if held or (hold.is_set() and tells(message) == "new_session"):
                held.append((line, message))
            else:
                line.send(message)

        server = line.connect_to_server()
        server.on_message(answer)

    page.route_web_socket(re.compile("_stcore/stream"), relay)
    sign_in(page, own_app, "manager", "/applications")
    expect(page.locator(".st-key-live_status")).to_contain_text("Reaaliaikainen yhteys")
    open_application(page, NUMBER)
    page.evaluate("window.revisionBefore = window.tilannehuoneLive.revision")
    hold.set()
    page.locator(".st-key-decision_approve button").click()
    eventually(page, lambda: page.evaluate(NEWS_HAS_COME) and two_runs_over(held))
    hold.clear()
    while held:
        line, message = held.pop(0)
        line.send(message)
    expect(rows(page)).to_have_count(12)
    settled(page)
    expect(page.locator(".st-key-decision_approve")).to_be_visible()
    assert NUMBER not in page.url


def tells(message: str | bytes) -> str | None:
    """What kind of message of Streamlit's it is."""
    kind = ForwardMsg.FromString(message).WhichOneof("type") if isinstance(message, bytes) else None
    return kind and str(kind)


def two_runs_over(messages: Iterable[Message]) -> bool:
    """Whether Streamlit's messages tell of a second run, up to its end."""
    runs = "".join(_LETTERS.get(tells(message) or "", "") for _, message in messages)
    return bool(re.search("b.*b.*e", runs))


def test_an_own_decision_asks_for_no_second_run(deciding: Page, own_app: RunningApp) -> None:
    """The news of it reaches the browser while the run that brings it is under way."""
    sent: list[object] = []
    deciding.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(frame)))
    deciding.goto(f"{own_app.address}/applications?queue=to_decide")
    expect(deciding.locator(".st-key-live_status .live")).to_have_attribute("data-state", "live")
    settled(deciding)
    before = len(sent)
    for _ in range(3):
        deciding.evaluate("window.revisionBefore = window.tilannehuoneLive.revision")
        chosen = deciding.locator(".st-key-application_queue tr[aria-selected=true]")
        number = chosen.get_attribute("data-number") or ""
        deciding.locator(".st-key-decision_approve button").click()
        expect(row(deciding, number)).to_have_count(0)
        eventually(deciding, lambda: bool(deciding.evaluate(NEWS_HAS_COME)))
        settled(deciding)
    assert len(sent) == before + 3


def test_news_leaves_the_focus_on_an_earlier_case(deciding: Page, own_app: RunningApp) -> None:
    """A request for the same is decided meanwhile, and comes before it in the list."""
    open_application(deciding, NUMBER)
    cases = deciding.locator(".st-key-precedents ul").last.locator("button")
    number = cases.first.inner_text()
    cases.first.focus()
    done = command_line(
        own_app,
        *("decide", SIMILAR, "approve", "--as", "manager", "--days", "2"),
        *("--rationale", "Aihe kuuluu ohjelmaan."),
    )
    assert done.returncode == 0, done.stderr
    expect(cases.first).to_have_text(SIMILAR)
    expect(cases.filter(has_text=number)).to_be_focused()


def test_a_decision_from_a_terminal_appears_and_disturbs_nobody(
    deciding: Page, own_app: RunningApp
) -> None:
    open_application(deciding, NUMBER)
    rationale = deciding.locator("[class*=st-key-rationale_] input")
    rationale.fill("Puoliksi kirjoitettu peru")
    done = command_line(
        own_app,
        *("decide", "SP-2020-037", "approve", "--as", "manager", "--days", "2"),
        *("--rationale", "Sovittu puhelimessa hakijan kanssa."),
    )
    assert done.returncode == 0, done.stderr
    expect(rows(deciding)).to_have_count(12)
    settled(deciding)
    expect(rationale).to_have_value("Puoliksi kirjoitettu peru")
    expect(rationale).to_be_focused()
    expect(row(deciding, NUMBER)).to_have_attribute("aria-selected", "true")


def test_an_open_dialog_keeps_its_words_until_it_is_closed(
    deciding: Page, own_app: RunningApp
) -> None:
    open_application(deciding, NUMBER)
    deciding.locator(".st-key-decision_reject button").click()
    words = deciding.get_by_role("dialog").locator("textarea")
    words.fill("Puoliksi kirjoitettu peru")
    deciding.evaluate("window.revisionBefore = window.tilannehuoneLive.revision")
    done = command_line(own_app, "decide", "SP-2020-037", "waitlist", "--as", "officer")
    assert done.returncode == 0, done.stderr
    eventually(deciding, lambda: deciding.evaluate(NEWS_HAS_COME))
    settled(deciding)
    expect(words).to_have_value("Puoliksi kirjoitettu peru")
    deciding.locator(".st-key-decision_dismiss button").click()
    expect(row(deciding, "SP-2020-037")).to_contain_text("Varasijalla")
    deciding.locator(".st-key-decision_reject button").click()
    expect(words).to_have_value("Puoliksi kirjoitettu peru")


def test_a_tab_that_nobody_sees_gives_up_its_line_and_catches_up_when_seen(
    deciding: Page, own_app: RunningApp
) -> None:
    look_at(deciding, seen=False)
    assert deciding.evaluate("window.tilannehuoneLive.source") is None
    done = command_line(own_app, "decide", "SP-2020-037", "waitlist", "--as", "officer")
    assert done.returncode == 0, done.stderr
    look_at(deciding, seen=True)
    expect(row(deciding, "SP-2020-037")).to_contain_text("Varasijalla")
