"""Letters to organisations: what causes one, and how it fares."""

from enum import StrEnum


class Template(StrEnum):
    """What a letter tells; each has a text in every language."""

    APPROVED = "approved"
    REJECTED = "rejected"
    CLARIFICATION_REQUESTED = "clarification_requested"
    WAITLISTED = "waitlisted"
    DEED_PUBLISHED = "deed_published"
    DEED_RETURNED = "deed_returned"
    DEED_DECLINED = "deed_declined"
    ENROLMENT_ACCEPTED = "enrolment_accepted"
    ENROLMENT_WAITLISTED = "enrolment_waitlisted"
    ENROLMENT_DECLINED = "enrolment_declined"


class LetterStatus(StrEnum):
    """Where a letter is.

    `sending` is claimed by a worker that has not begun to hand it over, `handed_over` was being
    given to the mail server when the worker was last heard of: it may have left.
    """

    WAITING = "waiting"
    SENDING = "sending"
    HANDED_OVER = "handed_over"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Hindrance(StrEnum):
    """Why a letter has not left, where it is not the mail server's own words that say it."""

    NO_ADDRESS = "no_address"
    ADDRESS_ERASED = "address_erased"
    ADDRESS_UNUSABLE = "address_unusable"
    NO_TEXT = "no_text"
    SERVER_AWAY = "server_away"
    CONNECTION_LOST = "connection_lost"
