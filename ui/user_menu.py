"""Who is signed in, the language and the way out, in the bar of the navigation."""

import streamlit as st

from data_access.accounts import User
from ui.escape import joined, markdown
from ui.language import LANGUAGES, choose_language, language
from ui.layout import small
from ui.notices import notice_links
from ui.sign_in import sign_out_button
from ui.texts import t

_LANGUAGE = "language"


def user_menu(user: User | None) -> None:
    """The top right corner of the window; without a user only the choice of language."""
    with st.container(key="corner", width="content"):
        if user is None:
            language_switch(label=False)
        else:
            _menu_of(user)


def language_switch(*, label: bool = True) -> None:
    """Choice of language. Everything else on the page and in the address stays as it is."""
    st.session_state[_LANGUAGE] = language()
    st.segmented_control(
        t("menu.language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=_LANGUAGE,
        required=True,
        on_change=_choose_language,
        label_visibility="visible" if label else "collapsed",
        wrap=True,
    )


def _menu_of(user: User) -> None:
    name = markdown(user.display_name)
    with st.popover(name, icon=":material/account_circle:", type="tertiary", key="user_menu"):
        st.markdown(joined("  \n", [name, small(t(f"role.{user.role}"))]))
        language_switch()
        notice_links()
        sign_out_button()


def _choose_language() -> None:
    choose_language(st.session_state[_LANGUAGE])
