"""Statements about proposals, submissions, enrolments and letters that the database refuses."""

from typing import Any

from data_access.schema import deed
from programme.deed_submissions import SubmissionStatus
from programme.enrolments import EnrolmentStatus
from programme.lifecycle import Status
from tests.data_access.desk import Desk
from tests.data_access.raw_sql import WHEN, WORDS, Refused, insert
from tests.data_access.scenarios import OFFICER, World


def _change(table: str, of: str, **changes: str) -> str:
    """An UPDATE of a submission or enrolment to its next version."""
    key = "submission_id" if table == "deed_submission" else "enrolment_id"
    sound = {"version": "version + 1", "changed_at": WHEN} | changes
    assignments = ", ".join(f"{column} = {value}" for column, value in sound.items())
    return f"UPDATE {table} SET {assignments} WHERE {key} = {{{of}}}"


def _submission(**changes: str) -> str:
    return _change("deed_submission", "received", **changes)


def _enrolment(of: str = "waiting", **changes: str) -> str:
    return _change("enrolment", of, **changes)


def _new_enrolment(**changes: str) -> str:
    """A sound enrolment of somebody who has none, and what a test changes about it."""
    sound = {
        "enrolment_no": "'IL-2020-999'",
        "activity_id": "{training}",
        "organisation_id": "{newcomer}",
        "people": "1",
        "submitted_at": "'2020-11-20 08:00:00.000000'",
        "status": "'received'",
        "changed_at": WHEN,
    }
    return insert("enrolment", **(sound | changes))


def _event(table: str, of: str, **changes: str) -> str:
    """A line of history that nothing caused."""
    key = "submission_id" if table == "deed_submission_event" else "enrolment_id"
    sound = {key: f"{{{of}}}", "version": "2", "from_status": "'received'", "actor": "'otto'"}
    return insert(table, **(sound | {"to_status": "'declined'", "at": WHEN} | changes))


def _proposal(**changes: str) -> str:
    sound = {
        "application_id": "{open}",
        "version": "{open_version}",
        "outcome": "'approved'",
        "days": "1",
        "rationale": WORDS,
        "source": "'office'",
        "proposed_by": "'otto'",
        "proposed_at": WHEN,
        "request_key": "'a new one'",
    }
    return insert("application_proposal", **(sound | changes))


def _letter(**changes: str) -> str:
    sound = {
        "template": "'deed_published'",
        "language": "'fi'",
        "written_at": WHEN,
        "send_after": WHEN,
    }
    return insert("letter", **(sound | changes))


def _of_letter(where: str, **changes: str) -> str:
    assignments = ", ".join(f"{column} = {value}" for column, value in changes.items())
    return f"UPDATE letter SET {assignments} WHERE {where}"


_PUBLISHED = "submission_id = {published}"

