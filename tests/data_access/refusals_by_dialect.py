"""Ways around the rules that only one of the databases has, and which it refuses as well."""

from tests.data_access.raw_sql import (
    WHEN,
    Refused,
    application,
    change,
    decision,
    event,
    insert,
    letter,
    session,
    snapshot,
)
from tests.data_access.refusals_of_judging import booking

_AUDIT = {"table_name": "'deed'", "row_key": "'1'", "action": "'update'"}
_REPLACE = "INSERT OR REPLACE"

ONLY_ON = {
    "sqlite": {
        "decision replaced": Refused(
            "append_only",
            decision(
                verb=_REPLACE, decision_id="(SELECT MIN(decision_id) FROM application_decision)"
            ),
        ),
        "decision replaced by its request": Refused(
            "one_decision_per_request",
            decision(
                verb=_REPLACE, request_key="(SELECT MIN(request_key) FROM application_decision)"
            ),
        ),
        "history replaced": Refused(
            "history_is_written_by_the_change",
            event("approved", "'waitlisted'", "'approved'", "{approved_version}", verb=_REPLACE),
        ),
        "history replaced by its request": Refused(
            "one_event_per_request",
            change(
                "in_review",
                status="'waitlisted'",
                request_key="(SELECT MIN(request_key) FROM application_event)",
            ).replace("UPDATE", "UPDATE OR REPLACE"),
        ),
        "version replaced": Refused(
            "history_is_written_by_the_change", snapshot("submitted", "1", verb=_REPLACE)
        ),
        "booking replaced": Refused(
            "append_only", booking(verb=_REPLACE, version="{scheduled_version}")
        ),
        "letter replaced": Refused(
            "one_letter_per_event", letter("told", "'approved'", verb=_REPLACE)
        ),
        "round replaced by one with a full pool": Refused(
            "days_reserved_follow_grants",
            insert(
                "sparring_round",
                verb=_REPLACE,
                round_code="'2020-2'",
                opens_at=WHEN,
                closes_at="'2021-12-01'",
                max_days="2",
                day_pool="10",
                days_reserved="0",
            ),
        ),
        "application replaced": Refused(
            "application_identity_is_fixed",
            application(verb=_REPLACE, application_id="{approved}"),
        ),
        "live application replaced by another": Refused(
            "one_live_application",
            application(
                verb=_REPLACE,
                organisation_id="(SELECT organisation_id FROM sparring_application "
                "WHERE application_id = {approved})",
            ),
        ),
        "session replaced by one past the grant": Refused(
            "sessions_within_grant",
            session("told", verb=_REPLACE, session_no="2", day_share="1"),
        ),
        "session of no application": Refused(
            "session_needs_granted_days", session(application_id="99999")
        ),
        "audit replaced": Refused(
            "append_only", insert("audit_log", verb=_REPLACE, audit_id="1", **_AUDIT)
        ),
    },
    "postgresql": {
        "session of no application": Refused(
            "fk_sparring_session_application_id", session(application_id="99999")
        ),
        "session whose hours are no number": Refused("session_hours", session(hours="'NaN'")),
        **{
            f"{table} emptied": Refused(rule, f"TRUNCATE {table} CASCADE")
            for table, rule in {
                "application_decision": "append_only",
                "application_event": "append_only",
                "application_version": "append_only",
                "audit_log": "append_only",
                "access_log": "append_only",
                "letter": "letter_is_final",
                "sparring_application": "application_is_kept",
                "application_transition": "transitions_are_fixed",
            }.items()
        },
        "decision changed on conflict": Refused(
            "append_only",
            decision() + " ON CONFLICT (request_key) DO UPDATE SET rationale = 'changed'",
        ),
    },
}
