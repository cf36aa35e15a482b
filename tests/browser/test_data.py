"""Loading in a browser: a file is checked, seen, loaded, found again; a broken one does nothing."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select

from data_access.connect import create_engine_for, reading
from data_access.schema import metadata, organisation
from tests.axe import violations
from tests.running import RunningApp, settled, sign_in

HEADINGS = "organisation_id;name_fi;organisation_type"
NEW_NAME = "Uusi Kaislaranta"


@pytest.fixture
def admin(page: Page, own_app: RunningApp) -> Page:
    """An administrator before the files."""
    sign_in(page, own_app, "admin", "/data")
    expect(page.locator(".st-key-live_status")).to_contain_text("Reaaliaikainen yhteys")
    return page


def give(page: Page, **files: str) -> None:
    """Choose files by table, with these rows, and have them checked."""
    payloads: list[FilePayload] = [
        {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content.encode()}
        for name, content in files.items()
    ]
    page.locator(".st-key-data_uploader input[type=file]").set_input_files(payloads)
    expect(page.locator("[data-testid=stFileChip]")).to_have_count(len(files))
    press(page, "data_check")


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button:enabled").click()


def rows(app: RunningApp) -> dict[str, list[object]]:
    """Everything in the database but the sessions and the log of who signed in."""
    engine = create_engine_for(app.database_url)
    left_out = {"user_session", "access_log", "sign_in_throttle"}
    with reading(engine) as connection:
        found: dict[str, list[object]] = {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in metadata.sorted_tables
            if table.name not in left_out
        }
    engine.dispose()
    return found


def name_of_the_first(app: RunningApp) -> str:
    engine = create_engine_for(app.database_url)
    with reading(engine) as connection:
        query = select(organisation.c.name_fi).where(organisation.c.organisation_id == 1)
        name = str(connection.execute(query).scalar_one())
    engine.dispose()
    return name


def test_from_a_file_to_the_database_and_out_again(admin: Page, own_app: RunningApp) -> None:
    give(admin, organisation=f"{HEADINGS}\n1;{NEW_NAME};municipality\n")
    plan = admin.locator(".st-key-card_plan")
    expect(plan).to_contain_text("1 muuttuu")
    expect(plan).to_contain_text("Organisaatiot")
    settled(admin)
    assert violations(admin) == []
    assert name_of_the_first(own_app) != NEW_NAME

    press(admin, "data_load_now")
    expect(admin.locator(".st-key-receipt")).to_contain_text("1 muuttunut rivi")
    expect(admin.locator(".st-key-data_check")).to_be_visible()
    assert name_of_the_first(own_app) == NEW_NAME

    settled(admin)
    admin.locator(".st-key-data_view").get_by_text("Vie", exact=True).click()
    settled(admin)
    admin.get_by_text("CSV-tiedostot (zip)").click()
    settled(admin)
    with admin.expect_download() as download:
        press(admin, "data_export")
    content = Path(download.value.path()).read_bytes()
    with ZipFile(io.BytesIO(content)) as files:
        assert NEW_NAME in files.read("organisation.csv").decode("utf-8-sig")
        assert "full_name" not in files.read("contact.csv").decode("utf-8-sig")


def test_a_broken_file_is_told_row_by_row_and_changes_nothing(
    admin: Page, own_app: RunningApp
) -> None:
    before = rows(own_app)
    give(
        admin,
        organisation=f"{HEADINGS}\n1;;kaupunki\n",
        deed="deed_id;deed_kind;title;status;published_on\n1;deed;Teko;published;31.13.2018\n",
        mystery="a;b\n1;2\n",
    )
    problems = admin.locator(".st-key-data_problems")
    expect(problems).to_contain_text("Arvo puuttuu")
    for words in ("kaupunki", "31.13.2018", "Arvo ei ole päivä", "Taulukkoa ei tunneta"):
        expect(problems).to_contain_text(words)
    expect(admin.locator(".st-key-data_load_now")).to_have_count(0)
    settled(admin)
    assert violations(admin) == []
    with admin.expect_download() as download:
        press(admin, "data_problems_export")
    assert Path(download.value.path()).read_bytes().startswith("\ufeffTiedosto;Rivi;".encode())
    assert rows(own_app) == before
    press(admin, "data_start_over")
    expect(admin.locator(".st-key-data_uploader")).to_be_visible()


def test_only_chosen_kinds_of_files_are_taken_and_that_is_said(admin: Page) -> None:
    admin.locator(".st-key-data_uploader input[type=file]").set_input_files(
        {"name": "kuva.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )
    expect(admin.locator("[data-testid=stFileChip] [role=alert]")).to_have_text(
        "Tällaista tiedostoa ei voi valita."
    )
    expect(admin.locator(".st-key-data_check button")).to_be_disabled()
    admin.get_by_role("button", name="Poista kuva.pdf").click()
    expect(admin.locator("[data-testid=stFileChip]")).to_have_count(0)


def test_the_database_is_verified_here(admin: Page, own_app: RunningApp) -> None:
    admin.goto(f"{own_app.address}/data?view=integrity")
    settled(admin)
    press(admin, "data_verify_now")
    expect(admin.locator(".st-key-data_verified")).to_contain_text("Aineisto on eheä")
    admin.locator(".st-key-data_quality a").first.click()
    expect(admin.get_by_role("heading", level=1)).to_have_text("Alueet")
