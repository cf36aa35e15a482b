"""What the audit keeps of the queues' tables, and with it the whole list of now."""

from data_access.migrations.audit_chain import audited as before
from data_access.migrations.audit_chain.audited import Audited

#: Append-only tables keep their own history; who has what open is nobody's history.
ADDED = {
    "activity_places": Audited(
        key=("activity_id",), columns=("places", "places_taken", "enrolment_closes_on")
    ),
    "deed_submission": Audited(
        key=("submission_id",),
        columns=(
            "submission_no",
            "deed_kind",
            "organisation_id",
            "contact_id",
            "sector",
            "campaign_code",
            "title",
            "submitted_at",
            "status",
            "deed_id",
            "version",
            "changed_at",
        ),
    ),
    "enrolment": Audited(
        key=("enrolment_id",),
        columns=(
            "enrolment_no",
            "activity_id",
            "organisation_id",
            "contact_id",
            "people",
            "people_accepted",
            "submitted_at",
            "status",
            "version",
            "changed_at",
        ),
    ),
    "letter_template": Audited(
        key=("template", "language"), columns=("subject", "body", "changed_by", "changed_at")
    ),
}

AUDITED = {**before.AUDITED, **ADDED}

#: Columns that stay out: secrets, personal data, and long free text of the applicant.
NOT_KEPT = {
    **before.NOT_KEPT,
    "deed_submission": ("description",),
    "enrolment": ("message",),
}
