"""The programme itself: money, targets, published figures, governance, surveys."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    String,
    Table,
    Text,
)

from data_access.columns import Code, one_of
from data_access.tables import metadata
from programme.codes import (
    Comparator,
    CostCategory,
    FigureUnit,
)

funding_period = Table(
    "funding_period",
    metadata,
    Column("period_code", String(9), primary_key=True),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("eura_project_code", String(20)),
    Column("budget_eur", Numeric(12, 2), nullable=False),
    Column("budget_basis", Code, nullable=False),
    one_of("budget_basis", ("published", "derived"), "budget_basis_known"),
    CheckConstraint("ends_on >= starts_on", name="funding_period_dates_ordered"),
    CheckConstraint("budget_eur >= 0", name="budget_not_negative"),
)

expenditure = Table(
    "expenditure",
    metadata,
    Column("expenditure_id", Integer, primary_key=True),
    Column("period_code", ForeignKey("funding_period.period_code"), nullable=False),
    Column("booked_on", Date, nullable=False),
    Column("cost_category", Code, nullable=False),
    Column("amount_eur", Numeric(12, 2), nullable=False),
    one_of("cost_category", CostCategory, "cost_category_known"),
)

indicator_target = Table(
    "indicator_target",
    metadata,
    Column("indicator_code", Code, primary_key=True),
    Column("comparator", Code, nullable=False),
    Column("target_value", Numeric(14, 2), nullable=False),
    Column("basis", Code, nullable=False),
    one_of("comparator", Comparator, "target_comparator_known"),
    one_of("basis", ("office", "funder"), "target_basis_known"),
)

published_figure = Table(
    "published_figure",
    metadata,
    Column("figure_code", String(4), primary_key=True),
    Column("indicator_code", Code),
    Column("period_code", String(9)),
    Column("as_of", Date),
    Column("comparator", Code, nullable=False),
    Column("published_value", String(20), nullable=False),
    Column("tolerance", Numeric(4, 3)),
    Column("unit", Code, nullable=False),
    Column("source", String(20), nullable=False),
    one_of("unit", FigureUnit, "figure_unit_known"),
    one_of("comparator", Comparator, "published_comparator_known"),
    CheckConstraint(
        "(comparator = 'approx') = (tolerance IS NOT NULL)", name="tolerance_only_with_approx"
    ),
    CheckConstraint("tolerance > 0 AND tolerance <= 0.1", name="tolerance_at_most_tenth"),
)

objective = Table(
    "objective",
    metadata,
    Column("objective_no", Integer, primary_key=True),
    Column("name_fi", Text, nullable=False),
    Column("name_sv", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    CheckConstraint("objective_no BETWEEN 1 AND 6", name="six_objectives"),
)

office_position = Table(
    "office_position",
    metadata,
    Column("position_id", Integer, primary_key=True),
    Column("title_code", Code, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    CheckConstraint("valid_to >= valid_from", name="position_dates_ordered"),
)

governance_group = Table(
    "governance_group",
    metadata,
    Column("group_code", Code, primary_key=True),
    Column("name_fi", String(100), nullable=False),
    Column("name_sv", String(100), nullable=False),
    Column("name_en", String(100), nullable=False),
)

meeting = Table(
    "meeting",
    metadata,
    Column("meeting_id", Integer, primary_key=True),
    Column("group_code", ForeignKey("governance_group.group_code"), nullable=False),
    Column("held_on", Date, nullable=False),
)

#: EKJ leadership training: a related programme, never part of a Kunteko figure.
related_cohort = Table(
    "related_cohort",
    metadata,
    Column("cohort_code", Code, primary_key=True),
    Column("started_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("started_count", Integer),
    Column("certified_count", Integer),
    Column("organisation_count", Integer, nullable=False),
    Column("forum_count", Integer),
    CheckConstraint("certified_count <= started_count", name="certified_within_started"),
)

survey_answer = Table(
    "survey_answer",
    metadata,
    Column("survey_code", ForeignKey("survey.survey_code"), primary_key=True),
    Column("question_code", Code, primary_key=True),
    Column("grade", Integer, primary_key=True),
    Column("answers", Integer, nullable=False),
    Column("asked_on", Date, nullable=False),
    CheckConstraint("grade BETWEEN 1 AND 5", name="grade_1_to_5"),
    CheckConstraint("answers >= 0", name="answers_not_negative"),
)

newsletter = Table(
    "newsletter",
    metadata,
    Column("newsletter_id", Integer, primary_key=True),
    Column("sent_on", Date, nullable=False, index=True),
    Column("subject", String(200), nullable=False),
)
