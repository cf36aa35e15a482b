"""The pages: their files, addresses and roles."""

import pytest

from programme.roles import Role
from ui.registry import PAGES, Page, address, page, pages_for
from ui.texts import LANGUAGES, LOCALES, texts, use_language

ADDRESSES = {
    "overview": "/",
    "applications": "/applications",
    "deeds": "/deeds",
    "services": "/services",
    "letters": "/letters",
    "allocation": "/allocation",
    "regions": "/regions",
    "meeting": "/meeting",
    "data": "/data",
    "administration": "/administration",
    "accessibility": "/accessibility",
    "privacy": "/privacy",
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_page_is_there_with_a_title_in_every_language(page: Page) -> None:
    assert (LOCALES.parent / page.script).is_file()
    assert all(page.title_key in texts(language).forms for language in LANGUAGES)


def test_page_files_stay_out_of_the_folder_that_streamlit_serves_by_itself() -> None:
    stray = {path.name for path in (LOCALES.parent / "pages").glob("*.py")} - {"__init__.py"}
    assert not stray


def test_addresses_are_the_agreed_ones() -> None:
    assert {page.key: address(page.key) for page in PAGES} == ADDRESSES
    assert [page.key for page in PAGES if page.default] == ["overview"]


@pytest.mark.parametrize("role", Role)
def test_applications_are_for_the_office_only(role: Role) -> None:
    keys = {page.key for page in pages_for(role)}
    assert keys >= {"overview", "regions", "meeting"}
    assert ("applications" in keys) == (role in {Role.OFFICER, Role.MANAGER})
    assert ("letters" in keys) == (role in {Role.OFFICER, Role.MANAGER})
    for office_only in ("applications", "allocation"):
        assert (office_only in keys) == (role in {Role.OFFICER, Role.MANAGER})


@pytest.mark.parametrize("role", Role)
def test_the_data_are_for_administrators_and_managers_only(role: Role) -> None:
    assert page("data").open_to(role) == (role in {Role.ADMIN, Role.MANAGER})


@pytest.mark.parametrize("role", Role)
def test_administration_is_for_administrators_only(role: Role) -> None:
    assert page("administration").open_to(role) == (role is Role.ADMIN)


def test_link_carries_choices_and_language() -> None:
    assert address("applications", queue="in review", application=None) == (
        "/applications?queue=in+review"
    )
    with use_language("sv"):
        assert address("regions", region="MK01") == "/regions?lang=sv&region=MK01"


def test_unknown_page_is_an_error() -> None:
    with pytest.raises(KeyError):
        page("nowhere")
