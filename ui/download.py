"""Files that are made when they are fetched, after the page that offered them has run."""

from collections.abc import Callable

from data_access import sessions
from data_access.accounts import Refusal, Refused
from ui.database import engine


def fetched(own: str | None, make: Callable[[str], bytes], spoken: str) -> bytes:
    """The file, for whoever is still signed in by the session of the page that offered it.

    `make` gets the language: it runs where no viewer is known. Raises Refused to anybody else.
    """
    if sessions.current(engine(), own) is None:
        raise Refused(Refusal.FORBIDDEN)
    return make(spoken)
