"""What others found: evaluations with their recommendations, surveys."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from data_access.columns import Code, one_of
from data_access.tables import metadata
from programme.codes import (
    EvaluationKind,
    Precision,
    RecommendationStatus,
    Responsible,
    Service,
)

evaluation = Table(
    "evaluation",
    metadata,
    Column("evaluation_code", Code, primary_key=True),
    Column("evaluation_kind", Code, nullable=False),
    Column("period_code", ForeignKey("funding_period.period_code")),
    Column("evaluator_code", ForeignKey("stakeholder.stakeholder_code")),
    Column("completed_on", Date),
    Column("completed_precision", Code),
    Column("source", String(20), nullable=False),
    one_of("evaluation_kind", EvaluationKind, "evaluation_kind_known"),
    one_of("completed_precision", Precision, "evaluation_precision_known"),
    CheckConstraint(
        "(completed_on IS NULL) = (completed_precision IS NULL)",
        name="evaluation_day_has_precision",
    ),
)

evaluation_finding = Table(
    "evaluation_finding",
    metadata,
    Column("evaluation_code", ForeignKey("evaluation.evaluation_code"), primary_key=True),
    Column("finding_no", Integer, primary_key=True),
    Column("text_fi", Text, nullable=False),
    Column("text_sv", Text, nullable=False),
    Column("text_en", Text, nullable=False),
    CheckConstraint("finding_no > 0", name="finding_no_positive"),
)

recommendation = Table(
    "recommendation",
    metadata,
    Column("evaluation_code", ForeignKey("evaluation.evaluation_code"), primary_key=True),
    Column("recommendation_no", Integer, primary_key=True),
    Column("text_fi", Text, nullable=False),
    Column("text_sv", Text, nullable=False),
    Column("text_en", Text, nullable=False),
    Column("status", Code, nullable=False),
    Column("responsible", Code, nullable=False),
    Column("due_on", Date),
    Column("note", Text),
    one_of("status", RecommendationStatus, "recommendation_status_known"),
    one_of("responsible", Responsible, "responsible_known"),
    CheckConstraint("recommendation_no > 0", name="recommendation_no_positive"),
)

survey = Table(
    "survey",
    metadata,
    Column("survey_code", Code, primary_key=True),
    Column("name_fi", String(200), nullable=False),
    Column("name_sv", String(200), nullable=False),
    Column("name_en", String(200), nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("service_type", Code),
    Column("respondents", Integer),
    one_of("service_type", Service, "survey_service_known"),
    CheckConstraint("respondents > 0", name="respondents_positive"),
)
