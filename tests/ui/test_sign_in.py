"""Signing in, staying signed in, and every way of not being signed in any more."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import bcrypt
import jwt
import pytest
import streamlit as st
from sqlalchemy import Engine, insert, select, update
from streamlit.testing.v1 import AppTest

from data_access import accounts, sessions
from data_access.connect import reading, writing
from data_access.schema import access_log, app_user, sign_in_throttle, user_session
from programme.roles import Role
from ui import database, visitor
from ui.texts import plain

PASSWORD = "kesä ja talvi"
HASHED = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()  # a quick one
KEY = "k" * 48
WRONG = plain("sign_in.wrong")


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
    """A database with one manager in it, and the app looking at that database."""
    monkeypatch.setattr(database, "_engine", lambda url, steering: engine)
    monkeypatch.setenv("PROGRAMME_COOKIE_KEY", KEY)
    monkeypatch.setattr(visitor, "client_address", lambda: "192.0.2.7")
    with writing(engine) as connection:
        accounts.create_user(connection, "anna", "Anna A", Role.MANAGER, HASHED)
    change(engine, sessions_valid_after=datetime.now(UTC) - timedelta(days=10))


def change(engine: Engine, **values: Any) -> None:
    with writing(engine) as connection:
        connection.execute(update(app_user).values(**values))


def log(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(select(access_log.c.username, access_log.c.action))
        return [tuple(row) for row in rows]


def opened() -> AppTest:
    return AppTest.from_function(page, default_timeout=10).run()


def signed_in(username: str = "anna", password: str = PASSWORD) -> AppTest:
    test = opened()
    test.text_input(key="sign_in_username").input(username)
    test.text_input(key="sign_in_password").input(password)
    return test.button(key="sign_in_submit").click().run()


def seen(test: AppTest) -> list[str]:
    assert not test.exception
    return [text.value for text in test.text]


def asks_to_sign_in(test: AppTest) -> bool:
    return not seen(test) and test.title[0].value == "Kirjaudu sisään"


def token(claims: Mapping[str, Any], key: str = KEY, algorithm: str = "HS256") -> str:
    return jwt.encode(dict(claims), key, algorithm=algorithm)


@pytest.fixture
def claims(engine: Engine) -> dict[str, Any]:
    """Claims of a session of Anna's that goes on."""
    return sessions.start(engine, "anna", "192.0.2.1")


