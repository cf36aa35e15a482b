"""Erasing what may no longer be kept: contact persons, when their day is past."""

from sqlalchemy import Connection, Engine, select, update

from data_access import access_log
from data_access.connect import writing
from data_access.schema import contact
from programme.clock import Clock


def erase(engine: Engine, clock: Clock, *, by: str) -> int:
    """Erase expired contacts in one transaction and log it; returns how many there were."""
    with writing(engine) as connection:
        _overwrite_what_is_freed(connection)
        erased = erase_expired(connection, clock)
        if erased:
            access_log.record(connection, by, "contacts_erased", str(erased))
    return erased


def erase_expired(connection: Connection, clock: Clock) -> int:
    """Take name and addresses from every contact whose last day is past; returns how many.

    The row stays, so that applications lead where they did, and says since when it is empty.
    Nothing is written when nothing has expired: screens would be told of a change.
    """
    due = (contact.c.retain_until < clock.today(), contact.c.erased_at.is_(None))
    if connection.execute(select(contact.c.contact_id).where(*due).limit(1)).first() is None:
        return 0
    emptied = {"full_name": None, "email": None, "phone": None, "erased_at": clock.now()}
    return connection.execute(update(contact).where(*due).values(emptied)).rowcount


def _overwrite_what_is_freed(connection: Connection) -> None:
    """SQLite otherwise leaves the old bytes in the file until it needs the room."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
