"""Who is signed in, and how one signs in and out.

streamlit-authenticator checks the password and keeps the cookie in the browser. Around it: an
own form in the viewer's language, the same answer in the same time for a wrong password, an
unknown name and one that has to wait, and sessions that end everywhere at once.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit_authenticator.controllers import AuthenticationController

from data_access import access_log, accounts, identities, sessions, throttle
from data_access.connect import writing
from programme.passwords import MAX_BYTES
from ui import openid, session_cookie, style, visitor
from ui.database import engine
from ui.language import choose_language, language
from ui.layout import small
from ui.texts import plain, t
from ui.this_run import this_run

SESSION = "session_claims"
"""Key of what this tab signed in with: the claims that its cookie carries too."""

LIVE = "live_status"
"""Key of the live line; what it triggers is news or the end of a session, nobody at work."""

_CHECKED = "session_checked"
_FOR_NEWS = "run_is_for_news"
_COOKIE_TASK = "session_cookie_task"
_NOBODY_OF_OURS = "identity_refused"
# The tasks are named by the keys that the authenticator's component has for them.
_WRITE, _DELETE = "set", "delete"
# The hash of a password that nobody knows: unknown names take as long as wrong passwords.
_NOBODY = "$2b$12$7OtPvWjubIgYVEftvAMPYeacdrPq5TYW1ohOMbRI6dmulsN2/zl/y"


def signed_in_user() -> accounts.User | None:
    """The active user of this session; None when signed out.

    Read from the database once a run, so that an ended session, a closed account or a changed
    role takes effect with the next one.
    """
    session = _session()
    return session.user if session else None


def session_seconds_left() -> int | None:
    """How long the session goes on if nobody works in it; None when signed out."""
    session = _session()
    if session is None:
        return None
    return max(0, int((session.ends_at - datetime.now(UTC)) / timedelta(seconds=1)))


def still_signed_in() -> bool:
    """Whether the session goes on just now, without counting as work in it."""
    return sessions.current(engine(), session_id()) is not None


def run_for_news() -> None:
    """Run the page again because something has changed elsewhere: that keeps no session alive."""
    st.session_state[_FOR_NEWS] = True
    st.rerun()


def session_id() -> str | None:
    """What this session is called in the database; None without one. Not for the screen."""
    claims = st.session_state.get(SESSION)
    return str(claims["session"]) if claims else sessions.of_cookie(st.context.cookies)


def new_session(username: str) -> dict[str, Any]:
    """Start a session; returns its claims, for `st.session_state[SESSION]`."""
    return sessions.start(engine(), username, visitor.client_address())


def sign_in_page() -> None:
    """The sign-in form, in place of any page, unless the office's own sign-in has let one in."""
    refused = _come_back()
    with st.container(width=415, key="sign_in"):
        st.image(style.logo(), alt=plain("app.name"))
        st.title(t("sign_in.title"), anchor=False)
        st.markdown(t("sign_in.where"))
        if refused:
            openid.nobody_of_ours(refused)
        _form()
        openid.sign_in_button()
        st.markdown(t("sign_in.help"))
        st.markdown(small(t("export.eu_logo")))


def sign_in(username: str) -> None:
    """Sign this tab in, and the browser with the next run."""
    _keep(new_session(username))


def sign_out_button() -> None:
    """The way out, for every tab of this browser."""
    if st.button(t("menu.sign_out"), icon=":material/logout:", key="sign_out", width="stretch"):
        _sign_out()
        openid.leave()
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
        session_cookie.write(
            st.session_state[SESSION]
        ) if task == _WRITE else session_cookie.remove()


def browser_has_cookie() -> bool:
    """Whether what the browser fetches by itself comes with the session's cookie: not yet in the
    moment after signing in."""
    task = st.session_state.get(_COOKIE_TASK)
    return task is None or bool(st.session_state.get(task))


def _keep(claims: dict[str, Any]) -> None:
    st.session_state[SESSION] = claims
    st.session_state[_COOKIE_TASK] = _WRITE


def _come_back() -> identities.Identity | None:
    """Sign in whom the office's own sign-in has sent back; who was sent and is none of ours."""
    identity = openid.identity()
    if identity is None or st.session_state.get(_NOBODY_OF_OURS) == identity:
        return identity
    try:
        claims = identities.start_session(
            engine(), identity, visitor.client_address(), datetime.now(UTC)
        )
    except identities.NobodyOfOurs:
        st.session_state[_NOBODY_OF_OURS] = identity
        return identity
    if claims:
        _keep(claims)
        st.rerun()
    return None


def _session() -> sessions.SignedIn | None:
    run, session = st.session_state.get(_CHECKED, (None, None))
    if run is None or run is not this_run():
        session = sessions.current(engine(), session_id())
        if session and not _is_news():
            sessions.seen(engine(), session)
        st.session_state[_CHECKED] = (this_run(), session)
    return session


def _is_news() -> bool:
    """Whether this run only shows what has changed elsewhere."""
    told = st.session_state.get(LIVE)
    pushed = bool(told and (told.get("revision") or told.get("over")))
    return st.session_state.pop(_FOR_NEWS, False) or pushed


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
    elif password_opens(username, password):
        sign_in(username)
        st.rerun()
    else:
        message.error(t("sign_in.wrong"), icon=":material/error:")


def password_opens(username: str, password: str) -> bool:
    """Whether this name and password may sign in here and now; a refusal is written down.

    One answer, in one time, for a wrong password, an unknown name and an attempt that comes too
    soon after others (see `programme.throttle`).
    """
    # A database may refuse a name with control characters; nobody has one.
    name = "".join(character for character in username if character.isprintable())
    attempt = throttle.Attempt(name, visitor.client_address())
    in_time = throttle.may_try(engine(), attempt, datetime.now(UTC))
    right = _password_is_right(name, password) and name == username
    if in_time and right:
        return True
    with writing(engine()) as connection:
        access_log.record(connection, name, "sign_in_refused")
    return False


def _password_is_right(username: str, password: str) -> bool:
    """The authenticator's answer; it takes the same time whatever is wrong."""
    known = accounts.password_hash(engine(), username)
    fits = 0 < len(password.strip().encode()) <= MAX_BYTES
    hashed = known if known and fits else _NOBODY
    credentials = {"usernames": {username: {"password": hashed, "name": username}}}
    checker = AuthenticationController(credentials, auto_hash=False)
    # What does not fit is not given on: the library takes it for an error and answers too soon.
    return bool(checker.login(username, password if fits else "nobody")) and hashed == known


def _sign_out() -> None:
    session = _session()
    if session:
        sessions.sign_out(engine(), session)
    spoken = language()
    st.session_state.clear()
    choose_language(spoken)
    st.session_state[_COOKIE_TASK] = _DELETE
