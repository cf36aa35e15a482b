"""The clock of this database: demo data runs on demo time, real data on real time."""

import os
from datetime import UTC, datetime

from sqlalchemy import Engine, func, select, update

from data_access.connect import reading, writing
from data_access.schema import application_event, installation
from programme.clock import Clock, running_from

SETTING = "PROGRAMME_NOW"


class WrongSetting(Exception):
    """A setting cannot be used; the message names it."""


def setting() -> datetime | None:
    """The moment of PROGRAMME_NOW, None when it is unset; raises WrongSetting."""
    written = os.environ.get(SETTING)
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise WrongSetting(f"{SETTING} must read like 2020-12-01T09:00:00+02:00, not {written!r}")
    return moment


def clock(engine: Engine) -> Clock:
    """The clock to use with this database.

    PROGRAMME_NOW sets this process's own; else demo data carries one that all its processes share.
    """
    own = setting()
    if own:
        return running_from(own)
    with reading(engine) as connection:
        row = connection.execute(
            select(installation.c.clock_starts_at, installation.c.clock_anchored_at)
        ).first()
    return Clock(row.clock_starts_at, row.clock_anchored_at) if row else Clock()


def restart(engine: Engine) -> None:
    """Set a demo clock going again, at its start or at the last thing that happened if later."""
    with writing(engine) as connection:
        latest = connection.execute(select(func.max(application_event.c.at))).scalar()
        starts = connection.execute(select(installation.c.clock_starts_at)).scalar()
        if starts is None:
            return
        connection.execute(
            update(installation).values(
                clock_starts_at=max(starts, latest) if latest else starts,
                clock_anchored_at=datetime.now(UTC),
            )
        )


def is_demo(engine: Engine) -> bool:
    """Whether the database holds demo data."""
    with reading(engine) as connection:
        return bool(connection.execute(select(installation.c.is_demo)).scalar())
