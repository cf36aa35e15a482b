"""The files of the regions page, fetched by a browser, and what it says when there is none."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.running import RunningApp, settled, sign_in

#: Ending → how a file of that kind begins.
BEGINNINGS = {
    "png": b"\x89PNG\r\n",
    "svg": b"<svg ",
    "csv": b"\xef\xbb\xbf",
    "xlsx": b"PK",
    "geojson": b'{"type": "FeatureCollection"',
}


@pytest.fixture
def offered(page: Page, app: RunningApp) -> Page:
    """A steering member who has opened the list of files."""
    sign_in(page, app, "steering", "/regions?measure=participations&period=2018-2020")
    settled(page)
    page.locator(".st-key-region_download button").first.click()
    expect(page.locator(".st-key-region_download_geojson button")).to_be_visible()
    return page


def test_each_file_is_of_its_kind_and_says_what_it_is_of(offered: Page, tmp_path: Path) -> None:
    for kind, beginning in BEGINNINGS.items():
        with offered.expect_download() as started:
            offered.locator(f".st-key-region_download_{kind} button").click()
        name = started.value.suggested_filename
        assert name.startswith("alueet-")
        assert name.endswith(f"-2018-2020.{kind}")
        assert ("osallistumisia" in name) == (kind in ("png", "svg"))
        file = tmp_path / name
        started.value.save_as(file)
        assert file.read_bytes().startswith(beginning)


def test_a_file_that_cannot_be_made_is_told_aloud_in_the_viewers_language(offered: Page) -> None:
    """As Streamlit writes it beside the button."""
    offered.evaluate(
        """() => {
          const told = document.createElement("small")
          told.dataset.testid = "stDownloadButtonError"
          told.textContent = "Failed to generate file for download"
          document.querySelector(".st-key-region_download_png").append(told)
        }"""
    )
    message = offered.locator("[data-testid=stDownloadButtonError]")
    expect(message).to_have_text("Tiedostoa ei saatu tehtyä. Yritä hetken kuluttua uudelleen.")
    expect(message).to_have_role("alert")
