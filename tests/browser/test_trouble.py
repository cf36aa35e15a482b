"""The database is not there, or is not ours: a clear word, and recovery without a restart."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.queue_screen import NUMBER, open_application, rows
from tests.postgres import PostgresServer, running_server
from tests.running import ROOT, RunningApp, eventually, prepare_demo, serving, settled, sign_in

TROUBLE = 40_000  # milliseconds: a lost server is asked again every five seconds


def health_status(app: RunningApp) -> int:
    try:
        with urlopen(f"{app.address}/healthz") as answer:
            return int(answer.status)
    except HTTPError as refusal:
        return refusal.code


def test_a_file_that_is_not_a_database_is_said_and_can_be_mended(
    page: Page, demo_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "programme.db"
    file.write_text("Tämä on muistiinpano, ei tietokanta. " * 50)
    with serving(f"sqlite:///{file}", tmp_path) as app:
        page.goto(app.address)
        expect(page.get_by_text("ei ole Tilannehuoneen tietokanta")).to_be_visible()
        assert health_status(app) == 503
        assert file.read_text().startswith("Tämä on muistiinpano")
        shutil.copy(demo_file, file)
        expect(page.locator(".st-key-sign_in_username")).to_be_visible(timeout=TROUBLE)
        assert health_status(app) == 200


@pytest.mark.parametrize("kind", ["another program's tables", "no database at all"])
def test_migrate_leaves_what_is_not_ours_alone(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    if kind == "another program's tables":
        with sqlite3.connect(file) as other:
            other.execute("CREATE TABLE customer (id INTEGER)")
        other.close()
    else:
        file.write_text("not a database, but long enough to be read as one" * 30)
    before = file.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "data_access", "migrate"],
        cwd=ROOT,
        env={**os.environ, "PROGRAMME_DATABASE_URL": f"sqlite:///{file}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "not_ours" in done.stderr
    assert file.read_bytes() == before


@pytest.fixture
def postgres() -> Iterator[PostgresServer]:
    """A server that the test may stop."""
    with running_server() as server:
        server.execute("CREATE DATABASE programme")
        prepare_demo(server.url("programme"))
        yield server


def test_postgresql_that_is_away_at_the_start_or_later_is_said_and_nothing_is_lost(
    page: Page, postgres: PostgresServer, tmp_path: Path
) -> None:
    postgres.stop()
    with serving(postgres.url("programme"), tmp_path) as app:
        page.goto(app.address)
        expect(page.get_by_text("Tietokantaan ei saada yhteyttä")).to_be_visible()
        assert health_status(app) == 503
        postgres.start()
        expect(page.locator(".st-key-sign_in_username")).to_be_visible(timeout=TROUBLE)

        sign_in(page, app, "manager", "/applications")
        open_application(page, NUMBER)
        rationale = page.locator("[class*=st-key-rationale_] input")
        rationale.fill("Perustelu, joka ei saa kadota.")
        postgres.stop()
        live = page.locator(".st-key-live_status")
        expect(live).to_contain_text("Tiedot voivat olla vanhentuneita", timeout=TROUBLE)
        expect(rows(page)).to_have_count(13)
        page.locator(".st-key-decision_approve button").click()
        expect(page.get_by_text("Tietokantaan ei saada yhteyttä").first).to_be_visible(
            timeout=TROUBLE
        )
        postgres.start()
        expect(page.locator(".st-key-decision_not_saved")).to_contain_text(
            "Päätöstä ei tallennettu", timeout=TROUBLE
        )
        expect(rationale).to_have_value("Perustelu, joka ei saa kadota.")
        eventually(page, lambda: health_status(app) == 200)
        settled(page)
        page.locator(".st-key-decision_approve button").click()
        expect(rows(page)).to_have_count(12)
        assert "Traceback" not in page.content()
