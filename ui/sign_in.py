"""Who is signed in, and how one signs in and out.

streamlit-authenticator checks the password and keeps the cookie in the browser. Around it: an
own form in the viewer's language, the same answer in the same time for a wrong password and an
unknown name, and sessions that end everywhere at once.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit_authenticator.controllers import AuthenticationController, CookieController

from data_access import accounts
from ui import style
from ui.database import engine
from ui.language import choose_language, language
from ui.layout import small
from ui.texts import plain, t

SESSION = "session_claims"
"""Key of what this session signed in with: the claims that its cookie carries too."""

_CHECKED = "session_checked"
_COOKIE_TASK = "session_cookie_task"
# The tasks are named by the keys that the authenticator's component has for them.
_WRITE, _DELETE = "set", "delete"
# The hash of a password that nobody knows: unknown names take as long as wrong passwords.
_NOBODY = "$2b$12$7OtPvWjubIgYVEftvAMPYeacdrPq5TYW1ohOMbRI6dmulsN2/zl/y"


def signed_in_user() -> accounts.User | None:
    """The active user of this session; None when signed out.

    Read from the database once a run, so that a closed account or a changed role takes effect
    with the next one.
    """
    run, user = st.session_state.get(_CHECKED, (None, None))
    if run is None or run is not _this_run():
        user = _look_up()
        st.session_state[_CHECKED] = (_this_run(), user)
    return user


def new_session(username: str) -> dict[str, Any]:
    """The claims of a session that starts now, for `st.session_state[SESSION]`."""
    expires = datetime.now(UTC) + timedelta(days=accounts.COOKIE_DAYS)
    return {"username": username, "exp_date": expires.timestamp()}


def sign_in_page() -> None:
    """The sign-in form, in place of any page."""
    with st.container(width=415, key="sign_in"):
        st.image(style.logo(), alt=plain("app.name"))
        st.title(t("sign_in.title"), anchor=False)
        st.markdown(t("sign_in.where"))
        _form()
        st.markdown(t("sign_in.help"))
        st.markdown(small(t("export.eu_logo")))


def sign_out_button() -> None:
    """The way out. It ends every session of the user, on all devices."""
    if st.button(t("menu.sign_out"), icon=":material/logout:", key="sign_out", width="stretch"):
        _sign_out()
        st.rerun()


def keep_cookie(place: DeltaGenerator) -> None:
    """Write the session's cookie, or remove it, where an earlier run asked for it.

    Not in that run itself: it ends in a rerun, and the browser would not get to do it. Once the
    browser has reported back, nothing is drawn any more.
    """
    task = st.session_state.get(_COOKIE_TASK)
    if task is None:
        return
    if st.session_state.get(task):
        del st.session_state[_COOKIE_TASK]
        return
    with place:
        _write_cookie() if task == _WRITE else _delete_cookie()


def _look_up() -> accounts.User | None:
    claims = st.session_state.get(SESSION)
    if claims is None:
        return accounts.session_user(engine(), st.context.cookies)
    user = accounts.user(engine(), claims["username"])
    return user if user and accounts.session_is_current(user, claims) else None


def _this_run() -> object:
    """Something that lives as long as this run of the page or fragment; None outside of runs."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.cursors if context else None


def _form() -> None:
    with st.form("sign_in_form"):
        message = st.empty()
        if SESSION in st.session_state:
            message.info(t("error.session_expired"), icon=":material/info:")
        username = st.text_input(
            t("sign_in.username"), key="sign_in_username", autocomplete="username"
        )
        password = st.text_input(
            t("sign_in.password"),
            key="sign_in_password",
            type="password",
            autocomplete="current-password",
        )
        if st.form_submit_button(
            t("sign_in.submit"), type="primary", width="stretch", key="sign_in_submit"
        ):
            _try(username.lower().strip(), password, message)


def _try(username: str, password: str, message: DeltaGenerator) -> None:
    if not username or not password:
        message.warning(t("sign_in.empty"), icon=":material/info:")
    elif _password_is_right(username, password):
        _sign_in(username)
        st.rerun()
    else:
        accounts.record(engine(), _printable(username), "sign_in_refused")
        message.error(t("sign_in.wrong"), icon=":material/error:")


def _password_is_right(username: str, password: str) -> bool:
    """The authenticator's answer; it takes the same time whatever is wrong."""
    # A database may refuse to look for a name with control characters; nobody has one.
    known = accounts.password_hash(engine(), username) if username.isprintable() else None
    fits = 0 < len(password.strip().encode()) <= accounts.MAX_PASSWORD_BYTES
    hashed = known if known and fits else _NOBODY
    credentials = {"usernames": {username: {"password": hashed, "name": username}}}
    checker = AuthenticationController(credentials, auto_hash=False)
    # What does not fit is not given on: the library takes it for an error and answers too soon.
    return bool(checker.login(username, password if fits else "nobody")) and hashed == known


def _sign_in(username: str) -> None:
    accounts.record(engine(), username, "signed_in")
    st.session_state[SESSION] = new_session(username)
    st.session_state[_COOKIE_TASK] = _WRITE


def _sign_out() -> None:
    user = signed_in_user()
    if user:
        accounts.end_sessions(engine(), user.username)
        accounts.record(engine(), user.username, "signed_out")
    spoken = language()
    st.session_state.clear()
    choose_language(spoken)
    st.session_state[_COOKIE_TASK] = _DELETE


def _write_cookie() -> None:
    _cookies().set_cookie()


def _delete_cookie() -> None:
    cookies = _cookies()
    # The browser's cookies are not here yet, and the library wants to strike ours off the list.
    cookies.cookie_model.cookie_manager.cookies.setdefault(accounts.COOKIE_NAME, "")
    cookies.delete_cookie()


def _cookies() -> CookieController:
    return CookieController(accounts.COOKIE_NAME, accounts.cookie_key(), accounts.COOKIE_DAYS)


def _printable(username: str) -> str:
    """The name without the characters that a database may refuse to store."""
    return "".join(character for character in username if character.isprintable())
