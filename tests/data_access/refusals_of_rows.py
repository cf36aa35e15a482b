"""Statements about sessions, money, reports and the like that the database itself refuses."""

from tests.data_access.raw_sql import WHEN, Refused, change, insert, session

_CANCELLED = {
    "status": "'cancelled'",
    "days_granted": "NULL",
    "closed_at": WHEN,
    "request_key": "'a new one'",
}
_NAMES = {f"name_{language}": "'N'" for language in ("fi", "sv", "en")}
_TEXTS = {f"text_{language}": "'T'" for language in ("fi", "sv", "en")}


def _line(**changes: str) -> str:
    sound = {"period_code": "'2018-2020'", "cost_category": "'staff'", "amount_eur": "1"}
    return insert("budget_line", **(sound | changes))


def _claim(**changes: str) -> str:
    sound = {
        "period_code": "'2018-2020'",
        "claim_no": "1",
        "covers_from": "'2018-01-01'",
        "covers_to": "'2018-06-30'",
        "amount_eur": "100",
        "status": "'submitted'",
        "submitted_on": "'2018-09-01'",
    }
    return insert("payment_claim", **(sound | changes))


def _report(**changes: str) -> str:
    sound = {
        "period_code": "'2018-2020'",
        "report_kind": "'monitoring'",
        "covers_from": "'2018-01-01'",
        "covers_to": "'2018-06-30'",
        "due_on": "'2018-09-30'",
    }
    return insert("report_obligation", **(sound | changes))


def _count(**changes: str) -> str:
    sound = {
        "period_code": "'2018-2020'",
        "reported_on": "'2018-06-30'",
        "indicator": "'employed'",
        "gender": "'women'",
        "participants": "5",
    }
    return insert("esf_participant_aggregate", **(sound | changes))


def _milestone(**changes: str) -> str:
    sound = {
        "milestone_code": "'start'",
        "happened_on": "'2015-03-01'",
        "happened_precision": "'month'",
        "source": "'S4'",
    }
    return insert("programme_milestone", **_NAMES, **(sound | changes))


def _document(**changes: str) -> str:
    sound = {
        "document_code": "'d'",
        "document_kind": "'report'",
        "title": "'T'",
        "language": "'fi'",
        "url": "'https://programme.example/'",
    }
    return insert("document", **(sound | changes))


def _campaign(**changes: str) -> str:
    return insert("campaign", campaign_code="'c'", **_NAMES, **changes)


def _expert(**changes: str) -> str:
    sound = {"expert_code": "'b'", "name": "'B'", "framework_from": "'2018-01-01'"}
    return insert("expert", **(sound | changes))


def _recommendation(**changes: str) -> str:
    sound = {
        "evaluation_code": "'e'",
        "recommendation_no": "1",
        "status": "'open'",
        "responsible": "'programme_office'",
    }
    return insert("recommendation", **_TEXTS, **(sound | changes))


