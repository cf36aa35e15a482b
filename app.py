"""The door: who is signed in, and which pages they may enter."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from data_access.accounts import User
from data_access.connect import DatabaseUnavailable
from ui import reads, style
from ui.language import keep_language
from ui.registry import PAGES, Page
from ui.sign_in import keep_cookie, sign_in_page, signed_in_user
from ui.streamlit_words import translate_streamlit
from ui.texts import plain, t
from ui.trouble import database_away, explained, no_access
from ui.user_menu import user_menu


def main() -> None:
    """One run for one viewer."""
    st.set_page_config(page_title=plain("app.name"), page_icon=style.ICON, layout="wide")
    style.apply()
    try:
        user = signed_in_user()
        reads.look()
    except DatabaseUnavailable as failure:
        show([answer(page, partial(database_away, failure)) for page in PAGES])
        return
    keep_language(user.language if user else None)
    keep_cookie(st.container(key="session"))
    if user:
        st.logo(style.logo())
        show([door(page, user) for page in PAGES], user)
    else:
        show([answer(page, sign_in_page) for page in PAGES])


def show(pages: list[st.Page], user: User | None = None) -> None:
    """Draw the navigation and the page that the address asks for."""
    chosen = st.navigation(pages, position="top" if user else "hidden")
    translate_streamlit()
    with explained():
        user_menu(user)
        chosen.run()


def door(page: Page, user: User) -> st.Page:
    """The page itself, or a word about why it stays closed."""
    if not page.open_to(user.role):
        return answer(page, no_access)
    return st.Page(
        page.script,
        title=t(page.title_key),
        icon=page.icon,
        url_path=page.url_path,
        default=page.default,
    )


def answer(page: Page, content: Callable[[], None]) -> st.Page:
    """Something else under the page's address, out of sight of the navigation."""
    return st.Page(
        content,
        title=t(page.title_key),
        url_path=page.url_path,
        default=page.default,
        visibility="hidden",
    )


main()
