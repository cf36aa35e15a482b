"""Foreign text stays text: every hostile string in every place where the app shows a text.

Each test walks all strings past its places and names, at its end, every string with the place
where it was not read letter for letter, and everything that it set off.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from shutil import copy
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Page
from sqlalchemy import ColumnElement, update

from data_access.attention import Need, attention
from data_access.connect import create_engine_for, reading, writing
from data_access.exchange.cells import written
from data_access.queueing.search import PAGE_SIZE
from data_access.region_measures import region_measures
from data_access.schema import app_user, region, sparring_application
from programme.calendar import local_date
from programme.divisions import Division
from programme.periods import WHOLE
from tests.browser.inspection import Watch, alive, shown
from tests.hostile.database import (
    BUSY_REGION,
    DECIDED,
    FIRST_ID,
    LANGUAGES,
    TEXTS,
    approved,
    asked,
    fill,
    letter_id,
    letter_place,
    long_enough,
    region_texts,
    username,
    waiting,
)
from tests.hostile.desks import enrolled, submission
from tests.hostile.strings import STRINGS, seen
from tests.running import RunningApp, eventually, serving, settled, sign_in

PAGES_OF_A_LOG, LINES_ON_A_PAGE = 2, 50
LEADING = 3  # regions that the meeting page names at the top of its list
OUTSIDE = "MK21"

PATIENCE = 6.0  # seconds in which a text has to come
ENOUGH = 5  # problems after which it is not worth waiting for more

#: Needs whose note names an application.
NAMING = (Need.OVERDUE, Need.CLARIFICATION_OVERDUE, Need.UNBOOKED)

#: Names that the chart of the ranking has room for; it cuts others short, its table none.
SHORT = tuple(text for text in TEXTS if len(seen(text)) <= 24)

#: Texts that the report of a file quotes whole, on one line.
QUOTED = tuple(text for text in TEXTS if text.isprintable() and len(text) <= 150)

#: A page on which everything lives.
ALIVE = """
<img src="http://evil.invalid/x.png"><a href="javascript:1">x</a><p onclick="1">x</p>
<iframe srcdoc="pwned"></iframe><p style="background:url(http://evil.invalid/)">x</p>
<p>a\u202eb</p><math></math><span class="katex">x</span>
<script>window.pwned = 1; alert("x"); throw new Error("x")</script>
"""

#: In the page: lets the pointer move over an element, as Vega listens to it.
_POINT_AT = """
element => {
  const { x, y, width, height } = element.getBoundingClientRect()
  const at = { bubbles: true, clientX: x + width / 2, clientY: y + height / 2 }
  element.dispatchEvent(new PointerEvent("pointermove", at))
  element.dispatchEvent(new MouseEvent("mousemove", at))
}
"""
_TIP = "#vg-tooltip-element"


@pytest.fixture(scope="module")
def hostile_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the demo and the hostile strings; for copying."""
    file = tmp_path_factory.mktemp("hostile") / "hostile.db"
    copy(demo_file, file)
    engine = create_engine_for(f"sqlite:///{file}")
    fill(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="module")
