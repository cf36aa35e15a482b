"""What a decision is asked with and answered with."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic

from programme.codes import RejectionGround
from programme.deed_submissions import DeedContent
from programme.moves import ActionT, StatusT

#: The shortest rationale, reason or question that says something.
MIN_TEXT = 10


class Outcome(StrEnum):
    """What became of a request; `unsent` when the database went away before it was answered."""

    SAVED = "saved"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    REFUSED = "refused"
    UNSENT = "unsent"


class Refusal(StrEnum):
    """Why a command was refused; the screen has a sentence for each, the command line for those of
    applications."""

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
    EXPERT_MISSING = "expert_missing"
    EXPERT_UNAVAILABLE = "expert_unavailable"
    START_DAY = "start_day"
    SESSION_DAY = "session_day"
    SESSION_HOURS = "session_hours"
    SESSION_SHARE = "session_share"
    SESSION_DAYS = "session_days"
    COMMENT_MISSING = "comment_missing"
    DEED_INCOMPLETE = "deed_incomplete"
    PEOPLE_RANGE = "people_range"
    PLACES = "places"
    TRAINING_OFF = "training_off"
    LIVE_ENROLMENT = "live_enrolment"


def keepable(text: str) -> str:
    """The text as it is kept: without the one character that PostgreSQL cannot keep."""
    return text.replace("\0", "").strip()


@dataclass(frozen=True)
class Command(Generic[ActionT]):
    """What somebody wants done to one subject of a queue, by its number.

    `seen_version` is the version that the person looked at, `request_key` names this one
    intention (a UUID made when the form was drawn): sent twice, it is done once. `text` is the
    rationale, the question or the reason, as the action needs; `expert` (a code) and `starts_on`
    are what is agreed when sparring is scheduled. `content` is a deed as it is to stand, `people`
    how many an enrolment gets places for.
    """

    number: str
    action: ActionT
    by: str
    seen_version: int
    request_key: str
    text: str = ""
    days: int | None = None
    ground: RejectionGround | None = None
    due_on: date | None = None
    expert: str | None = None
    starts_on: date | None = None
    content: DeedContent | None = None
    people: int | None = None

    @property
    def words(self) -> str:
        """The text as it is kept."""
        return keepable(self.text)

    @property
    def written(self) -> bool:
        """Whether the text says something."""
        return len(self.words) >= MIN_TEXT


@dataclass(frozen=True)
class Answer(Generic[StatusT]):
    """What became of a command.

    `status`, `version` and `days` describe the subject as it now is; `actor` and `at` tell who
    brought it there and when. `days_left` is what the round's pool has left and `max_days` the
    most that could be granted; both are None for an unknown application. For an enrolment they
    are `people` (accepted), `places_left` and `max_people`. When days came back to the pool,
    `next_in_line` is the number of the application that waits first for them.
    """

    outcome: Outcome
    command: Command
    refusal: Refusal | None = None
    organisation: str = ""
    status: StatusT | None = None
    version: int | None = None
    days: int | None = None
    days_left: int | None = None
    max_days: int | None = None
    people: int | None = None
    places_left: int | None = None
    max_people: int | None = None
    actor: str = ""
    at: datetime | None = None
    next_in_line: str = ""

    @property
    def saved(self) -> bool:
        """Whether the command stands in the database, now or from its first sending."""
        return self.outcome in (Outcome.SAVED, Outcome.REPEATED)
