"""The engines of this process: the office's, and the one that may read figures only."""

from functools import cache

from sqlalchemy import Engine

from data_access.connect import create_engine_for, database_url


def engine() -> Engine:
    """The engine for the program database of the settings."""
    return _engine(database_url(), steering=False)


def steering_engine() -> Engine:
    """The same database through the steering role's window: figures, nobody's application."""
    return _engine(database_url(), steering=True)


@cache
def _engine(url: str, *, steering: bool) -> Engine:
    return create_engine_for(url, steering=steering)
