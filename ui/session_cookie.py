"""The session's cookie in the browser: written and removed by the authenticator's component."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from streamlit_authenticator.models import CookieModel

from data_access.session_key import cookie_key
from data_access.sessions import COOKIE_NAME
from programme.sessions import LONGEST


def write(claims: Mapping[str, Any]) -> None:
    """Put a cookie with these claims into the browser until their `exp_date` (seconds, UTC).

    By the library's component, but not by its set_cookie(): that would name the user only, not
    the session.
    """
    token = jwt.encode(dict(claims), cookie_key(), algorithm="HS256")
    expires_at = datetime.fromtimestamp(claims["exp_date"], UTC)
    _model().cookie_manager.set(COOKIE_NAME, token, expires_at=expires_at)


def remove() -> None:
    """Take the cookie out of the browser."""
    model = _model()
    # The browser's cookies are not here yet, and the library wants to strike ours off the list.
    model.cookie_manager.cookies.setdefault(COOKIE_NAME, "")
    model.delete_cookie()


def _model() -> CookieModel:
    return CookieModel(COOKIE_NAME, cookie_key(), LONGEST / timedelta(days=1))
