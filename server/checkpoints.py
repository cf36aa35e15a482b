"""Keeps SQLite's log short from a thread of its own, so that no decision has to do it."""

from sqlalchemy import Engine

from data_access.checkpoint import checkpoint, log_of
from data_access.connect import DatabaseUnavailable
from data_access.logs import logger
from server.lookout import Lookout

LOOK_EVERY = 1.0  # seconds

log = logger(__name__)


class Checkpoints(Lookout):
    """Looks now and then whether something has been written.

    Every process of an installation does it: who comes second finds the log moved already.
    """

    def __init__(self, engine: Engine, *, look_every: float = LOOK_EVERY) -> None:
        super().__init__("checkpoints", look_every)
        self._engine = engine
        self._log = log_of(engine)
        self._moved_at: int | None = None

    def look(self) -> None:
        """Move the log if it was written to since the last time; where that cannot be, log why."""
        written_at = self._written_at()
        if written_at is None or written_at == self._moved_at:
            return
        try:
            checkpoint(self._engine)
            self._moved_at = written_at
        except DatabaseUnavailable as failure:
            log.warning("checkpoint_postponed", trouble=failure.trouble)

    def _written_at(self) -> int | None:
        try:
            return self._log.stat().st_mtime_ns if self._log else None
        except OSError:
            return None
