"""What a decision is asked with and answered with."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from programme.codes import RejectionGround
from programme.lifecycle import Action, Status


class Outcome(StrEnum):
    SAVED = "saved"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why a command was refused; the screen and the command line have a sentence for each."""

    UNKNOWN_APPLICATION = "unknown_application"
    FORBIDDEN = "forbidden"
    NOT_NOW = "not_now"
    DAYS_RANGE = "days_range"
    POOL = "pool"
    RATIONALE_MISSING = "rationale_missing"
    GROUND_MISSING = "reason_missing"
    QUESTION_MISSING = "question_missing"
    DUE_DATE = "due_date"
    LETTER_LEFT = "letter_left"
    LIVE_APPLICATION = "live_application"
    SESSIONS_HELD = "sessions_held"
    REQUEST_REUSED = "request_reused"


@dataclass(frozen=True)
class Command:
    """What somebody wants done to one application.

    `seen_version` is the version that the person looked at, `request_key` names this one
    intention (a UUID made when the form was drawn): sent twice, it is done once. `text` is the
    rationale, the question or the reason, as the action needs.
    """

    application_no: str
    action: Action
    by: str
    seen_version: int
    request_key: str
    text: str = ""
    days: int | None = None
    ground: RejectionGround | None = None
    due_on: date | None = None

    @property
    def words(self) -> str:
        """The text as it is kept: without the one character that PostgreSQL cannot keep."""
        return self.text.replace("\0", "").strip()


@dataclass(frozen=True)
class Answer:
    """What became of a command.

    `status`, `version` and `days` describe the application as it now is; `actor` and `at` tell
    who brought it there and when. `days_left` is what the round's pool has left and `max_days`
    the most that could be granted; both are None for an unknown application.
    """

    outcome: Outcome
    command: Command
    refusal: Refusal | None = None
    organisation: str = ""
    status: Status | None = None
    version: int | None = None
    days: int | None = None
    days_left: int | None = None
    max_days: int | None = None
    actor: str = ""
    at: datetime | None = None

    @property
    def saved(self) -> bool:
        """Whether the command stands in the database, now or from its first sending."""
        return self.outcome in (Outcome.SAVED, Outcome.REPEATED)
