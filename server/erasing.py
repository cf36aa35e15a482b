"""Erases expired contacts once a Finnish day, from a thread of its own."""

from datetime import date

from sqlalchemy import Engine, exc

from data_access.access_log import SERVER
from data_access.clock import clock
from data_access.connect import DatabaseUnavailable
from data_access.keeping.retention import erase
from data_access.logs import logger
from server.lookout import Lookout

LOOK_EVERY = 600.0  # seconds; a new day, or a database that has come back, is seen that soon

log = logger(__name__)


class DailyErasing(Lookout):
    """Looks now and then whether a day has begun on which nothing was erased yet.

    Every process of an installation does it: who comes second finds nothing to erase.
    """

    def __init__(self, engine: Engine, *, look_every: float = LOOK_EVERY) -> None:
        super().__init__("daily-erasing", look_every)
        self._engine = engine
        self._done_on: date | None = None

    def look(self) -> None:
        """Erase what has expired, unless that was done today; where it cannot be, log why."""
        try:
            now = clock(self._engine)
            if now.today() != self._done_on:
                erase(self._engine, now, by=SERVER)
                self._done_on = now.today()
        except DatabaseUnavailable as failure:
            log.warning("erasing_postponed", trouble=failure.trouble)
        except exc.DBAPIError as failure:
            log.error("erasing_failed", exception=type(failure.orig).__name__)
