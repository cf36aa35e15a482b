"""The queue in a browser: marks that stick to their applications, many decisions, keys, files."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine, func, select

from data_access.clock import clock
from data_access.connect import create_engine_for, reading
from data_access.decisions import Command, decide
from data_access.schema import application_decision, sparring_application
from programme.lifecycle import Action
from tests.running import RunningApp, eventually, settled, sign_in

#: The list of the demo begins with these; the third waits for a clarification.
FIRST, SECOND, THIRD, FOURTH, FIFTH = (f"SP-2020-{n:03}" for n in (37, 39, 40, 42, 44))


def rows(page: Page) -> Locator:
    return page.locator(".st-key-application_queue tbody tr")


def row(page: Page, number: str) -> Locator:
    return rows(page).filter(has_text=number)


def box(page: Page, number: str) -> Locator:
    return row(page, number).locator("input")


def marks(page: Page) -> set[str]:
    """The numbers whose boxes are ticked."""
    ticked = rows(page).filter(has=page.locator("input:checked")).all()
    return {str(each.get_attribute("data-number")) for each in ticked}


def bar(page: Page) -> Locator:
    return page.locator(".st-key-bulk_bar")


@pytest.fixture
def database(own_app: RunningApp) -> Iterator[Engine]:
    engine = create_engine_for(own_app.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def queue(page: Page, own_app: RunningApp) -> Page:
    """A manager at the queue."""
    sign_in(page, own_app, "manager", "/applications")
    expect(rows(page)).to_have_count(13)
    expect(page.locator(".st-key-live_status")).to_contain_text("Reaaliaikainen yhteys")
    return page


def waitlist(database: Engine, number: str) -> None:
    """Somebody else moves it to the waiting list."""
    asked = sparring_application.c
    with reading(database) as connection:
        version = connection.execute(
            select(asked.version).where(asked.application_no == number)
        ).scalar_one()
    command = Command(number, Action.WAITLIST, "officer", version, f"waitlist {number}")
    assert decide(database, command, clock(database)).saved


def decided(database: Engine) -> int:
    with reading(database) as connection:
        return connection.execute(
            select(func.count()).select_from(application_decision)
        ).scalar_one()


def test_marks_stay_with_their_applications_when_rows_move(queue: Page, database: Engine) -> None:
    queue.locator(".st-key-queue_view").get_by_text("Päätettävät").click()
    expect(rows(queue)).to_have_count(11)
    box(queue, SECOND).click()
    box(queue, FIFTH).click()
    expect(bar(queue)).to_contain_text("2 valittu")
    waitlist(database, FIRST)
    expect(row(queue, FIRST)).to_have_count(0)
    assert marks(queue) == {SECOND, FIFTH}
    queue.locator("[data-sort=organisation]").click()
    eventually(queue, lambda: "sort=organisation" in queue.url)
    settled(queue)
    assert marks(queue) == {SECOND, FIFTH}
    waitlist(database, SECOND)
    expect(row(queue, SECOND)).to_have_count(0)
    expect(bar(queue)).to_contain_text("1 valittu")
    expect(bar(queue)).to_contain_text("Lisäksi 1 valittu ei näy")
    assert marks(queue) == {FIFTH}


def test_shift_marks_a_range_and_the_heading_all(queue: Page) -> None:
    box(queue, FIRST).click()
    box(queue, FIFTH).click(modifiers=["Shift"])
    assert marks(queue) == {FIRST, SECOND, THIRD, FOURTH, FIFTH}
    box(queue, SECOND).click()
    box(queue, FOURTH).click(modifiers=["Shift"])
    assert marks(queue) == {FIRST, FIFTH}
    everything = queue.locator(".st-key-application_queue thead input")
    everything.click()
    assert len(marks(queue)) == 13
    expect(bar(queue)).to_contain_text("13 valittu")
    everything.click()
    expect(bar(queue)).to_have_count(0)
    expect(queue.locator(".st-key-application_detail")).to_contain_text(f"{FIRST} ·")


def test_many_are_decided_and_the_rest_told_of(queue: Page, database: Engine) -> None:
    before = decided(database)
    queue.locator(".st-key-queue_view").get_by_text("Päätettävät").click()
    expect(rows(queue)).to_have_count(11)
    queue.locator(".st-key-application_queue thead input").click()
    queue.locator(".st-key-bulk_approve button").click()
    dialog = queue.get_by_role("dialog")
    expect(dialog).to_contain_text("jäljellä 12 päivää, tarvitaan 19 päivää")
    expect(dialog.locator("tbody tr")).to_have_count(11)
    expect(dialog.locator("tbody tr").filter(has_text="Ei mahdu")).to_have_count(4)
    waitlist(database, SECOND)
    queue.locator(".st-key-bulk_confirm button").dblclick()
    expect(dialog).to_contain_text("muuttui ensin muualla")
    expect(dialog.locator("tbody tr").first).to_contain_text(SECOND)
    expect(dialog.locator("tbody tr").first).to_contain_text("ehti ensin")
    told = dialog.locator("tbody tr")
    saved = told.filter(has_text="Tallennettu").count()
    assert decided(database) == before + saved > before
    assert saved + told.filter(has_text="Ohitettu").count() == 10
    told.filter(has_text="Ohitettu").first.click()
    expect(dialog).to_have_count(0)
    expect(row(queue, SECOND)).to_have_count(0)
    eventually(queue, lambda: len(marks(queue)) == 10 - saved)
    assert decided(database) == before + saved


def test_everything_by_keyboard(queue: Page, database: Engine) -> None:
    before = decided(database)
    rows(queue).first.focus()
    queue.keyboard.press("Space")
    queue.keyboard.press("ArrowDown")
    expect(queue.locator(".st-key-application_detail")).to_contain_text(f"{SECOND} ·")
    settled(queue)
    queue.keyboard.press("x")
    eventually(queue, lambda: marks(queue) == {FIRST, SECOND})
    settled(queue)
    queue.keyboard.press("x")
    eventually(queue, lambda: marks(queue) == {FIRST})
    expect(bar(queue)).to_contain_text("1 valittu")
    queue.locator(".st-key-bulk_approve button").focus()
    queue.keyboard.press("Enter")
    expect(queue.get_by_role("dialog")).to_contain_text(FIRST)
    settled(queue)
    queue.locator(".st-key-bulk_confirm button").focus()
    queue.keyboard.press("Enter")
    expect(queue.get_by_role("dialog")).to_contain_text("1 tallennettu")
    queue.keyboard.press("Escape")
    expect(queue.get_by_role("dialog")).to_have_count(0)
    assert decided(database) == before + 1


def test_keys_do_nothing_to_whoever_writes(queue: Page) -> None:
    queue.keyboard.press("/")
    field = queue.locator(".st-key-queue_search input")
    expect(field).to_be_focused()
    queue.keyboard.type("xjk/?")
    expect(field).to_have_value("xjk/?")
    settled(queue)
    assert marks(queue) == set()
    expect(queue.locator(".st-key-application_detail")).to_contain_text(f"{FIRST} ·")
    field.fill("")
    queue.keyboard.press("Enter")
    field.blur()
    settled(queue)
    queue.keyboard.press("?")
    expect(queue.get_by_text("näytä nämä näppäimet")).to_be_visible()


def test_keys_can_be_switched_off(queue: Page) -> None:
    queue.keyboard.press("?")
    queue.locator(".st-key-queue_shortcuts_on label").click()
    settled(queue)
    queue.keyboard.press("Escape")
    expect(queue.get_by_text("näytä nämä näppäimet")).to_have_count(0)
    queue.locator(".st-key-application_title").click()
    queue.keyboard.press("j")
    queue.keyboard.press("x")
    queue.keyboard.press("?")
    settled(queue)
    expect(queue.locator(".st-key-application_detail")).to_contain_text(f"{FIRST} ·")
    assert marks(queue) == set()
    expect(queue.get_by_text("näytä nämä näppäimet")).to_have_count(0)


def test_a_copied_address_lists_the_same_and_its_file_too(
    queue: Page, own_app: RunningApp, tmp_path: Path
) -> None:
    queue.locator(".st-key-queue_search input").fill("kunta")
    queue.keyboard.press("Enter")
    eventually(queue, lambda: "search=kunta" in queue.url)
    settled(queue)
    queue.locator("[data-sort=organisation]").click()
    eventually(queue, lambda: "sort=organisation" in queue.url)
    settled(queue)
    shown = numbers(queue)
    assert 1 < len(shown) < 13
    other = queue.context.new_page()
    other.goto(re.sub(r"application=[^&]*&?", "", queue.url))
    settled(other)
    expect(rows(other)).to_have_count(len(shown))
    assert numbers(other) == shown
    expect(other.locator(".st-key-queue_search input")).to_have_value("kunta")
    other.locator(".st-key-queue_export button").first.click()
    with other.expect_download() as started:
        other.locator(".st-key-queue_export_csv button").click()
    file = tmp_path / "queue.csv"
    started.value.save_as(file)
    lines = list(csv.reader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
    place = lines[0].index("Hakemus")
    assert [line[place] for line in lines[1:]] == shown


def numbers(page: Page) -> list[str]:
    return [str(each.get_attribute("data-number")) for each in rows(page).all()]
