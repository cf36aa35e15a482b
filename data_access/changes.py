"""What is new: revision counters that every change raises, and a watcher that tells of them."""

import sqlite3
import threading
from collections.abc import Callable, Mapping
from typing import Any

import psycopg
from sqlalchemy import Engine, select

from data_access.connect import DatabaseUnavailable, glance, reading
from data_access.schema import data_revision

#: The topic of who has what open: it is no data, and only screens that show it run for it.
PRESENCE = "presence"

#: How often SQLite's change counter is looked at (it has no way to call), in seconds.
LOOK_EVERY = 0.02
#: How long to wait before asking a database again that was away, in seconds.
RETRY_EVERY = 1.0


def revisions(engine: Engine) -> Mapping[str, int]:
    """The revision of each topic (`applications`, `activities`, …), read now."""
    with glance(engine) as connection:
        rows = connection.execute(select(data_revision.c.topic, data_revision.c.revision))
        return {row.topic: row.revision for row in rows}


def current_revision(engine: Engine) -> int:
    """One number that grows with any change of the data."""
    return total(revisions(engine))


def total(by_topic: Mapping[str, int], *, presence: bool = False) -> int:
    """One number for these revisions, with or without that of who has what open."""
    return sum(revision for topic, revision in by_topic.items() if presence or topic != PRESENCE)


_watchers: set["Watcher"] = set()


def watched() -> bool:
    """Whether a watcher runs in this process, so that screens are told of changes."""
    return bool(_watchers)


class Watcher:
    """Notices commits by any program and calls its subscribers, from a thread of its own.

    Subscribers get the new revision, or None when the database has gone away. `presence` is the
    revision of who has what open; subscribers are called when it changes too.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._subscribers: set[Callable[[int | None], None]] = set()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="change-watcher", daemon=True)
        self.revision = 0
        self.presence = 0
        self.healthy = False

    def start(self) -> None:
        """Begin watching."""
        _watchers.add(self)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        _watchers.discard(self)
        self._stopping.set()
        self._thread.join()

    def subscribe(self, callback: Callable[[int | None], None]) -> Callable[[], None]:
        """Have `callback` called on each change; returns the function that ends it."""
        with self._lock:
            self._subscribers.add(callback)
        return lambda: self._subscribers.discard(callback)

    def _run(self) -> None:
        sqlite = self._engine.dialect.name == "sqlite"
        while not self._stopping.is_set():
            try:
                (self._watch_sqlite if sqlite else self._watch_postgresql)()
            except (DatabaseUnavailable, sqlite3.Error, psycopg.Error):
                self._tell_away()
                self._stopping.wait(RETRY_EVERY)

    def _watch_sqlite(self) -> None:
        """SQLite counts other connections' commits in `PRAGMA data_version`, without a query."""
        with reading(self._engine) as connection:
            raw = connection.connection.driver_connection
            seen = None
            while not self._stopping.wait(LOOK_EVERY):
                version = _data_version(raw)
                if version != seen:
                    seen = version
                    self._look()

    def _watch_postgresql(self) -> None:
        with reading(self._engine.execution_options(isolation_level="AUTOCOMMIT")) as connection:
            connection.exec_driver_sql("LISTEN data_revision")
            raw: Any = connection.connection.driver_connection
            self._look()
            while not self._stopping.is_set():
                if any(True for _ in raw.notifies(timeout=0.25, stop_after=1)):
                    self._look()

    def _look(self) -> None:
        by_topic = revisions(self._engine)
        seen = total(by_topic), by_topic.get(PRESENCE, 0)
        if seen != (self.revision, self.presence) or not self.healthy:
            (self.revision, self.presence), self.healthy = seen, True
            self._tell(self.revision)

    def _tell_away(self) -> None:
        if self.healthy:
            self.healthy = False
            self._tell(None)

    def _tell(self, revision: int | None) -> None:
        with self._lock:
            subscribers = tuple(self._subscribers)
        for subscriber in subscribers:
            subscriber(revision)


def _data_version(connection: Any) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
