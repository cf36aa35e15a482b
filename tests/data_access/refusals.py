"""Every statement that the database itself refuses, by what it tries."""

from tests.data_access.raw_sql import (
    WHEN,
    WORDS,
    Refused,
    application,
    change,
    decision,
    event,
    insert,
    letter,
    snapshot,
)

_REJECTED = {"outcome": "'rejected'", "days_granted": "NULL"}
_GROUND = {"rejection_ground": "'insufficient'"}
_APPROVED = {
    "status": "'approved'",
    "days_granted": "1",
    "decided_at": WHEN,
    "closed_at": WHEN,
}
_REOPENED = {"status": "'in_review'", "decided_at": "NULL", "closed_at": "NULL"}
_BY_OFFICER = {"changed_by": "'otto'"}
_QUESTION = {"question": WORDS, "due_on": "'2020-12-15'", "asked_by": "'otto'", "asked_at": WHEN}
_AUDIT = {"table_name": "'deed'", "row_key": "'1'", "action": "'update'"}

#: Refused by both databases.
ANYWHERE = {
    "days four": Refused("days_granted_within_request", decision(days_granted="4")),
    "days zero": Refused("days_granted_1_to_3", decision(days_granted="0")),
    "request of four days": Refused("days_within_round", application(days_requested="4")),
    "request of no days": Refused("days_requested_1_to_3", application(days_requested="0")),
    "approval without days": Refused("days_only_when_approved", decision(days_granted="NULL")),
    "rejection with days": Refused(
        "days_only_when_approved", decision(outcome="'rejected'", **_GROUND)
    ),
    "rejection without ground": Refused("ground_only_when_rejected", decision(**_REJECTED)),
    "approval with ground": Refused("ground_only_when_rejected", decision(**_GROUND)),
    "unknown ground": Refused(
        "rejection_ground_known", decision(**_REJECTED, rejection_ground="'mood'")
    ),
    "unknown outcome": Refused("outcome_known", decision(outcome="'perhaps'", days_granted="NULL")),
    "short rationale": Refused("rationale_10_characters", decision(rationale="'yes  '")),
    "second decision on one version": Refused(
        "one_decision_per_version", decision("approved", version="{approved_version} - 1")
    ),
    "second decision by one request": Refused(
        "one_decision_per_request",
        decision(request_key="(SELECT MIN(request_key) FROM application_decision)"),
    ),
    "decision before review": Refused("decision_only_in_review", decision("submitted")),
    "decision on a draft": Refused("decision_only_in_review", decision("draft")),
    "decision after the decision": Refused("decision_only_in_review", decision("approved")),
    "decision while a clarification is open": Refused("decision_only_in_review", decision("asked")),
    "decision on an old version": Refused("stale_version", decision(version="1")),
    "decision on a version to come": Refused("stale_version", decision(version="99")),
    "approval without decision": Refused("decision_required", change("in_review", **_APPROVED)),
    "rejection without decision": Refused(
        "decision_required",
        change("in_review", status="'rejected'", decided_at=WHEN, closed_at=WHEN),
    ),
    "illegal transition": Refused(
        "transition_not_allowed", change("submitted", status="'waitlisted'")
    ),
    "approval straight from received": Refused(
        "transition_not_allowed", change("submitted", **_APPROVED)
    ),
    "unknown status": Refused("transition_not_allowed", change("submitted", status="'lost'")),
    "making a transition legal": Refused(
        "transitions_are_fixed",
        "INSERT INTO application_transition VALUES ('submitted', 'approved', false)",
    ),
    "letting officers approve": Refused(
        "transitions_are_fixed", "UPDATE application_transition SET needs_manager = false"
    ),
    "officer's decision": Refused("decision_by_manager", decision(decided_by="'otto'")),
    "steering's decision": Refused("decision_by_manager", decision(decided_by="'sirkka'")),
    "administrator's decision": Refused("decision_by_manager", decision(decided_by="'arvo'")),
    "decision of somebody who has left": Refused(
        "decision_by_manager", decision(decided_by="'former'")
    ),
    "decision of nobody": Refused("decision_by_manager", decision(decided_by="'nobody'")),
    "officer approving": Refused(
        "role_not_allowed", change("in_review", **(_APPROVED | _BY_OFFICER))
    ),
    "officer reopening": Refused(
        "role_not_allowed",
        change("rejected", **_REOPENED, **_BY_OFFICER),
    ),
    "officer cancelling": Refused(
        "role_not_allowed",
        change("approved", status="'cancelled'", days_granted="NULL", **_BY_OFFICER),
    ),
    "steering taking up": Refused(
        "role_not_allowed", change("submitted", status="'in_review'", changed_by="'sirkka'")
    ),
    "administrator editing": Refused(
        "role_not_allowed", change("submitted", title="'T'", changed_by="'arvo'")
    ),
    "more days than requested": Refused(
        "days_granted_within_request", decision("one_day", days_granted="2")
    ),
    "half a day more than requested": Refused("days_granted", decision(days_granted="2.5")),
    "more days than the round allows": Refused(
        "days_granted_within_request", decision(days_granted="3")
    ),
    "pool overflow": Refused("round_pool_not_exceeded", decision("small_pool", days_granted="2")),
    "pool shrunk under what is granted": Refused(
        "round_pool_not_exceeded", "UPDATE sparring_round SET day_pool = 0"
    ),
    "days reserved by hand": Refused(
        "days_reserved_follow_grants", "UPDATE sparring_round SET days_reserved = 0"
    ),
    "round with days reserved from the start": Refused(
        "days_reserved_follow_grants",
        insert(
            "sparring_round",
            round_code="'2021-1'",
            opens_at=WHEN,
            closes_at="'2021-12-01'",
            max_days="2",
            day_pool="9",
            days_reserved="1",
        ),
    ),
    "granting more afterwards": Refused(
        "days_change_only_by_decision", change("approved", days_granted="1")
    ),
    "asking for less than was granted": Refused(
        "days_granted_within_request", change("approved", days_requested="1")
    ),
    "missing lay-off declaration": Refused(
        "no_layoff_declaration", application(no_layoff_declared="false")
    ),
    "taking the lay-off declaration back": Refused(
        "no_layoff_declaration", change("in_review", no_layoff_declared="false")
    ),
    "staff left out": Refused(
        "management_and_staff_take_part", application(includes_staff="false")
    ),
    "management left out": Refused(
        "management_and_staff_take_part", application(includes_management="false")
    ),
    "three days in a two-day round": Refused("days_within_round", application(days_requested="3")),
    "submission after closing": Refused(
        "round_not_open", application(submitted_at="'2021-01-02 08:00:00+00'")
    ),
    "submission before opening": Refused(
        "round_not_open", application(submitted_at="'2020-09-30 08:00:00+00'")
    ),
    "draft submitted after closing": Refused(
        "round_not_open",
        change("draft", status="'submitted'", submitted_at="'2021-01-02 08:00:00+00'"),
    ),
    "submission in the name of another time": Refused(
        "times_follow_the_change", change("in_review", submitted_at="'2020-10-02 08:00:00+00'")
    ),
    "decision at another time": Refused(
        "times_follow_the_change", change("approved", decided_at="'2020-12-02'")
    ),
    "second live application": Refused(
        "one_live_application",
        application(
            organisation_id="(SELECT organisation_id FROM sparring_application "
            "WHERE application_id = {approved})"
        ),
    ),
    "inserting as approved": Refused(
        "application_starts_as_draft_or_submitted", application(**_APPROVED)
    ),
    "inserting a later version": Refused(
        "application_starts_as_draft_or_submitted", application(version="2")
    ),
    "inserting as steering": Refused("role_not_allowed", application(changed_by="'sirkka'")),
    "stale version": Refused("stale_version", change("in_review", version="version")),
    "version skipped": Refused("stale_version", change("in_review", version="version + 2")),
    "application moved to another round": Refused(
        "application_identity_is_fixed", change("in_review", round_code="'2020-1'")
    ),
    "application deleted": Refused(
        "application_is_kept", "DELETE FROM sparring_application WHERE application_id = {draft}"
    ),
    "decision edited": Refused("append_only", "UPDATE application_decision SET rationale = ''"),
    "decision deleted": Refused("append_only", "DELETE FROM application_decision"),
    "history edited": Refused("append_only", "UPDATE application_event SET actor = 'otto'"),
    "history deleted": Refused("append_only", "DELETE FROM application_event"),
    "version edited": Refused("append_only", "UPDATE application_version SET actor = 'otto'"),
    "version deleted": Refused("append_only", "DELETE FROM application_version"),
    "question edited": Refused("append_only", "UPDATE clarification_request SET question = ''"),
    "question deleted": Refused("append_only", "DELETE FROM clarification_request"),
    "audit edited": Refused("append_only", "UPDATE audit_log SET action = 'insert'"),
    "audit deleted": Refused("append_only", "DELETE FROM audit_log"),
    "audit forged": Refused("audit_is_written_by_triggers", insert("audit_log", **_AUDIT)),
    "history forged": Refused(
        "history_is_written_by_the_change",
        event("in_review", "'in_review'", "'approved'", "{in_review_version} + 1"),
    ),
    "history forged after a change of content": Refused(
        "history_is_written_by_the_change",
        event("edited", "'waitlisted'", "'in_review'", "{edited_version}"),
    ),
    "history without a move": Refused(
        "history_is_written_by_the_change",
        event("edited", "'in_review'", "'in_review'", "{edited_version}"),
    ),
    "version forged": Refused(
        "history_is_written_by_the_change", snapshot("in_review", "{in_review_version}")
    ),
    "version to come forged": Refused(
        "history_is_written_by_the_change", snapshot("in_review", "99")
    ),
    "question without an open clarification": Refused(
        "clarification_follows_its_event",
        insert(
            "clarification_request",
            application_id="{in_review}",
            version="{in_review_version}",
            **_QUESTION,
        ),
    ),
    "second question on one version": Refused(
        "one_clarification_per_version",
        insert(
            "clarification_request",
            application_id="{asked}",
            version="{asked_version}",
            **_QUESTION,
        ),
    ),
    "letter about another outcome": Refused("letter_follows_event", letter("edited", "'approved'")),
    "second letter about one event": Refused(
        "one_letter_per_event", letter("approved", "'approved'")
    ),
    "letter deleted": Refused("letter_is_final", "DELETE FROM letter"),
    "letter changed into another": Refused(
        "letter_is_final",
        "UPDATE letter SET template = 'rejected' WHERE application_id = {approved}",
    ),
    "sent letter sent again": Refused(
        "letter_is_final",
        "UPDATE letter SET status = 'waiting' WHERE application_id = {told}",
    ),
    "approval taken back after its letter left": Refused(
        "letter_has_left",
        change(
            "told",
            days_granted="NULL",
            **_REOPENED,
        ),
    ),
    "award for a deed that was never published": Refused(
        "awarded_after_published",
        insert(
            "deed", deed_kind="'deed'", title="'T'", status="'draft'", awarded_on="'2020-11-25'"
        ),
    ),
}
