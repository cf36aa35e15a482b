"""Letters as files, to be sent from the office's own mail program where no mail server is set."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Engine, Row

from data_access import access_log
from data_access.accounts import Refusal, Refused
from data_access.connect import writing
from data_access.letters.claims import mail_of, with_contact
from data_access.letters.mail import Unusable, message
from data_access.letters.settings import sender_address
from data_access.rights import has_right
from data_access.schema import letter
from programme.clock import Clock
from programme.roles import Right


def as_file(engine: Engine, letter_id: int, by: str, clock: Clock) -> bytes:
    """A letter as an .eml file that mail programs open as a draft.

    Raises accounts.Refused, also when there is no such letter with a text.
    """
    found = _messages(engine, [letter_id], by, clock)
    if not found:
        raise Refused(Refusal.FORBIDDEN)
    return found[0][1]


def as_archive(engine: Engine, letter_ids: Sequence[int], by: str, clock: Clock) -> bytes:
    """Those letters that have a text, each as an .eml file, in one ZIP. Raises accounts.Refused."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in _messages(engine, letter_ids, by, clock):
            archive.writestr(name, content)
    return packed.getvalue()


def _messages(
    engine: Engine, letter_ids: Sequence[int], by: str, clock: Clock
) -> list[tuple[str, bytes]]:
    """Names and contents; whose address was read is logged."""
    with writing(engine) as connection:
        if not has_right(connection, by, Right.SEE_APPLICATIONS):
            raise Refused(Refusal.FORBIDDEN)
        wanted = letter.c.letter_id.in_(letter_ids) & letter.c.body.is_not(None)
        rows = connection.execute(with_contact().where(wanted).order_by(letter.c.letter_id)).all()
        for row in rows:
            access_log.record(connection, by, "contact_read", row.number)
    return [(f"{row.number}-{row.letter_id}.eml", _content(row, clock.now())) for row in rows]


def _content(row: Row[Any], at: datetime) -> bytes:
    mail, to = mail_of(row), row.email or ""
    try:
        made = message(mail, to=to, sent_from=sender_address(), at=at)
    except Unusable:  # whoever sends it finds out where to
        made = message(mail, to="", sent_from=sender_address(), at=at)
    made["X-Unsent"] = "1"
    return bytes(made)
