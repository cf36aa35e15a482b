"""The demo's tables that hold no happening: which rows go where, in the order of references."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table

from data_access import schema
from data_access.demo import (
    deeds,
    evaluation,
    experts,
    finance,
    forms,
    funding,
    geography,
    publicity,
    reference,
)

REFERENCE: tuple[tuple[Table, Callable[[], list[dict[str, Any]]]], ...] = (
    (schema.region, geography.regions),
    (schema.municipality, geography.municipalities),
    (schema.funding_period, finance.funding_periods),
    (schema.expenditure, finance.expenditures),
    (schema.budget_line, funding.budget_lines),
    (schema.payment_claim, funding.payment_claims),
    (schema.report_obligation, funding.report_obligations),
    (schema.esf_participant_aggregate, funding.esf_participants),
    (schema.indicator_target, reference.indicator_targets),
    (schema.published_figure, reference.published_figures),
    (schema.objective, reference.objectives),
    (schema.programme_milestone, publicity.milestones),
    (schema.stakeholder, publicity.stakeholders),
    (schema.stakeholder_name, publicity.stakeholder_names),
    (schema.document, publicity.documents),
    (schema.office_position, reference.office_positions),
    (schema.governance_group, reference.governance_groups),
    (schema.meeting, reference.meetings),
    (schema.related_cohort, reference.related_cohorts),
    (schema.expert_tender, experts.tenders),
    (schema.expert, experts.expert_rows),
    (schema.expert_theme, experts.expert_themes),
    (schema.evaluation, evaluation.evaluations),
    (schema.evaluation_finding, evaluation.findings),
    (schema.recommendation, evaluation.recommendations),
    (schema.campaign, deeds.campaigns),
    (schema.survey, evaluation.surveys),
    (schema.survey_answer, evaluation.survey_answers),
    (schema.newsletter, reference.newsletters),
    (schema.form_mapping, forms.form_mappings),
)