#: Refused by both databases over any connection.
QUEUES = {
    "places overbooked": Refused(
        "places_not_exceeded",
        _enrolment(status="'accepted'", people_accepted="3"),
    ),
    "places given by hand": Refused(
        "places_taken_follow_enrolments",
        "UPDATE activity_places SET places_taken = 0 WHERE activity_id = {training}",
    ),
    "fewer places than are taken": Refused(
        "places_not_exceeded",
        "UPDATE activity_places SET places = 2 WHERE activity_id = {training}",
    ),
    "more people accepted than enrolled": Refused(
        "accepted_within_enrolled", _enrolment(status="'accepted'", people_accepted="4")
    ),
    "accepted without people": Refused(
        "people_only_when_accepted", _enrolment(status="'accepted'")
    ),
    "second live enrolment": Refused("one_live_enrolment", _new_enrolment(organisation_id="{org}")),
    "enrolment after the last day": Refused(
        "enrolment_is_closed", _new_enrolment(submitted_at="'2020-12-24 08:00:00.000000'")
    ),
    "enrolment moved to another training": Refused(
        "enrolment_identity_is_fixed", _enrolment(activity_id="{training} + 1")
    ),
    "enrolment changed without a new version": Refused(
        "stale_version", _enrolment(version="version", status="'declined'")
    ),
    "enrolment in an unknown state": Refused(
        "enrolment_status_known", _enrolment(status="'forgotten'")
    ),
    "enrolment deleted": Refused(
        "enrolment_is_kept", "DELETE FROM enrolment WHERE enrolment_id = {waiting}"
    ),
    "enrolment's event of nothing": Refused(
        "history_follows_the_change", _event("enrolment_event", "waiting")
    ),
    "enrolment's event ahead of it": Refused(
        "history_follows_the_change",
        _event("enrolment_event", "accepted", version="3", from_status="'accepted'"),
    ),
    "enrolment's event edited": Refused("append_only", "UPDATE enrolment_event SET note = 'x'"),
    "enrolment's event deleted": Refused("append_only", "DELETE FROM enrolment_event"),
    "submission published without a deed": Refused(
        "deed_is_the_submitted_one", _submission(status="'published'")
    ),
    "submission published as another deed": Refused(
        "deed_is_the_submitted_one", _submission(status="'published'", deed_id="{other_deed}")
    ),
    "submission's text edited while it is declined": Refused(
        "submission_text_is_kept", _submission(status="'declined'", title="'Another'")
    ),
    "submission of another": Refused(
        "submission_identity_is_fixed", _submission(organisation_id="{newcomer}")
    ),
    "submission changed without a new version": Refused(
        "stale_version", _submission(version="version", status="'declined'")
    ),
    "submission deleted": Refused(
        "submission_is_kept", "DELETE FROM deed_submission WHERE submission_id = {received}"
    ),
    "submission's event of nothing": Refused(
        "history_follows_the_change", _event("deed_submission_event", "received")
    ),
    "submission's event by a reader": Refused(
        "role_not_allowed", _event("deed_submission_event", "received", actor="'sirkka'")
    ),
    "submission's event edited": Refused(
        "append_only", "UPDATE deed_submission_event SET note = 'x'"
    ),
    "publishing taken back after its letter left": Refused(
        "letter_has_left",
        _change("deed_submission", "told", status="'received'", deed_id="NULL"),
    ),
    "proposal edited": Refused("append_only", "UPDATE application_proposal SET days = 2"),
    "proposal deleted": Refused("append_only", "DELETE FROM application_proposal"),
    "proposal of days without an approval": Refused(
        "proposal_days_only_when_approved", _proposal(outcome="'waitlisted'")
    ),
    "proposal to reject on no ground": Refused(
        "proposal_ground_only_when_rejected", _proposal(outcome="'rejected'", days="NULL")
    ),
    "proposal without a reason": Refused("proposal_rationale", _proposal(rationale="'Kyllä'")),
    "comment edited": Refused("append_only", "UPDATE application_comment SET comment = 'x'"),
    "comment deleted": Refused("append_only", "DELETE FROM application_comment"),
    "comment of nothing": Refused(
        "comment_written",
        insert(
            "application_comment",
            application_id="{open}",
            comment="'  '",
            written_by="'otto'",
            written_at=WHEN,
            request_key="'a new one'",
        ),
    ),
    "letter's text edited": Refused(
        "letter_is_final", _of_letter(_PUBLISHED, subject="'x'", body="'x'")
    ),
    "letter of another language": Refused(
        "letter_is_final", _of_letter(_PUBLISHED, language="'sv'")
    ),
    "letter sent and cancelled": Refused(
        "letter_is_final", _of_letter("submission_id = {told}", status="'cancelled'")
    ),
    "letter cancelled that may have left": Refused(
        "letter_may_have_left", _of_letter("enrolment_id = {accepted}", status="'cancelled'")
    ),
    "letter sent at a time that did not leave": Refused(
        "only_sent_has_time", _of_letter(_PUBLISHED, sent_at=WHEN)
    ),
    "letter without a cause": Refused("letter_", _letter()),
    "letter about another outcome": Refused(
        "letter_follows_event",
        _letter(submission_id="{received}", submission_version="1"),
    ),
    "second letter about one event": Refused(
        "one_letter_per_", _letter(submission_id="{published}", submission_version="2")
    ),
    "letter template without words": Refused(
        "template_body_given",
        insert(
            "letter_template",
            template="'approved'",
            language="'fi'",
            subject="'S'",
            body="' '",
            changed_by="'anna'",
            changed_at=WHEN,
        ),
    ),
}

#: Refused at the end of the transaction by a reference, which a plain connection to SQLite does
#: not look at; there `verify` finds it.
AT_THE_END = {
    "enrolment moved without an event": Refused(
        "enrolment_is_at_its_event", _enrolment(status="'declined'")
    ),
    "submission moved without an event": Refused(
        "submission_is_at_its_event", _submission(status="'declined'")
    ),
    "enrolment that nobody received": Refused("enrolment_is_at_its_event", _new_enrolment()),
}


def queue_cast(world: World) -> dict[str, Any]:
    """Things in the states that the statements are about, as ids by name."""
    desk = Desk(world)
    training = desk.training(places=5)
    enrolments = {
        "accepted": desk.enrolment(training, EnrolmentStatus.ACCEPTED),
        "waiting": desk.enrolment(training),
    }
    desk.training()
    submissions = {
        "received": desk.submission(title="Yhteinen aamu"),
        "returned": desk.submission(SubmissionStatus.RETURNED),
        "published": desk.submission(SubmissionStatus.PUBLISHED),
        "told": desk.submission(SubmissionStatus.PUBLISHED),
    }
    known: dict[str, Any] = {"training": training, "newcomer": world.organisation()}
    known |= {name: desk.row(number).enrolment_id for name, number in enrolments.items()}
    known |= {name: desk.row(number).submission_id for name, number in submissions.items()}
    known["org"] = desk.row(enrolments["waiting"]).organisation_id
    world.add(deed, {"deed_id": 77, "deed_kind": "deed", "title": "T", "status": "draft"})
    known["other_deed"] = 77
    row = world.row(world.application(Status.IN_REVIEW))
    known |= {"open": row.application_id, "open_version": row.version}
    for statement in (
        _proposal(request_key="'the first one'"),
        insert(
            "application_comment",
            application_id="{open}",
            comment="'Soitettu'",
            written_by=f"'{OFFICER}'",
            written_at=WHEN,
            request_key="'the first one'",
        ),
        _of_letter("submission_id = {told}", status="'sent'", sent_at=WHEN),
        _of_letter("enrolment_id = {accepted}", status="'handed_over'"),
    ):
        world.change(statement.format(**known))
    return known
