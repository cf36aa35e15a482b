"""The brake on guessing: what it lets through, and whom it does not shut out."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from data_access import sessions
from data_access.connect import reading, writing
from data_access.schema import sign_in_throttle
from data_access.throttle import Attempt, forget_old, forgive, may_try
from programme.throttle import FORGOTTEN_AFTER, FREE_ATTEMPTS, LONGEST_WAIT, Subject
from tests.data_access.scenarios import MANAGER, World

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"
NOBODY = "nobody-of-that-name"


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMME_COOKIE_KEY", "k" * 48)


def let_through(engine: Engine, attempts: Iterator[Attempt], now: datetime = NOW) -> int:
    """How many of the attempts may be made at this moment."""
    return sum(may_try(engine, attempt, now) for attempt in attempts)


def guesses(count: int, username: str = MANAGER, address: str = ELSEWHERE) -> Iterator[Attempt]:
    return (Attempt(username, address) for _ in range(count))


@pytest.mark.parametrize("username", [MANAGER, NOBODY])
def test_after_the_free_attempts_one_waits(engine: Engine, username: str) -> None:
    assert let_through(engine, guesses(50, username)) == FREE_ATTEMPTS[Subject.PAIR] + 1
    assert let_through(engine, guesses(50, username), NOW + timedelta(seconds=2)) == 1


def test_one_address_that_tries_many_names_waits(engine: Engine) -> None:
    many = (Attempt(f"user{number}", ELSEWHERE) for number in range(50))
    assert let_through(engine, many) == FREE_ATTEMPTS[Subject.ADDRESS] + 1


def test_many_addresses_that_try_one_name_wait(engine: Engine) -> None:
    many = (Attempt(MANAGER, f"198.51.100.{number}") for number in range(50))
    assert let_through(engine, many) == FREE_ATTEMPTS[Subject.NAME] + 1


def test_whoever_is_known_at_an_address_is_not_shut_out_by_others(world: World) -> None:
    sessions.start(world.engine, MANAGER, HOME)
    let_through(world.engine, (Attempt(MANAGER, f"198.51.100.{number}") for number in range(50)))
    assert not may_try(world.engine, Attempt(MANAGER, "203.0.113.9"), NOW)
    assert may_try(world.engine, Attempt(MANAGER, HOME), NOW)


def test_the_right_password_takes_its_attempt_back(engine: Engine) -> None:
    for _ in range(50):
        assert may_try(engine, Attempt(MANAGER, HOME), NOW)
        with writing(engine) as connection:
            forgive(connection, Attempt(MANAGER, HOME))


def test_signing_in_does_not_wipe_out_guesses_at_other_names(engine: Engine) -> None:
    """Otherwise somebody with an account of one's own could guess without end."""
    tried = 0
    for number in range(50):
        tried += may_try(engine, Attempt(f"victim{number}", ELSEWHERE), NOW)
        if may_try(engine, Attempt("insider", ELSEWHERE), NOW):
            with writing(engine) as connection:
                forgive(connection, Attempt("insider", ELSEWHERE))
    assert tried <= FREE_ATTEMPTS[Subject.ADDRESS] + 1


def test_attempts_at_once_are_all_counted(engine: Engine) -> None:
    barrier = threading.Barrier(8)

    def guess(_: int) -> int:
        barrier.wait(60)
        return let_through(engine, guesses(4))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(8))) == FREE_ATTEMPTS[Subject.PAIR] + 1


def test_ten_thousand_guesses_over_a_hundred_addresses_and_names_are_bounded(
    engine: Engine,
) -> None:
    """In an hour, as fast as they like: only a small part of the guesses is looked at."""
    looked_at: Counter[str] = Counter()
    for number in range(10_000):
        attempt = Attempt(f"user{number % 100}", f"198.51.100.{number // 100 % 100}")
        looked_at[attempt.address] += may_try(
            engine, attempt, NOW + number * timedelta(seconds=0.36)
        )
    growing = 7  # waits of 1, 4, 16, 64, 256 and 900 s, and the attempt that begins them
    steady = timedelta(hours=1) // LONGEST_WAIT
    assert max(looked_at.values()) <= FREE_ATTEMPTS[Subject.ADDRESS] + growing + steady
    assert looked_at.total() < 10_000 / 4


def test_refusals_are_forgotten_after_a_day(engine: Engine) -> None:
    let_through(engine, guesses(50))
    later = NOW + FORGOTTEN_AFTER + timedelta(minutes=20)
    assert let_through(engine, guesses(50), later) == FREE_ATTEMPTS[Subject.PAIR] + 1
    with writing(engine) as connection:
        forget_old(connection, later + FORGOTTEN_AFTER + timedelta(seconds=1))
    with reading(engine) as connection:
        assert connection.execute(select(sign_in_throttle)).all() == []


def test_neither_names_nor_addresses_are_kept(engine: Engine) -> None:
    let_through(engine, guesses(3, NOBODY))
    with reading(engine) as connection:
        kept = str(connection.execute(select(sign_in_throttle)).all())
    assert NOBODY not in kept
    assert ELSEWHERE not in kept
