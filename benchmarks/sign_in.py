"""Does the time of a refused sign-in tell whether the name exists? `python -m benchmarks.sign_in`

Three kinds of refusal are timed in turns, so that whatever else the machine does touches all of
them alike: a wrong password of a user, a name that nobody has, and a user whose attempts come too
soon. A permutation test says how likely differences as large as those seen are by chance alone.
Ends with status 1 when one of them is significant.
"""

import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

import numpy as np
from sqlalchemy import Engine, update

from data_access import accounts, throttle
from data_access.connect import create_engine_for, writing
from data_access.migrations import upgrade
from data_access.schema import sign_in_throttle
from programme.roles import Role
from ui import sign_in, visitor

ROUNDS = 60
SHUFFLES = 10_000
SIGNIFICANT = 0.01
KINDS = {"wrong password": "known", "unknown name": "nobody", "has to wait": "waiting"}


def main() -> int:
    """Print the median time of each kind and the tests; returns the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        times = measured(Path(folder))
    for kind, taken in times.items():
        print(f"{kind:16} median {1000 * statistics.median(taken):6.1f} ms, {len(taken)} samples")
    first, *others = times
    chances = {kind: chance(times[first], times[kind]) for kind in others}
    for kind, likely in chances.items():
        print(f"{first} against {kind}: p = {likely:.3f}")
    return 1 if min(chances.values()) < SIGNIFICANT else 0


def measured(folder: Path) -> dict[str, list[float]]:
    """Seconds that each kind of refusal took, kind after kind in turns.

    Every attempt is at another name from another address, so that none has to wait but those
    that are to.
    """
    engine = create_engine_for(f"sqlite:///{folder / 'programme.db'}")
    upgrade(engine)
    found_users(engine)
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with patch.object(sign_in, "engine", return_value=engine):
        for number in range(ROUNDS):
            for kind, username in KINDS.items():
                times[kind].append(refusal(f"{username}{number}", f"198.51.100.{number}"))
    engine.dispose()
    return {kind: taken[1:] for kind, taken in times.items()}  # the first ones warm up


def found_users(engine: Engine) -> None:
    """A user for every round, and one more who has to wait in it."""
    hashed = accounts.hash_password("korpi-lapio-viulu")
    names = [f"{kind}{number}" for number in range(ROUNDS) for kind in ("known", "waiting")]
    with writing(engine) as connection:
        for username in names:
            accounts.create_user(connection, username, username, Role.OFFICER, hashed)
    now = datetime.now(UTC)
    for number in range(ROUNDS):
        throttle.may_try(engine, throttle.Attempt(f"waiting{number}", f"198.51.100.{number}"), now)
    with writing(engine) as connection:
        by_name = sign_in_throttle.c.subject.like("name:%")
        connection.execute(
            update(sign_in_throttle).where(by_name).values(blocked_until=now + timedelta(days=1))
        )


def refusal(username: str, address: str) -> float:
    """Seconds of one refused sign-in."""
    with patch.object(visitor, "client_address", return_value=address):
        begun = perf_counter()
        opened = sign_in.password_opens(username, "not the password")
        taken = perf_counter() - begun
    if opened:
        raise RuntimeError("a wrong password has opened an account")
    return taken


def chance(one: Sequence[float], other: Sequence[float]) -> float:
    """How often shuffled samples differ in their medians at least as much as these."""
    rng = np.random.default_rng(2026)
    both, size = np.array([*one, *other]), len(one)
    seen = difference(both, size)
    shuffled = (difference(rng.permutation(both), size) for _ in range(SHUFFLES))
    return float(np.mean([each >= seen for each in shuffled]))


def difference(samples: np.ndarray, size: int) -> float:
    """How far the medians of the first `size` samples and of the rest are apart, in seconds."""
    return float(abs(np.median(samples[:size]) - np.median(samples[size:])))


if __name__ == "__main__":
    sys.exit(main())
