"""What a user has chosen is kept with the account."""

import pytest
from sqlalchemy import Engine

from data_access import accounts, preferences, sessions
from data_access.connect import writing
from programme.roles import Role


@pytest.fixture
def two_users(engine: Engine) -> Engine:
    with writing(engine) as connection:
        for name in ("anna", "bo"):
            accounts.create_user(connection, name, name, Role.MANAGER, "no hash")
    return engine


def languages(engine: Engine) -> dict[str, str]:
    found = {name: accounts.user(engine, name) for name in ("anna", "bo")}
    return {name: user.language for name, user in found.items() if user}


def test_the_language_is_kept_for_this_user_only(two_users: Engine) -> None:
    preferences.save_language(two_users, "anna", "sv")
    assert languages(two_users) == {"anna": "sv", "bo": "fi"}


def test_choosing_a_language_ends_no_session(two_users: Engine) -> None:
    session = sessions.start(two_users, "anna", "192.0.2.1")["session"]
    preferences.save_language(two_users, "anna", "en")
    found = sessions.current(two_users, session)
    assert found
    assert found.user.language == "en"


def test_a_language_without_texts_is_refused_and_nothing_changes(two_users: Engine) -> None:
    with pytest.raises(ValueError, match="de"):
        preferences.save_language(two_users, "anna", "de")
    assert languages(two_users) == {"anna": "fi", "bo": "fi"}


def test_a_name_that_nobody_has_changes_nothing(two_users: Engine) -> None:
    preferences.save_language(two_users, "nobody", "sv")
    assert languages(two_users) == {"anna": "fi", "bo": "fi"}