@pytest.fixture
def cookie(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Gives the browser a session cookie with this value."""

    def give(value: str) -> None:
        held = {sessions.COOKIE_NAME: value}
        monkeypatch.setattr(type(st.context), "cookies", property(lambda self: held))

    return give


def test_right_password_signs_in(engine: Engine) -> None:
    assert seen(signed_in()) == ["anna manager"]
    assert log(engine) == [("anna", "signed_in")]


def test_name_may_be_written_in_capitals() -> None:
    assert seen(signed_in(" Anna ")) == ["anna manager"]


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("anna", "väärä"),
        ("nobody", PASSWORD),
        ("nobody", "nobody"),
        ("anna", "nobody"),
        ("anna", "x" * 100),
        ("anna", PASSWORD + "\u00e4" * 60),
        ("an\x00na", PASSWORD),
        ("x" * 500, " "),
    ],
)
def test_whatever_is_wrong_gets_the_same_answer(
    engine: Engine, username: str, password: str
) -> None:
    test = signed_in(username, password)
    assert asks_to_sign_in(test)
    assert [error.value for error in test.error] == [WRONG]
    assert [action for _, action in log(engine)] == ["sign_in_refused"]


def test_unknown_name_costs_as_much_as_a_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    monkeypatch.setattr(
        "streamlit_authenticator.utilities.hasher.bcrypt.checkpw",
        lambda password, hashed: checked.append(hashed.decode()),
    )
    signed_in("nobody", "x")
    signed_in("anna", "x" * 100)
    assert len(checked) == 2
    assert all(hashed.startswith("$2b$12$") for hashed in checked)


def test_empty_fields_are_asked_for(engine: Engine) -> None:
    test = signed_in("", "")
    assert [warning.value for warning in test.warning] == ["Kirjoita käyttäjätunnus ja salasana."]
    assert log(engine) == []


def test_closed_account_does_not_sign_in(engine: Engine) -> None:
    change(engine, active=False)
    assert [error.value for error in signed_in().error] == [WRONG]


def test_cookie_signs_in_after_a_reload(cookie: Any, claims: dict[str, Any]) -> None:
    cookie(token(claims))
    assert seen(opened()) == ["anna manager"]


BAD_COOKIES: dict[str, Callable[[dict[str, Any]], str]] = {
    "empty": lambda claims: "",
    "not a token": lambda claims: "x.y.z",
    "another key": lambda claims: token(claims, key="z" * 48),
    "no signature": lambda claims: token(claims, key="", algorithm="none"),
    "unknown session": lambda claims: token({**claims, "session": "another"}),
    "no session": lambda claims: token({"username": "anna", "exp_date": claims["exp_date"]}),
    "session of another kind": lambda claims: token({**claims, "session": 1}),
}


@pytest.mark.parametrize("bad", BAD_COOKIES)
def test_cookie_that_is_no_good_leads_to_the_form(
    cookie: Any, claims: dict[str, Any], bad: str
) -> None:
    cookie(BAD_COOKIES[bad](claims))
    assert asks_to_sign_in(opened())


@pytest.mark.parametrize(
    "earlier",
    [
        {"last_seen_at": timedelta(hours=8)},
        {"expires_at": timedelta(0)},
        {"ended_at": timedelta(minutes=1)},
    ],
    ids=str,
)
def test_a_session_whose_time_is_over_leads_to_the_form(
    engine: Engine, cookie: Any, claims: dict[str, Any], earlier: dict[str, timedelta]
) -> None:
    now = datetime.now(UTC)
    times = {name: now - by for name, by in earlier.items()}
    reason = {"end_reason": "ended_by_admin"} if "ended_at" in times else {}
    with writing(engine) as connection:
        row = connection.execute(select(user_session)).one()._asdict()
        connection.execute(
            insert(user_session).values(
                row
                | {"started_at": now - timedelta(hours=9), "last_seen_at": now}
                | {"session_id": "old", "expires_at": now + timedelta(hours=1)}
                | times
                | reason
            )
        )
    cookie(token({**claims, "session": "old"}))
    assert asks_to_sign_in(opened())


def test_signing_out_ends_the_session_in_every_tab_and_for_good(
    engine: Engine, cookie: Any, claims: dict[str, Any]
) -> None:
    cookie(token(claims))
    elsewhere, here = opened(), opened()
    assert asks_to_sign_in(here.button(key="sign_out").click().run())
    assert asks_to_sign_in(elsewhere.run())
    assert asks_to_sign_in(opened())
    assert log(engine) == [("anna", "signed_in"), ("anna", "signed_out")]


def test_signing_out_leaves_another_browser_alone(engine: Engine) -> None:
    one, other = signed_in(), signed_in()
    one.button(key="sign_out").click().run()
    assert seen(other.run()) == ["anna manager"]


def test_one_can_sign_in_again_after_signing_out() -> None:
    test = signed_in().button(key="sign_out").click().run()
    test.text_input(key="sign_in_username").input("anna")
    test.text_input(key="sign_in_password").input(PASSWORD)
    assert seen(test.button(key="sign_in_submit").click().run()) == ["anna manager"]


@pytest.mark.parametrize(
    "values", [{"active": False}, {"role": Role.STEERING}, {"password_hash": "another"}], ids=str
)
def test_open_session_ends_when_the_account_says_so(engine: Engine, values: Any) -> None:
    test = signed_in()
    change(engine, **values)
    assert asks_to_sign_in(test.run())
    assert [info.value for info in test.info] == ["Istunto on vanhentunut. Kirjaudu uudelleen."]


def test_a_name_that_nobody_has_is_not_written_down(engine: Engine) -> None:
    signed_in("my secret password")
    assert log(engine) == [("–", "sign_in_refused")]


def test_who_guesses_has_to_wait_even_with_the_right_password(engine: Engine) -> None:
    for _ in range(5):
        signed_in(password="väärä")
    assert [error.value for error in signed_in().error] == [WRONG]
    with writing(engine) as connection:
        connection.execute(update(sign_in_throttle).values(blocked_until=datetime.now(UTC)))
    assert seen(signed_in()) == ["anna manager"]
