"""A letter as an e-mail message, the same each time it is made."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from data_access.letters.wording import sender
from programme.codes import Language

#: In place of a sender's domain where none is set, as in files to be sent by hand.
_NOWHERE = "letters.invalid"


class Unusable(ValueError):
    """An address that no message can be sent to."""


@dataclass(frozen=True)
class Mail:
    """What a message is made of; the cause tells letters of different databases apart."""

    letter_id: int
    cause: str
    language: Language
    subject: str
    body: str
    written_at: datetime


def message(mail: Mail, *, to: str, sent_from: str, at: datetime) -> EmailMessage:
    """The message from the office to that address; raises Unusable. Without a `to` or `sent_from`
    it has no such line."""
    made = EmailMessage(policy=SMTP)
    if sent_from:
        made["From"] = Address(sender(mail.language), addr_spec=sent_from)
    if to:
        made["To"] = _recipient(to)
    made["Subject"] = mail.subject
    made["Date"] = at
    made["Message-ID"] = message_id(mail, sent_from)
    made["Content-Language"] = str(mail.language)
    # Nobody's holiday message is to answer what the office has decided.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.body, charset="utf-8", cte="quoted-printable")
    return made


def message_id(mail: Mail, sent_from: str) -> str:
    """A name that a second copy of the letter has too, so that whoever gets both can tell."""
    known = f"{mail.letter_id}|{mail.cause}|{mail.written_at.isoformat()}"
    digest = hashlib.sha256(known.encode()).hexdigest()[:20]
    domain = sent_from.rpartition("@")[2] or _NOWHERE
    return f"<letter-{mail.letter_id}-{digest}@{domain}>"


def _recipient(to: str) -> Address:
    try:
        found = Address(addr_spec=to)
    except (MessageError, ValueError, IndexError) as problem:
        raise Unusable(to) from problem
    if not (found.username and found.domain and to.isascii()):
        raise Unusable(to)
    return found
