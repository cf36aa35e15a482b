"""The door: who is signed in, and which pages they may enter."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import streamlit as st

from data_access.accounts import User
from data_access.connect import DatabaseUnavailable
from ui import presence, style
from ui.document import describe
from ui.entrance import enter
from ui.notices import notice_links
from ui.registry import PAGES, Page
from ui.set_password import PARAMETER as CODE
from ui.set_password import set_password_page
from ui.sign_in import keep_cookie, sign_in_page
from ui.streamlit_words import translate_streamlit
from ui.texts import plain
from ui.trouble import database_away, explained, lost, no_access
from ui.user_menu import user_menu


class Answer(NamedTuple):
    """What stands in place of a page that is not open to the viewer, and its title."""

    title_key: str
    content: Callable[[], None]


SIGN_IN = Answer("sign_in.title", sign_in_page)
SET_PASSWORD = Answer("set_password.title", set_password_page)
NO_ACCESS = Answer("error.no_access_title", no_access)


def main() -> None:
    """One run for one viewer."""
    # Before the navigation, which would fetch an icon of its own from another host.
    st.set_page_config(page_title=plain("app.name"), page_icon=style.ICON, layout="wide")
    style.apply()
    try:
        user = enter()
    except DatabaseUnavailable as failure:
        show(None, Answer("error.database_title", partial(database_away, failure)))
        return
    keep_cookie(st.container(key="session"))
    if user:
        st.logo(style.logo())
    show(user, NO_ACCESS if user else way_in())


def way_in() -> Answer:
    """What somebody sees who is not signed in."""
    return SET_PASSWORD if CODE in st.query_params else SIGN_IN


def show(user: User | None, otherwise: Answer) -> None:
    """Draw the navigation and the page that the address asks for, or what stands in its place."""
    pages = [door(page, user, otherwise) for page in PAGES]
    chosen = st.navigation([*pages, *lost(pages)], position="top" if user else "hidden")
    describe(chosen.title)
    translate_streamlit()
    with explained():
        user_menu(user)
        presence.leave_elsewhere(chosen.url_path)
        chosen.run()
    if not user:
        is_notice = chosen in pages and PAGES[pages.index(chosen)].public
        notice_links(back_to=pages[0] if is_notice else None)


def door(page: Page, user: User | None, otherwise: Answer) -> st.Page:
    """The page itself where the viewer may enter, else the answer under its address, unseen."""
    if not page.open_to(user.role if user else None):
        return st.Page(
            otherwise.content,
            title=plain(otherwise.title_key),
            url_path=page.url_path,
            default=page.default,
            visibility="hidden",
        )
    return st.Page(
        page.script,
        title=plain(page.title_key),
        icon=page.icon,
        url_path=page.url_path,
        default=page.default,
        visibility="visible" if page.in_navigation else "hidden",
    )


main()