def hostile(hostile_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on the hostile strings, for tests that only look."""
    folder = tmp_path_factory.mktemp("app")
    with serving(f"sqlite:///{copy(hostile_file, folder)}", folder) as running:
        yield running


@pytest.fixture
def own_hostile(hostile_file: Path, tmp_path: Path) -> Iterator[RunningApp]:
    """The same for a test that changes what is shown."""
    with serving(f"sqlite:///{copy(hostile_file, tmp_path)}", tmp_path) as running:
        yield running


class Walk:
    """A visitor who walks the strings past some places and keeps account of what happens."""

    def __init__(self, page: Page, app: RunningApp) -> None:
        self.page = page
        self.watch = Watch(app.address).over(page.context)
        self.problems: list[str] = []

    def go(self, **choices: str) -> None:
        """Change the query of the address as the browser's own buttons do, without a new load."""
        self.page.evaluate(
            "query => { history.pushState({}, '', query);"
            " dispatchEvent(new PopStateEvent('popstate')) }",
            f"?{urlencode(choices)}",
        )

    def read(self, place: Locator, name: str, what: str, *texts: str) -> None:
        """Note a problem unless the place comes to show each of the texts, so often as given."""
        wanted = [seen(text) for text in texts]
        counts = {text: wanted.count(text) for text in wanted}
        try:
            eventually(self.page, lambda: _holds(shown(place), counts), PATIENCE)
        except AssertionError:
            self._note(f"{name} in {what}: {shown(place)[:300]!r}")

    def follow(self, place: Locator, number: str, what: str) -> None:
        """Note a problem unless the link in the place comes to lead to the application."""
        link = place.locator("a")
        try:
            eventually(self.page, lambda: _leads_to(link.get_attribute("href"), number), PATIENCE)
        except AssertionError:
            self._note(f"{number!r} in {what}: {link.get_attribute('href')!r}")

    def _note(self, problem: str) -> None:
        self.problems.append(problem)
        assert len(self.problems) < ENOUGH, self.problems

    def read_pages(self, place: Locator, what: str, texts: Sequence[str], **choices: str) -> None:
        """Note each text that none of the pages of a list shows."""
        found = ""
        for number in range(1, PAGES_OF_A_LOG + 1):
            self.go(**choices, page=str(number))
            lines = self.page.locator(".st-key-log_pages")
            eventually(self.page, lambda: f"{LINES_ON_A_PAGE * (number - 1) + 1}–" in shown(lines))  # noqa: B023  asked within this turn
            settled(self.page)
            found += shown(place)
            self.look_around(f"{what}, page {number}")
        self.problems += [f"{text!r} in {what}" for text in map(seen, texts) if text not in found]

    def read_tips(self, marks: Locator, name: str, texts: Sequence[str]) -> None:
        """Note each text that no tooltip of the marks begins with."""
        tips = [self._tip(mark) for mark in marks.all()]
        self.problems += [
            f"{text!r} in the tooltips of {name}"
            for text in map(seen, texts)
            if not any(tip.startswith(text) for tip in tips)
        ]

    def _tip(self, mark: Locator) -> str:
        mark.evaluate(_POINT_AT)
        return shown(self.page.locator(_TIP))

    def look_around(self, name: str) -> None:
        """Note what on the page is alive."""
        self.problems += [f"{name}: {found}" for found in alive(self.page)]

    def close_dialog(self) -> None:
        """Close what is open and wait for the page to rest: its run tells the address once more."""
        eventually(self.page, self._is_closed)
        settled(self.page)

    def _is_closed(self) -> bool:
        """Press Escape while a dialog is open: one that is still being drawn takes no key."""
        is_open = self.page.get_by_role("dialog").count() > 0
        if is_open:
            self.page.keyboard.press("Escape")
        return not is_open

    def finish(self) -> None:
        """Nothing was lost, nothing lived, and nothing left for another host."""
        settled(self.page)
        self.look_around("at the end")
        assert self.problems + self.watch.faults == []


class Office:
    """What others do in the database while the visitor looks on."""

    def __init__(self, database_url: str) -> None:
        self._engine = create_engine_for(database_url)
        self._now = DECIDED + timedelta(minutes=5)
        self._move(sparring_application.c.application_id < FIRST_ID, "approved", "scheduled")

    def rename(self, username: str, name: str) -> None:
        """Give a user another name."""
        with writing(self._engine) as connection:
            connection.execute(
                update(app_user).where(app_user.c.username == username).values(display_name=name)
            )

    def leading_regions(self, count: int) -> list[str]:
        """Codes of the regions with the largest shares of municipalities."""
        with reading(self._engine) as connection:
            found = region_measures(connection, Division.REGIONS, WHOLE, local_date(self._now))
        return list(found.nlargest(count, "municipality_share")["code"])

    def rename_regions(self, names: Mapping[str, str]) -> None:
        """Give regions other names."""
        with writing(self._engine) as connection:
            for code, name in names.items():
                here = region.c.region_code == code
                connection.execute(update(region).where(here).values(name_fi=name))

    def waits(self) -> dict[str, str]:
        """The number of the application that each need names, if it names one."""
        with reading(self._engine) as connection:
            found = attention(connection, None, local_date(self._now))
        return {
            str(item.need): item.application_no
            for item in found
            if item.need in NAMING and item.application_no
        }

    def deal_with(self, numbers: Sequence[str]) -> None:
        """Withdraw what waits and schedule what is approved, so that others come to the top."""
        these = sparring_application.c.application_no.in_(numbers)
        self._move(these, "submitted", "withdrawn")
        self._move(these, "clarification_requested", "withdrawn")
        self._move(these, "approved", "scheduled")

    def _move(self, which: ColumnElement[bool], source: str, target: str) -> None:
        self._now += timedelta(seconds=1)
        closes = {"closed_at": self._now} if target == "withdrawn" else {}
        with writing(self._engine) as connection:
            connection.execute(
                update(sparring_application)
                .where(which, sparring_application.c.status == source)
                .values(
                    status=target,
                    version=sparring_application.c.version + 1,
                    changed_by="manager",
                    changed_at=self._now,
                    change_note=None,
                    request_key=None,
                    **closes,
                )
            )


def _leads_to(address: str | None, number: str) -> bool:
    parameters = parse_qs(urlsplit(address or "").query, keep_blank_values=True)
    return parameters.get("application") == [number]


def _holds(text: str, counts: dict[str, int]) -> bool:
    return all(text.count(wanted) >= count for wanted, count in counts.items())


def test_what_is_alive_would_be_seen(page: Page) -> None:
    """The tests below would notice: here everything that they look for is there."""
    watch = Watch("http://localhost").over(page.context)
    page.set_content(ALIVE)
    found = {fault.partition(":")[0] for fault in alive(page)}
    assert found == {
        *("leads away", "handler", "frame", "style", "direction"),
        *("code", "forbidden", "formula", "code ran"),
    }
    assert {fault.partition(":")[0] for fault in watch.faults} == {"request", "dialog", "error"}


def test_texts_are_read_wherever_they_stand(page: Page) -> None:
    page.set_content("<p>yksi</p><p hidden>ei</p><svg><text>kaksi</text></svg><div id=host></div>")
    page.evaluate(
        "() => { const inner = document.getElementById('host').attachShadow({ mode: 'open' })"
        ".appendChild(document.createElement('b')); inner.textContent = 'kolme' }"
    )
    assert set(shown(page).split()) == {"yksi", "kaksi", "kolme"}


def test_an_application(page: Page, hostile: RunningApp) -> None:
    """The queue, the application with its tabs, and the dialog over it."""
    sign_in(page, hostile, "manager", "/applications")
    walk = Walk(page, hostile)
    detail = page.locator(".st-key-application_detail")
    queue = page.locator(".st-key-application_queue")
    listed = ""
    for number, first in ((1, 1), (2, PAGE_SIZE + 1)):
        walk.go(page=str(number))
        eventually(page, lambda: f"{first}–" in shown(page.locator(".st-key-queue_pages")))  # noqa: B023  asked within this turn
        settled(page)
        listed += shown(queue)
    for text in STRINGS.values():
        assert _holds(listed, {seen(waiting(text)): 1, seen(text): 3}), text
    for name, text in STRINGS.items():
        walk.go(application=waiting(text))
        walk.read(detail, name, "the application", waiting(text), *[text] * 4)
        walk.read(page.locator(".st-key-application_title"), name, "the title", text)
        for section, expected in enumerate(
            (
                [approved(text), long_enough(text)],
                [text, text],
                [text, text],
                [text, text, text],
            )
        ):
            page.locator(".st-key-application_section [role=radio]").nth(section).click()
            settled(page)
            walk.read(page.locator(".st-key-application_past"), name, f"{section}", *expected)
        settled(page)
        page.locator(".st-key-decision_reject button").click()
        walk.read(page.get_by_role("dialog"), name, "the dialog", waiting(text), text, text)
        walk.look_around(name)
        walk.close_dialog()
    walk.finish()


def test_a_deed(page: Page, hostile: RunningApp) -> None:
    """The queue of deeds, a deed with its form and its history, and the dialog over it."""
    sign_in(page, hostile, "manager", "/deeds?queue=all")
    walk = Walk(page, hostile)
    detail, queue = page.locator(".st-key-deed_detail"), page.locator(".st-key-deed_queue")
    for name, text in STRINGS.items():
        walk.read(queue, name, "the queue", submission(text), text, text)
    for name, text in STRINGS.items():
        walk.go(queue="all", submission=submission(text))
        walk.read(detail, name, "the deed", submission(text), *[text] * 5)
        settled(page)
        page.locator(".st-key-deed_actions button").nth(1).click()
        walk.read(page.get_by_role("dialog"), name, "the dialog", submission(text), text)
        walk.look_around(name)
        walk.close_dialog()
        walk.go(queue=text, submission=text)
        walk.read(detail, name, "an unknown deed", text)
    walk.finish()


def test_an_enrolment(page: Page, hostile: RunningApp) -> None:
    """The trainings, the queue of enrolments, an enrolment, and the dialog over it."""
    sign_in(page, hostile, "manager", f"/services?training={FIRST_ID}")
    walk = Walk(page, hostile)
    detail = page.locator(".st-key-enrolment_detail")
    queue = page.locator(".st-key-enrolment_queue")
    walk.read(page.locator(".st-key-card_training"), "the first", "the training", TEXTS[0])
    for name, text in STRINGS.items():
        walk.read(queue, name, "the queue", enrolled(text), text)
    for name, text in STRINGS.items():
        walk.go(enrolment=enrolled(text))
        walk.read(detail, name, "the enrolment", enrolled(text), *[text] * 4)
        settled(page)
        page.locator(".st-key-enrolment_actions button").first.click()
        walk.read(page.get_by_role("dialog"), name, "the dialog", enrolled(text), text)
        walk.look_around(name)
        walk.close_dialog()
        walk.go(**dict.fromkeys(("enrolment", "training", "queue"), text))
        walk.read(detail, name, "an unknown enrolment", text)
    walk.finish()


def test_the_address(page: Page, hostile: RunningApp) -> None:
    """What the address asks for: an application and a region that there are not, a question."""
    sign_in(page, hostile, "manager", "/applications")
    walk = Walk(page, hostile)
    detail = page.locator(".st-key-application_detail")
    for name, text in STRINGS.items():
        walk.go(application=asked(text), region=text)
        walk.read(page.locator(".st-key-queue_region_filter"), name, "the region filter", text)
        walk.read(detail, name, "the question", asked(text), text, text, long_enough(text))
        walk.go(application=text, **dict.fromkeys(("queue", "lang"), text))
        walk.read(detail, name, "an unknown application", text)
        walk.look_around(name)
    walk.finish()


def test_the_overview(page: Page, own_hostile: RunningApp) -> None:
    """What waits and what happened last, a period that there is not, and one's own name."""
    sign_in(page, own_hostile, "manager")
    walk, office = Walk(page, own_hostile), Office(own_hostile.database_url)
    dealt_with: list[str] = []
    for name, text in STRINGS.items():
        office.rename("manager", text)
        waits = office.waits()
        walk.go(period=text)
        for need, number in waits.items():
            row = page.locator(f".st-key-attention_{need}")
            walk.follow(row, number, f"the link of {need}")
            if need != Need.UNBOOKED:  # tells the day and not the number
                walk.read(row, name, f"attention {need}", number)
        walk.read(page.locator(".st-key-latest"), name, "latest", *dealt_with[-len(waits) :])
        walk.read(page.locator(".st-key-user_menu"), name, "the user's name", text)
        walk.read(page.locator("[data-testid=stAlert]"), name, "an unknown period", text)
        walk.look_around(name)
        office.deal_with(list(waits.values()))
        dealt_with += waits.values()
    assert set(dealt_with) == {of(text) for text in TEXTS for of in (waiting, asked, approved)}
    walk.finish()


def test_the_regions(page: Page, hostile: RunningApp) -> None:
    """Names of regions in the tips of the map, the ranking and its table, and the organisations
    of a region, as the steering group sees them."""
    sign_in(page, hostile, "steering", "/regions")
    walk = Walk(page, hostile)
    table = page.locator(".st-key-region_table")
    for language in LANGUAGES:
        walk.go(lang=language, region=BUSY_REGION)
        names = [text for of, _, text in region_texts() if of == language]
        walk.read(page.locator(".st-key-card_region_ranking"), language, "the ranking", *SHORT)
        walk.read(table, language, "the table", *names, *TEXTS)
        walk.read_tips(page.locator(".st-key-region_map .mark-shape path"), language, names)
        # Streamlit knows an option by its words, and here two regions have the same name.
        walk.go(lang=language, region=BUSY_REGION)
        page.locator(".st-key-region_organisations button").click()
        listed = page.locator("[data-testid=stPopoverBody]")
        walk.read(listed, language, "the organisations", *(f"{text} (2)" for text in TEXTS))
        page.keyboard.press("Escape")
        walk.look_around(language)
    walk.finish()


def test_the_region_that_is_chosen(page: Page, hostile: RunningApp) -> None:
    """Its name in the select box, and in the sentence about the region outside."""
    sign_in(page, hostile, "steering", "/regions")
    walk = Walk(page, hostile)
    card = page.locator(".st-key-card_region")
    for language, code, text in region_texts():
        walk.go(lang=language, region=code)
        walk.read(card, text, f"the card of {code}", *[text] * (2 if code == OUTSIDE else 1))
    walk.finish()


def test_the_administration(page: Page, hostile: RunningApp) -> None:
    """The users' names in the accounts and in both logs, and what the access log is about."""
    sign_in(page, hostile, "admin", "/administration")
    walk = Walk(page, hostile)
    walk.read(page.locator(".st-key-user_table"), "all", "the users", *TEXTS)
    for place, (name, text) in enumerate(STRINGS.items()):
        walk.go(user=username(place))
        walk.read(page.locator(".st-key-card_account"), name, "the account", text)
    walk.read_pages(page.locator(".st-key-access_log"), "the access log", TEXTS, view="access")
    audit = {"view": "audit", "table": "app_user", "action": "insert"}
    walk.read_pages(page.locator(".st-key-audit_log"), "the audit", TEXTS, **audit)
    walk.finish()


def test_the_data(page: Page, hostile: RunningApp) -> None:
    """What is wrong in files that were sent, and what is odd in the database."""
    sign_in(page, hostile, "manager", "/data")
    walk = Walk(page, hostile)
    file = io.StringIO()
    lines = csv.writer(file, delimiter=";")
    lines.writerow(["organisation_id", "name_fi", "organisation_type"])
    lines.writerows([number, "x", written(text)] for number, text in enumerate(QUOTED, 1))
    page.locator(".st-key-data_uploader input[type=file]").set_input_files(
        {"name": "organisation.csv", "mimeType": "text/csv", "buffer": file.getvalue().encode()}
    )
    page.locator(".st-key-data_check button:enabled").click()
    problems = page.locator(".st-key-data_problems")
    walk.read(problems, "all", "the problems", *map(written, QUOTED))
    walk.look_around("the problems")
    walk.go(view="integrity", kind="application_without_contact")
    walk.read(page.locator(".st-key-data_quality"), "all", "what is odd", *TEXTS)
    walk.look_around("what is odd")
    walk.go(view="integrity", kind="index_without_values")
    walk.read(page.locator(".st-key-data_quality"), "all", "an odd index", *TEXTS, *TEXTS)
    walk.look_around("an odd index")
    walk.finish()


def test_the_letters(page: Page, hostile: RunningApp) -> None:
    """A letter as it was written and why it has failed, and the office's own texts."""
    sign_in(page, hostile, "officer", "/letters")
    walk = Walk(page, hostile)
    for place, (name, text) in enumerate(STRINGS.items()):
        walk.go(state="failed", letter=str(letter_id(place)))
        walk.read(page.locator(".st-key-card_letter"), name, "the letter", *[text] * 3)
        walk.look_around(f"{name} in the letter")
        own = letter_place(place)
        if own:
            template, language = own
            walk.go(view="texts", template=template, text=language)
            texts = page.locator(".st-key-card_letter_template")
            walk.read(texts, name, "an own text", *[text] * 3)
            walk.look_around(f"{name} in an own text")
    walk.finish()


def test_the_meeting(page: Page, own_hostile: RunningApp) -> None:
    """The regions that lead and that follow in words, and on the map the one outside."""
    sign_in(page, own_hostile, "steering", "/meeting")
    walk, office = Walk(page, own_hostile), Office(own_hostile.database_url)
    codes = [*office.leading_regions(LEADING), OUTSIDE]
    for first in range(0, len(TEXTS), LEADING):
        texts = TEXTS[first : first + LEADING]
        office.rename_regions(dict(zip(codes, [*texts, texts[0]], strict=False)))
        walk.go(view="regions")
        walk.read(page.locator(".st-key-meeting_area"), texts[0], "the leading ones", *texts)
        if texts[0] in SHORT:
            walk.read(page.locator(".st-key-region_map"), texts[0], "the map", texts[0])
        walk.look_around(texts[0])
    walk.finish()
