"""Taking data out on the page: what is offered to whom, and that it is for them still."""

import io
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from data_access.exchange.format.tables import FORMATS
from pages.data import export_view
from programme.roles import Role
from tests.pages.opening import opened
from ui.texts import plain


@pytest.mark.parametrize(("role", "asked"), [(Role.ADMIN, False), (Role.MANAGER, True)])
def test_contacts_are_offered_only_to_who_sees_them(demo: Engine, role: Role, asked: bool) -> None:
    app = opened("data", role, view="export")
    assert [box.label for box in app.checkbox] == ([plain("data.personal")] if asked else [])
    without = any(plain("data.personal_not") in text.value for text in app.markdown)
    assert without != asked


def test_a_file_with_contacts_is_said_to_be_one(demo: Engine) -> None:
    app = opened("data", Role.MANAGER, view="export")
    app.checkbox(key="data_export_personal").check().run()
    assert any(plain("data.personal_warning") in text.value for text in app.markdown)


def test_the_template_has_a_sheet_for_each_table(demo: Engine) -> None:
    book = load_workbook(io.BytesIO(export_view.template_file()), read_only=True)
    names = set(book.sheetnames)
    book.close()
    assert {table.name for table in FORMATS} <= names


@pytest.mark.parametrize("form", ["book", "files"])
def test_each_form_holds_every_table(demo: Engine, form: str) -> None:
    content = export_view.taken("manager", form, personal=False)
    if form == "files":
        names = {name.removesuffix(".csv") for name in ZipFile(io.BytesIO(content)).namelist()}
    else:
        book = load_workbook(io.BytesIO(content), read_only=True)
        names = set(book.sheetnames)
        book.close()
    assert names == {table.name for table in FORMATS}
