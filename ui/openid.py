"""The office's own sign-in (OpenID Connect), where one is configured: what Streamlit knows of it.

Streamlit sends the viewer to the provider, checks the token that comes back and keeps what it
says in a cookie of its own. Whom that lets in here, `data_access.identities` says.
"""

from datetime import UTC, datetime

import streamlit as st
from streamlit.auth_util import (
    get_secrets_auth_section,
    get_validated_redirect_uri,
    validate_auth_credentials,
)
from streamlit.errors import StreamlitAuthError

from data_access.identities import Identity
from ui.texts import t

_PROVIDER = "default"  # Streamlit's name for what stands in [auth] itself
_SHORTEST_SECRET = 32


class WrongSettings(Exception):
    """The section [auth] lacks something; the message says what."""


def is_configured() -> bool:
    """Whether the office has switched it on: Streamlit's secrets have a section [auth]."""
    return bool(get_secrets_auth_section())


def check_settings() -> None:
    """Raise WrongSettings unless [auth] is complete, or not there at all."""
    if not is_configured():
        return
    try:
        validate_auth_credentials(_PROVIDER)
    except StreamlitAuthError as problem:
        raise WrongSettings(" ".join(str(problem).split()).rstrip(".")) from problem
    if get_validated_redirect_uri() is None:
        raise WrongSettings("redirect_uri in [auth] must end with /oauth2callback")
    if len(get_secrets_auth_section()["cookie_secret"]) < _SHORTEST_SECRET:
        raise WrongSettings(f"cookie_secret in [auth] needs {_SHORTEST_SECRET} characters or more")


def identity() -> Identity | None:
    """Who has come back from the provider in this browser, today or weeks ago; None if nobody."""
    said = st.user.to_dict()
    issued = said.get("iat")
    if not is_configured() or not said.get("is_logged_in") or not isinstance(issued, int | float):
        return None
    return Identity(
        issuer=str(said.get("iss", "")),
        subject=str(said.get("sub", "")),
        nonce=str(said.get("nonce", "")),
        issued_at=datetime.fromtimestamp(issued, UTC),
        email=str(said.get("email") or ""),
        # Some providers leave it out, and some write it as a word.
        email_verified=str(said.get("email_verified", True)).lower() == "true",
    )


def sign_in_button() -> None:
    """The way to the provider, where there is one."""
    label = t("sign_in.openid")
    if is_configured() and st.button(label, key="sign_in_openid", width="stretch"):
        st.login()


def nobody_of_ours(refused: Identity) -> None:
    """What somebody reads whom the provider lets in and we do not, and the way out of there."""
    why = "sign_in.openid_unknown" if refused.email_verified else "sign_in.openid_unverified"
    st.error(t(why, email=refused.email or "–"), icon=":material/error:")
    if st.button(t("sign_in.openid_leave"), key="sign_in_openid_leave", width="stretch"):
        st.logout()


def leave() -> None:
    """End the run and sign this browser out of the provider too, if it came from there.

    The browser leaves the page for that, so our cookie stays in it, naming a session that is over.
    """
    if identity():
        st.logout()
        st.stop()  # a rerun would take the way out back before the browser has heard of it
