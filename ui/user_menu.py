"""Who is signed in, the language and the way out, in the bar of the navigation."""

import streamlit as st

from data_access.accounts import User
from data_access.connect import DatabaseUnavailable
from data_access.logs import logger
from data_access.preferences import save_language
from ui.database import engine
from ui.escape import joined, markdown
from ui.language import LANGUAGES, choose_language, language
from ui.layout import small
from ui.notices import notice_links
from ui.sign_in import sign_out_button
from ui.texts import t

log = logger(__name__)

_LANGUAGE = "language"
#: Its own control: one that outlived the sign-in would, for a moment, still choose as before it.
_AT_THE_DOOR = "language_at_the_door"
#: Chosen on this screen and not kept in an account yet: on the sign-in page there is none.
_TO_KEEP = "language_to_keep"


def user_menu(user: User | None) -> None:
    """The top right corner of the window; without a user only the choice of language."""
    with st.container(key="corner", width="content"):
        if user is None:
            with st.container(key=_LANGUAGE):
                language_switch(_AT_THE_DOOR, label=False)
        else:
            _keep_choice(user)
            _menu_of(user)


def language_switch(key: str = _LANGUAGE, *, label: bool = True) -> None:
    """Choice of language. Everything else on the page and in the address stays as it is."""
    st.session_state[key] = language()
    st.segmented_control(
        t("menu.language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=key,
        required=True,
        on_change=_choose_language,
        args=(key,),
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


def _choose_language(key: str) -> None:
    chosen = st.session_state.get(key)
    # Streamlit also calls when a control comes anew or its session has ended: nobody chose then.
    if chosen in (None, language()):
        return
    choose_language(chosen)
    st.session_state[_TO_KEEP] = chosen


def _keep_choice(user: User) -> None:
    """Keep a chosen language in the account; where that fails, this screen has it all the same."""
    chosen = st.session_state.pop(_TO_KEEP, None)
    if chosen in (None, user.language):
        return
    try:
        save_language(engine(), user.username, chosen)
    except DatabaseUnavailable as failure:
        log.warning("language_not_kept", trouble=str(failure.trouble))
