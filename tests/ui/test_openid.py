"""The office's own sign-in: off unless configured, and what the sign-in page makes of it."""

from datetime import UTC, datetime, timedelta
from time import time
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine, select, update
from streamlit.testing.v1 import AppTest

from data_access import accounts
from data_access.connect import reading, writing
from data_access.schema import access_log, app_user
from programme.roles import Role
from ui import database, openid, visitor
from ui.texts import plain, t

EMAIL = "maija@office.example"
SECTION = {
    "redirect_uri": "https://app.office.example/oauth2callback",
    "cookie_secret": "s" * 32,
    "client_id": "programme",
    "client_secret": "x",
    "server_metadata_url": "https://provider.example/.well-known/openid-configuration",
}


def page() -> None:
    import streamlit as st

    from ui.sign_in import keep_cookie, sign_in_page, sign_out_button, signed_in_user

    user = signed_in_user()
    keep_cookie(st.container())
    if user:
        st.text(f"{user.username} {user.role}")
        sign_out_button()
    else:
        sign_in_page()


@pytest.fixture(autouse=True)
def office(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """An officer whose user name is an e-mail address, and the app looking at that database."""
    monkeypatch.setattr(database, "_engine", lambda url, steering: engine)
    monkeypatch.setenv("PROGRAMME_COOKIE_KEY", "k" * 48)
    monkeypatch.setattr(visitor, "client_address", lambda: "192.0.2.7")
    with writing(engine) as connection:
        accounts.create_user(connection, EMAIL, "Maija", Role.OFFICER, accounts.NO_PASSWORD)
        long_ago = datetime.now(UTC) - timedelta(days=10)
        connection.execute(update(app_user).values(sessions_valid_after=long_ago))


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> None:
    """An office with a sign-in of its own."""
    configure(monkeypatch, SECTION)


def configure(monkeypatch: pytest.MonkeyPatch, section: dict[str, Any]) -> None:
    held = SimpleNamespace(load_if_toml_exists=lambda: True, get={"auth": section}.get)
    monkeypatch.setattr("streamlit.auth_util.secrets_singleton", held)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What Streamlit says of somebody who has just come back from the provider."""
    claims = {
        "is_logged_in": True,
        "iss": "https://provider.example",
        "sub": "4711",
        "nonce": "n",
        "iat": int(time()),
        "email": EMAIL,
        "email_verified": True,
    }
    monkeypatch.setattr("streamlit.user_info._get_user_info", lambda: claims)
    return claims


@pytest.fixture
def led_away(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where Streamlit has sent the browser."""
    ways: list[str] = []
    monkeypatch.setattr(st, "login", lambda: ways.append("login"))
    monkeypatch.setattr(st, "logout", lambda: ways.append("logout"))
    return ways


def opened() -> AppTest:
    test = AppTest.from_function(page, default_timeout=10).run()
    assert not test.exception
    return test


def texts(test: AppTest) -> list[str]:
    return [text.value for text in test.text]


def asks_to_sign_in(test: AppTest) -> bool:
    return not texts(test) and test.title[0].value == plain("sign_in.title")


def buttons(test: AppTest) -> list[str]:
    return [button.key or "" for button in test.button]


def log(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(select(access_log.c.username, access_log.c.action))
        return [tuple(row) for row in rows]


def test_without_a_section_there_is_no_second_way(said: dict[str, Any], engine: Engine) -> None:
    test = opened()
    assert asks_to_sign_in(test)
    assert buttons(test) == ["sign_in_submit"]
    assert log(engine) == []


@pytest.mark.usefixtures("configured")
def test_with_one_a_button_leads_to_the_provider(led_away: list[str]) -> None:
    test = opened()
    button = test.button(key="sign_in_openid")
    assert button.label == "Kirjaudu organisaation tunnuksella"
    button.click().run()
    assert led_away == ["login"]


@pytest.mark.usefixtures("configured", "said")
def test_who_comes_back_is_signed_in(engine: Engine) -> None:
    assert texts(opened()) == [f"{EMAIL} officer"]
    assert log(engine) == [(EMAIL, "signed_in")]


@pytest.mark.usefixtures("configured", "said")
def test_who_signs_out_leaves_the_provider_too_and_stays_out(led_away: list[str]) -> None:
    test = opened()
    test.button(key="sign_out").click().run()
    assert led_away == ["logout"]
    assert asks_to_sign_in(test.run())
    assert asks_to_sign_in(opened())


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize(
    ("refused", "key"),
    [
        ({"email": "other@office.example"}, "sign_in.openid_unknown"),
        ({"email_verified": False}, "sign_in.openid_unverified"),
    ],
)
def test_who_is_none_of_ours_reads_what_to_do(
    engine: Engine, said: dict[str, Any], led_away: list[str], refused: dict[str, Any], key: str
) -> None:
    said |= refused
    test = opened().run()
    assert asks_to_sign_in(test)
    assert [error.value for error in test.error] == [t(key, email=said["email"])]
    assert [action for _, action in log(engine)] == ["sign_in_refused"]
    test.button(key="sign_in_openid_leave").click().run()
    assert led_away == ["logout"]


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize(
    "changed",
    [
        {"is_logged_in": False},
        {"iat": 1_000_000_000},
        {"iat": None},
        {"iat": "now"},
    ],
    ids=str,
)
def test_what_is_no_fresh_identity_is_passed_over(
    engine: Engine, said: dict[str, Any], changed: dict[str, Any]
) -> None:
    said |= changed
    test = opened()
    assert asks_to_sign_in(test)
    assert not test.error
    assert log(engine) == []


@pytest.mark.parametrize(
    ("vouched", "verified"), [(True, True), ("true", True), (None, False), ("false", False)]
)
@pytest.mark.usefixtures("configured")
def test_an_address_is_verified_or_not(
    said: dict[str, Any], vouched: object, verified: bool
) -> None:
    said["email_verified"] = vouched
    identity = openid.identity()
    assert identity is not None
    assert identity.email_verified is verified


@pytest.mark.usefixtures("configured")
def test_a_provider_that_does_not_say_so_is_believed(said: dict[str, Any]) -> None:
    del said["email_verified"]
    identity = openid.identity()
    assert identity is not None
    assert identity.email_verified


def test_no_section_and_a_complete_one_are_both_right(monkeypatch: pytest.MonkeyPatch) -> None:
    openid.check_settings()
    configure(monkeypatch, SECTION)
    openid.check_settings()


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"cookie_secret": "short"}, "cookie_secret"),
        ({"redirect_uri": "https://app.office.example/"}, "redirect_uri"),
    ],
    ids=str,
)
def test_a_section_that_is_wrong_says_where(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any], named: str
) -> None:
    configure(monkeypatch, SECTION | wrong)
    with pytest.raises(openid.WrongSettings, match=named):
        openid.check_settings()


@pytest.mark.parametrize("missing", SECTION)
def test_a_section_that_lacks_something_says_what(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    configure(monkeypatch, {name: value for name, value in SECTION.items() if name != missing})
    with pytest.raises(openid.WrongSettings, match=missing):
        openid.check_settings()
