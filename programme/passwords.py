"""What a password has to be: long enough, and not one that is guessed first.

Length over composition, and no forced change, as NIST SP 800-63B advises.
"""

from collections.abc import Iterable
from enum import StrEnum

from zxcvbn import zxcvbn

MIN_LENGTH = 12
#: bcrypt reads no more; a longer password is refused, never cut.
MAX_BYTES = 72
#: zxcvbn's estimate from 0 to 4: at 3, some 10^8 guesses.
MIN_STRENGTH = 3

_OUR_WORDS = ("tilannehuone", "kunteko", "sparraus", "situationsrum")


class Weakness(StrEnum):
    """Why a password is not taken; the screen and the command line have a sentence for each."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"


def weakness(password: str, own_words: Iterable[str] = ()) -> Weakness | None:
    """What is wrong with the password, or None; `own_words` are its owner's names."""
    if len(password) < MIN_LENGTH:
        return Weakness.SHORT
    if len(password.encode()) > MAX_BYTES:
        return Weakness.LONG
    words = [*_OUR_WORDS, *own_words]
    return Weakness.COMMON if zxcvbn(password, words)["score"] < MIN_STRENGTH else None
