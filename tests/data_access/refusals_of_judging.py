"""Statements about proposals, comments and bookings that the database itself refuses."""

from tests.data_access.raw_sql import WHEN, WORDS, Refused, change, insert


def proposal(of: str = "in_review", *, verb: str = "INSERT", **changes: str) -> str:
    """A sound proposal of one day, and what a test changes about it."""
    sound = {
        "application_id": f"{{{of}}}",
        "version": f"{{{of}_version}}",
        "outcome": "'approved'",
        "days": "1",
        "rejection_ground": "NULL",
        "rationale": WORDS,
        "source": "'office'",
        "proposed_by": "'otto'",
        "proposed_at": WHEN,
        "request_key": "'a new one'",
    }
    return insert("application_proposal", verb=verb, **(sound | changes))


def comment(*, verb: str = "INSERT", **changes: str) -> str:
    """A sound comment, and what a test changes about it."""
    sound = {
        "application_id": "{in_review}",
        "comment": "'Soitettu.'",
        "written_by": "'otto'",
        "written_at": WHEN,
        "request_key": "'a new one'",
    }
    return insert("application_comment", verb=verb, **(sound | changes))


def booking(of: str = "scheduled", *, verb: str = "INSERT", **changes: str) -> str:
    """A sound booking with the next version, and what a test changes about it."""
    sound = {
        "application_id": f"{{{of}}}",
        "version": f"{{{of}_version}} + 1",
        "expert_code": "'a'",
        "starts_on": "'2021-01-20'",
        "booked_by": "'otto'",
        "booked_at": WHEN,
        "request_key": "'a new one'",
    }
    return insert("sparring_booking", verb=verb, **(sound | changes))


_REJECTION = {"outcome": "'rejected'", "days": "NULL"}
_WAITLISTING = {"outcome": "'waitlisted'", "days": "NULL"}
_NOT_OURS = {"steering": "'sirkka'", "administrator": "'arvo'", "who left": "'former'"}

#: Refused by both databases.
JUDGING = {
    **{
        f"proposal of {who}": Refused("role_not_allowed", proposal(proposed_by=name))
        for who, name in _NOT_OURS.items()
    },
    **{
        f"comment of {who}": Refused("role_not_allowed", comment(written_by=name))
        for who, name in _NOT_OURS.items()
    },
    **{
        f"proposal while {status}": Refused("proposal_only_while_open", proposal(status))
        for status in ("draft", "asked", "approved", "rejected", "scheduled")
    },
    "proposal to wait for who waits": Refused(
        "proposal_only_while_open", proposal("waitlisted", **_WAITLISTING)
    ),
    "proposal on an old version": Refused("stale_version", proposal(version="1")),
    "proposal on a version to come": Refused("stale_version", proposal(version="99")),
    "proposal of more days than requested": Refused(
        "proposal_days_within_request", proposal("one_day", days="2")
    ),
    "proposal of more days than the round allows": Refused(
        "proposal_days_within_request", proposal(days="3")
    ),
    "proposal of no days": Refused("proposal_days_1_to_3", proposal(days="0")),
    "proposal to approve without days": Refused(
        "proposal_days_only_when_approved", proposal(days="NULL")
    ),
    "proposal to wait with days": Refused(
        "proposal_days_only_when_approved", proposal(outcome="'waitlisted'")
    ),
    "proposal to reject without ground": Refused(
        "proposal_ground_only_when_rejected", proposal(**_REJECTION)
    ),
    "proposal with an unknown ground": Refused(
        "proposal_ground_known", proposal(**_REJECTION, rejection_ground="'mood'")
    ),
    "proposal to withdraw": Refused(
        "proposal_outcome_known", proposal(outcome="'withdrawn'", days="NULL")
    ),
    "proposal from nowhere": Refused("proposal_source_known", proposal(source="'oracle'")),
    "proposal without rationale": Refused(
        "proposal_rationale_10_characters", proposal(rationale="'  yes       '")
    ),
    "empty comment": Refused("comment_written", comment(comment="'  '")),
    "booking of what is not scheduled": Refused("booking_follows_its_version", booking("approved")),
    "booking of a version to come": Refused("booking_follows_its_version", booking(version="99")),
    "booking edited": Refused("append_only", "UPDATE sparring_booking SET expert_code = 'b'"),
    "booking deleted": Refused("append_only", "DELETE FROM sparring_booking"),
}

#: A version has one booking, so these are sent after the application got its next one.
NEXT_VERSION = change("scheduled")
BOOKINGS = {
    "booking by steering": Refused("role_not_allowed", booking(booked_by="'sirkka'")),
    "booking before the framework": Refused(
        "booking_within_framework", booking(starts_on="'2014-12-31'")
    ),
    "booking of an unknown expert": Refused(
        "booking_within_framework", booking(expert_code="'nobody'")
    ),
    "booking before the decision": Refused(
        "booking_after_decision", booking(starts_on="'2020-11-30'")
    ),
}
