"""What a verification says: what does not hold, where, and how much was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What does not hold."""

    HISTORY_BROKEN = "history_broken"
    STATUS_DIFFERS = "status_differs"
    VERSION_DIFFERS = "version_differs"
    CONTENT_DIFFERS = "content_differs"
    DAYS_DIFFER = "days_differ"
    TIMES_DIFFER = "times_differ"
    DECISION_MISSING = "decision_missing"
    DECISION_WITHOUT_EVENT = "decision_without_event"
    DECISION_TWICE = "decision_twice"
    LETTER_MISSING = "letter_missing"
    LETTER_TWICE = "letter_twice"
    LETTER_WITHOUT_EVENT = "letter_without_event"
    LETTER_NOT_CANCELLED = "letter_not_cancelled"
    QUESTION_MISSING = "question_missing"
    QUESTION_WITHOUT_EVENT = "question_without_event"
    POOL_DIFFERS = "pool_differs"
    POOL_EXCEEDED = "pool_exceeded"
    PLACES_DIFFER = "places_differ"
    PLACES_EXCEEDED = "places_exceeded"
    SESSIONS_EXCEED_GRANT = "sessions_exceed_grant"
    PARTICIPATION_NOT_HELD = "participation_not_held"
    REFERENCE_BROKEN = "reference_broken"
    AUDIT_CHANGED = "audit_changed"
    AUDIT_MISSING = "audit_missing"
    AUDIT_HEAD_WRONG = "audit_head_wrong"
    AUDIT_REWRITTEN = "audit_rewritten"
    CHANGED_UNAUDITED = "changed_unaudited"


@dataclass(frozen=True)
class Finding:
    """`row` of `table` is not as it must be; `detail` is for whoever looks into it."""

    kind: Kind
    table: str
    row: str
    detail: str


@dataclass(frozen=True)
class Verification:
    """What was found, how many rows of what were looked at, and when (UTC).

    `sealed` and `seal` are the head of the audit chain that was verified.
    """

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    at: datetime
    sealed: int
    seal: str

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.findings