#: Refused by both databases.
ROWS = {
    "session under two hours": Refused("session_hours_2_to_10", session(hours="1.99")),
    "session over ten hours": Refused("session_hours_2_to_10", session(hours="10.5")),
    "session of more than a day": Refused("session_at_most_a_day", session(day_share="1.01")),
    "session of no part of a day": Refused("session_at_most_a_day", session(day_share="0")),
    "session that is not the first nor a later one": Refused(
        "session_no_positive", session(session_no="0")
    ),
    "session for what is under review": Refused("session_needs_granted_days", session("in_review")),
    "session for what was rejected": Refused("session_needs_granted_days", session("rejected")),
    "more days given than granted": Refused("sessions_within_grant", session(day_share="0.26")),
    "session stretched past the grant": Refused(
        "sessions_within_grant",
        "UPDATE sparring_session SET day_share = 1 WHERE application_id = {told}",
    ),
    "session moved to what was not granted": Refused(
        "session_needs_granted_days",
        "UPDATE sparring_session SET application_id = {rejected} WHERE application_id = {told}",
    ),
    "session moved past what another was granted": Refused(
        "sessions_within_grant",
        "UPDATE sparring_session SET application_id = {told}, session_no = 3"
        " WHERE application_id = {approved} AND session_no = 2",
    ),
    "session shortened under two hours": Refused(
        "session_hours_2_to_10", "UPDATE sparring_session SET hours = 1"
    ),
    "cancelling what was given": Refused("sessions_within_grant", change("approved", **_CANCELLED)),
    "budget of an unknown category": Refused(
        "budget_category_known", _line(cost_category="'cake'")
    ),
    "budget below nothing": Refused("budget_line_not_negative", _line(amount_eur="-1")),
    "cost of an unknown category": Refused(
        "cost_category_known",
        insert(
            "expenditure",
            period_code="'2018-2020'",
            booked_on="'2018-01-31'",
            cost_category="'cake'",
            amount_eur="1",
        ),
    ),
    "claim in an unknown state": Refused("claim_status_known", _claim(status="'lost'")),
    "claim without a number": Refused("claim_no_positive", _claim(claim_no="0")),
    "claim that ends before it begins": Refused(
        "claim_dates_ordered", _claim(covers_to="'2017-12-31'")
    ),
    "claim below nothing": Refused("claim_not_negative", _claim(amount_eur="-1")),
    "claim sent on no day": Refused("claim_sent_has_date", _claim(submitted_on="NULL")),
    "claim drafted and sent": Refused("claim_sent_has_date", _claim(status="'draft'")),
    "claim approved without an amount": Refused(
        "claim_approved_has_amount", _claim(status="'approved'")
    ),
    "claim approved above what was claimed": Refused(
        "claim_approved_within_claimed", _claim(status="'approved'", approved_eur="100.01")
    ),
    "claim paid on no day": Refused(
        "claim_paid_has_date", _claim(status="'paid'", approved_eur="100")
    ),
    "claim paid before it was sent": Refused(
        "claim_paid_after_sent",
        _claim(status="'paid'", approved_eur="100", paid_on="'2018-08-31'"),
    ),
    "report of an unknown kind": Refused("report_kind_known", _report(report_kind="'rumour'")),
    "report that ends before it begins": Refused(
        "report_dates_ordered", _report(covers_to="'2017-12-31'")
    ),
    "report due before its time is over": Refused(
        "report_due_after_its_time", _report(due_on="'2018-06-30'")
    ),
    "report approved without being sent": Refused(
        "report_approved_after_sent", _report(approved_on="'2018-10-10'")
    ),
    "report approved before it was sent": Refused(
        "report_approved_after_sent",
        _report(approved_on="'2018-08-10'", submitted_on="'2018-08-11'"),
    ),
    "participants below nothing": Refused("participants_not_negative", _count(participants="-1")),
    "unknown indicator": Refused("esf_indicator_known", _count(indicator="'happy'")),
    "unknown gender": Refused("gender_known", _count(gender="'f'")),
    "milestone to the hour": Refused(
        "milestone_precision_known", _milestone(happened_precision="'hour'")
    ),
    "stakeholder in an unknown role": Refused(
        "stakeholder_role_known",
        insert("stakeholder", stakeholder_code="'s'", role="'friend'"),
    ),
    "stakeholder without a name": Refused(
        "stakeholder_name_given",
        insert(
            "stakeholder_name",
            stakeholder_code="'s'",
            language="'fi'",
            valid_from="'2015-01-01'",
            name="'  '",
        ),
    ),
    "document that is a script": Refused("document_url_pattern", _document(url="'javascript:1'")),
    "document of an unknown kind": Refused(
        "document_kind_known", _document(document_kind="'song'")
    ),
    "document of a day that is somehow known": Refused(
        "document_day_has_precision", _document(published_on="'2020-11-25'")
    ),
    "campaign that ends before it begins": Refused(
        "campaign_dates_ordered", _campaign(starts_on="'2018-09-03'", ends_on="'2018-09-02'")
    ),
    "expert without a name": Refused("expert_name_given", _expert(name="''")),
    "framework that ends before it begins": Refused(
        "framework_dates_ordered", _expert(framework_to="'2017-12-31'")
    ),
    "expert of an unknown theme": Refused(
        "expert_theme_known", insert("expert_theme", expert_code="'a'", theme="'luck'")
    ),
    "tender about anything": Refused(
        "tender_subject_known",
        insert("expert_tender", tender_code="'t'", subject="'anything'"),
    ),
    "evaluation of an unknown kind": Refused(
        "evaluation_kind_known",
        insert("evaluation", evaluation_code="'e'", evaluation_kind="'secret'", source="'S0'"),
    ),
    "recommendation in an unknown state": Refused(
        "recommendation_status_known", _recommendation(status="'forgotten'")
    ),
    "recommendation for nobody": Refused("responsible_known", _recommendation(responsible="'you'")),
    "survey that nobody answered": Refused(
        "respondents_positive",
        insert("survey", survey_code="'s'", asked_on="'2020-01-01'", respondents="0", **_NAMES),
    ),
    "mapping without a name": Refused(
        "form_name_given", insert("form_mapping", form_name="' '", mapping="'{{}}'")
    ),
    "access of an unknown kind": Refused(
        "action_known", insert("access_log", at=WHEN, username="'otto'", action="'sneezed'")
    ),
}
