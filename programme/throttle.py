"""The brake on guessing passwords: who waits how long after how many refused attempts.

Attempts are counted by three things at once: by address, by name, and by the two together. Some
mistakes are free, then each further one makes the wait four times as long, up to fifteen minutes.
A name is braked only for addresses from which it has never signed in, so that somebody who
guesses at a name from elsewhere does not shut its owner out.
"""

from datetime import timedelta
from enum import StrEnum

FIRST_WAIT = timedelta(seconds=1)
GROWTH = 4
LONGEST_WAIT = timedelta(minutes=15)
#: After so long without a refusal the count starts anew.
FORGOTTEN_AFTER = timedelta(hours=24)


class Subject(StrEnum):
    """What refused attempts are counted by."""

    PAIR = "pair"
    ADDRESS = "address"
    NAME = "name"


FREE_ATTEMPTS = {Subject.PAIR: 4, Subject.ADDRESS: 10, Subject.NAME: 10}


def wait(subject: Subject, failures: int) -> timedelta:
    """How long nobody of this subject is let in after its refused attempt number `failures`."""
    beyond = failures - FREE_ATTEMPTS[subject]
    if beyond <= 0:
        return timedelta(0)
    # The power grows past what a timedelta holds long after the longest wait is reached.
    return min(LONGEST_WAIT, FIRST_WAIT * GROWTH ** min(beyond - 1, 10))
