"""Which texts of the database the screens show; every text column stands in one of two lists.

A column that is shown for the first time belongs to SHOWN, into `tests.hostile.database`, and
past its places in `tests/browser/test_injection.py`.
"""

from sqlalchemy import JSON, CheckConstraint, Column, String, Table

from data_access.schema import metadata

#: Column → where its text is shown.
SHOWN = {
    "access_log.subject": "the access log",
    "access_log.username": "the access log, whose select box of people",
    "app_user.display_name": "the user menu, the history, whose change came first, the accounts",
    "app_user.username": "the accounts, the access log",
    "application_comment.comment": "the comments, the history",
    "application_proposal.rationale": "the decision, the history",
    "application_decision.rationale": "precedents",
    "application_event.note": "the history",
    "audit_log.action": "the audit, in words of ours",
    "audit_log.after": "the audit",
    "audit_log.before": "the audit",
    "audit_log.row_key": "the audit",
    "audit_log.table_name": "the audit, in words of ours",
    "campaign.name_en": "the choice of a deed's campaign",
    "campaign.name_fi": "the same",
    "campaign.name_sv": "the same",
    "clarification_request.question": "the application while it waits for the answer",
    "context_index.index_code": "what is odd",
    "context_index.name_fi": "what is odd",
    "expert.name": "the choice of an expert when sparring is agreed, the history",
    "form_mapping.form_name": "the choice of a form before a load",
    "organisation.name_sv": "the audit",
    "letter.body": "the letter",
    "letter.failure": "the letter",
    "letter.subject": "the letter",
    "letter_template.body": "the texts of letters",
    "letter_template.subject": "the texts of letters",
    "activity.name": "the audit, what is odd, the trainings",
    "deed.title": "the audit, what is odd, deeds like another",
    "deed_submission.description": "the deed and its form",
    "deed_submission.submission_no": "the queue of deeds, the deed, its dialog, receipt",
    "deed_submission.title": "the queue of deeds, the deed and its form",
    "deed_submission_event.edited": "the history of a deed",
    "deed_submission_event.note": "the history of a deed",
    "enrolment.enrolment_no": "the queue of enrolments, the enrolment, its dialog, receipt",
    "enrolment.message": "the enrolment",
    "enrolment_event.note": "the history of an enrolment",
    "organisation.business_id": "the audit",
    "organisation.name_fi": "queue, application, its dialog, the list of a region, what is odd",
    "region.name_en": "the map and its tip, ranking, table, select box, meeting, export",
    "region.name_fi": "the same, and queue, application, filter of the queue",
    "region.name_sv": "the same as in English",
    "sparring_application.application_no": "queue, application, receipt, what waits, latest",
    "sparring_application.goal": "the whole application",
    "sparring_application.need": "the application, the whole application",
    "sparring_application.title": "the whole application, what is odd",
    "sparring_round.round_code": "the round's heading, the chart and table of rounds, meeting",
}

#: What no screen shows but the audit, which shows every audited column alike: a test sees to it
#: where the database lets a test write.
NOT_SHOWN = frozenset(
    {
        "app_user.password_hash",
        "application_comment.request_key",
        "application_decision.request_key",
        "application_event.request_key",
        "application_proposal.request_key",
        "application_transition.from_status",
        "application_transition.to_status",
        "application_version.snapshot",
        "audit_head.seal",
        "audit_log.seal",
        "campaign.campaign_code",
        "contact.email",
        "contact.full_name",
        "contact.phone",
        "context_index.description",
        "context_index.name_en",
        "context_index.name_sv",
        "context_index.source",
        "data_revision.topic",
        "deed_submission_event.from_status",
        "deed_submission_event.request_key",
        "deed_submission_event.to_status",
        "document.document_code",
        "document.title",
        "document.url",
        "enrolment_event.from_status",
        "enrolment_event.request_key",
        "enrolment_event.to_status",
        "evaluation.evaluation_code",
        "evaluation.source",
        "evaluation_finding.text_en",
        "evaluation_finding.text_fi",
        "evaluation_finding.text_sv",
        "expert.expert_code",
        "expert_tender.tender_code",
        "form_mapping.mapping",
        "funding_period.eura_project_code",
        "funding_period.period_code",
        "governance_group.group_code",
        "governance_group.name_en",
        "governance_group.name_fi",
        "governance_group.name_sv",
        "indicator_target.indicator_code",
        "letter.claimed_by",
        "municipality.municipality_code",
        "municipality.name_fi",
        "municipality.name_sv",
        "newsletter.subject",
        "objective.name_en",
        "objective.name_fi",
        "objective.name_sv",
        "office_position.title_code",
        "programme_milestone.milestone_code",
        "programme_milestone.name_en",
        "programme_milestone.name_fi",
        "programme_milestone.name_sv",
        "programme_milestone.source",
        "published_figure.figure_code",
        "published_figure.indicator_code",
        "published_figure.period_code",
        "published_figure.published_value",
        "published_figure.source",
        "recommendation.note",
        "recommendation.text_en",
        "recommendation.text_fi",
        "recommendation.text_sv",
        "region.region_code",
        "region_base.source",
        "related_cohort.cohort_code",
        "sign_in_code.code_hash",
        "sign_in_code.created_by",
        "sign_in_throttle.subject",
        "sparring_application.change_note",
        "sparring_application.request_key",
        "sparring_booking.request_key",
        "stakeholder.stakeholder_code",
        "stakeholder_name.name",
        "survey.name_en",
        "survey.name_fi",
        "survey.name_sv",
        "survey.survey_code",
        "survey_answer.question_code",
        "user_session.address_key",
        "user_session.session_id",
        "verification.report",
        "verification.seal",
        "verification.verified_by",
    }
)


def text_columns() -> dict[str, Column]:
    """The columns that may hold any text, by name; codes that a CHECK lists may not."""
    return {
        f"{table.name}.{column.name}": column
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | JSON)
        and not column.foreign_keys
        and column.name not in _listed(table)
    }


def _listed(table: Table) -> set[str]:
    """Columns whose values the table itself lists."""
    checks = [str(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint)]
    return {check.partition(" IN (")[0] for check in checks}
