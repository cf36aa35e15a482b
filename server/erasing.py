"""Erases expired contacts once a Finnish day, from a thread of its own."""

import threading
from datetime import date

from sqlalchemy import Engine, exc

from data_access.access_log import SERVER
from data_access.clock import clock
from data_access.connect import DatabaseUnavailable
from data_access.keeping.retention import erase
from data_access.logs import logger

LOOK_EVERY = 600.0  # seconds; a new day, or a database that has come back, is seen that soon

log = logger(__name__)


class DailyErasing:
    """Looks now and then whether a day has begun on which nothing was erased yet.

    Every process of an installation does it: who comes second finds nothing to erase.
    """

    def __init__(self, engine: Engine, *, look_every: float = LOOK_EVERY) -> None:
        self._engine = engine
        self._look_every = look_every
        self._done_on: date | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="daily-erasing", daemon=True)

    def start(self) -> None:
        """Begin, with today."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._stopping.set()
        self._thread.join()

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

    def _run(self) -> None:
        self.look()
        while not self._stopping.wait(self._look_every):
            self.look()
