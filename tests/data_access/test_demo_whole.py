"""The demo in the tables that surround the services: what is published, and what has to add up."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, func, select, text

from data_access.connect import reading
from data_access.schema import (
    budget_line,
    document,
    esf_participant_aggregate,
    evaluation_finding,
    expenditure,
    expert,
    funding_period,
    metadata,
    payment_claim,
    programme_milestone,
    recommendation,
    report_obligation,
    sparring_application,
    sparring_session,
    stakeholder,
    stakeholder_name,
)
from programme.codes import ClaimStatus, Precision

TODAY = date(2020, 12, 1)
#: Filled while the office works, never by the demo.
EMPTY = {"user_session", "sign_in_code", "sign_in_throttle", "access_log", "verification"}
EMPTY |= {"application_comment", "application_proposal", "letter_template", "open_application"}
#: What others publish: the demo ships no such figures of regions that exist.
EMPTY |= {"region_base", "context_index", "context_value"}


@pytest.fixture
def db(demo_engine: Engine) -> Iterator[Connection]:
    with reading(demo_engine) as connection:
        yield connection


def test_every_table_has_rows(db: Connection) -> None:
    empty = {
        name
        for name, table in metadata.tables.items()
        if db.execute(select(table).limit(1)).first() is None
    }
    assert empty == EMPTY


# --- published ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "day", "precision", "source"),
    [
        ("project_period_begins", date(2015, 1, 1), Precision.DAY, "W1"),
        ("esf_grant", date(2015, 3, 1), Precision.MONTH, "S4"),
        ("advisory_board_meets", date(2015, 6, 9), Precision.DAY, "S4"),
        ("services_launched", date(2015, 8, 1), Precision.MONTH, "S2"),
        ("full_availability", date(2015, 9, 1), Precision.MONTH, "S4"),
        ("deeds_238", date(2018, 1, 1), Precision.MONTH, "S2"),
        ("continuation", date(2018, 3, 1), Precision.MONTH, "S2"),
        ("final_evaluation", date(2020, 11, 1), Precision.MONTH, "S0 S1"),
        ("closing_seminar", date(2020, 11, 25), Precision.DAY, "W16"),
    ],
)
def test_milestones(
    db: Connection, code: str, day: date, precision: Precision, source: str
) -> None:
    known = programme_milestone.c
    row = db.execute(select(programme_milestone).where(known.milestone_code == code)).one()
    assert (row.happened_on, row.happened_precision, row.source) == (day, precision, source)


def test_a_month_or_year_is_known_by_its_first_day(db: Connection) -> None:
    for row in db.execute(select(programme_milestone)):
        begins = {
            Precision.DAY: row.happened_on,
            Precision.MONTH: row.happened_on.replace(day=1),
            Precision.YEAR: row.happened_on.replace(month=1, day=1),
        }
        assert row.happened_on == begins[Precision(row.happened_precision)]


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("sote", date(2015, 7, 1), "KoHo"),
        ("sote", date(2017, 12, 31), "KoHo"),
        ("sote", date(2018, 1, 1), "Sote ry"),
        ("jau", date(2019, 12, 31), "Kunta-alan unioni"),
        ("jau", date(2020, 1, 1), "Julkisen alan unioni JAU"),
        ("juko", date(2020, 1, 1), "JUKO"),
    ],
)
def test_names_of_the_time(db: Connection, code: str, day: date, name: str) -> None:
    known = stakeholder_name.c
    then = (
        select(known.name)
        .where(known.stakeholder_code == code, known.language == "fi", known.valid_from <= day)
        .order_by(known.valid_from.desc())
        .limit(1)
    )
    assert db.execute(then).scalar_one() == name


def test_parties_and_who_pays(db: Connection) -> None:
    known = stakeholder.c
    roles = db.execute(select(known.role, func.count()).group_by(known.role)).all()
    assert dict(map(tuple, roles)) == {
        "employer_party": 1,
        "main_agreement_organisation": 3,
        "funding_authority": 1,
        "evaluator": 2,
        "supplier": 1,
    }
    funders = db.execute(select(known.stakeholder_code).where(known.is_funder)).scalars()
    assert set(funders) == {"kt", "juko", "sote", "jau", "hame_ely"}
    unnamed = known.stakeholder_code.not_in(
        select(stakeholder_name.c.stakeholder_code).where(stakeholder_name.c.language == "fi")
    )
    assert db.execute(select(known.stakeholder_code).where(unnamed)).first() is None


def test_five_findings_and_four_recommendations(db: Connection) -> None:
    assert db.execute(select(func.count()).select_from(evaluation_finding)).scalar() == 5
    rows = db.execute(select(recommendation.c.evaluation_code, recommendation.c.responsible)).all()
    assert [row.evaluation_code for row in rows] == ["final_2020"] * 4
    assert len({row.responsible for row in rows}) == 4


def test_tenders(db: Connection) -> None:
    rows = db.execute(
        text("SELECT subject, winner_code FROM expert_tender WHERE tender_code LIKE '%_2015'")
    ).all()
    assert {tuple(row) for row in rows} == {
        ("network_coordination", None),
        ("sparring", None),
        ("internal_developer_training", None),
        ("communications", "the_kitchen"),
    }


def test_invented_addresses_and_experts_are_nobodys(db: Connection) -> None:
    addresses = db.execute(select(document.c.url)).scalars().all()
    assert all(url.startswith("https://kunteko.example/") for url in addresses)
    names = db.execute(select(expert.c.name)).scalars().all()
    assert all(name.removeprefix("Asiantuntija ") in "ABCDEFGHIJKLMNOPQ" for name in names)


# --- what has to add up ------------------------------------------------------------------------


def sums(db: Connection, column: Any, *groups: Any) -> dict[Any, int]:
    rows = db.execute(select(*groups, func.sum(column)).group_by(*groups)).all()
    return {tuple(row)[:-1]: int(row[-1]) for row in rows}


def test_budget_lines_add_up_to_the_budget_and_cover_what_was_spent(db: Connection) -> None:
    line, cost, period = budget_line.c, expenditure.c, funding_period.c
    assert sums(db, line.amount_eur, line.period_code) == sums(
        db, period.budget_eur, period.period_code
    )
    planned = sums(db, line.amount_eur, line.period_code, line.cost_category)
    spent = sums(db, cost.amount_eur, cost.period_code, cost.cost_category)
    assert planned.keys() == spent.keys()
    assert [key for key in spent if spent[key] > planned[key]] == []


def test_claims_are_the_costs_of_their_time(db: Connection) -> None:
    claim, cost = payment_claim.c, expenditure.c
    assert sums(db, claim.amount_eur, claim.period_code) == sums(
        db, cost.amount_eur, cost.period_code
    )
    statuses = set(db.execute(select(claim.status)).scalars())
    assert statuses == set(ClaimStatus) - {ClaimStatus.REJECTED}
    days = select(func.max(claim.submitted_on), func.max(claim.paid_on))
    assert max(db.execute(days).one()) < TODAY


def test_a_report_goes_with_each_claim(db: Connection) -> None:
    claim, report = payment_claim.c, report_obligation.c
    columns = ("period_code", "covers_from", "covers_to", "submitted_on")
    claimed = db.execute(select(*(claim[name] for name in columns))).all()
    told = db.execute(
        select(*(report[name] for name in columns)).where(report.report_kind == "monitoring")
    ).all()
    assert set(claimed) == set(told)
    overdue = select(report.due_on).where(report.due_on < TODAY, report.submitted_on.is_(None))
    assert db.execute(overdue).first() is None
    upcoming = db.execute(select(report.due_on).where(report.submitted_on.is_(None))).scalars()
    assert sorted(upcoming) == [date(2021, 3, 31), date(2021, 4, 30)]


def test_levels_of_education_add_up_to_all_participants(db: Connection) -> None:
    count = esf_participant_aggregate.c
    by = (count.period_code, count.reported_on, count.gender)
    people = {
        name: {
            tuple(row)[:-1]: row[-1]
            for row in db.execute(
                select(*by, func.sum(count.participants))
                .where(count.indicator.like(pattern))
                .group_by(*by)
            )
        }
        for name, pattern in (("all", "all"), ("employed", "employed"), ("isced", "isced%"))
    }
    assert people["all"] == people["employed"] == people["isced"]


def test_participants_of_the_funder_are_fewer_than_participations(db: Connection) -> None:
    count = esf_participant_aggregate.c
    last = db.execute(
        select(func.sum(count.participants)).where(
            count.indicator == "all", count.reported_on == date(2017, 12, 31)
        )
    ).scalar_one()
    came = db.execute(
        text(
            "SELECT sum(participant_count) FROM participation_fact"
            " WHERE is_long_service AND starts_on < '2018-01-01'"
        )
    ).scalar_one()
    assert 0 < last < came


# --- sparring that was given -------------------------------------------------------------------


def test_what_is_completed_was_given_to_the_day(db: Connection) -> None:
    given, asked = sparring_session.c, sparring_application.c
    rows = db.execute(
        select(asked.status, asked.days_granted, func.sum(given.day_share).label("given"))
        .outerjoin(sparring_session, given.application_id == asked.application_id)
        .where(asked.days_granted.is_not(None))
        .group_by(asked.application_id, asked.status, asked.days_granted)
    ).all()
    assert all(row.given == row.days_granted for row in rows if row.status == "completed")
    assert all(row.given for row in rows if row.status == "in_progress")
    assert all(row.given is None for row in rows if row.status in ("approved", "scheduled"))


def test_experts_work_within_their_framework_and_themes(db: Connection) -> None:
    outside = text(
        "SELECT count(*) FROM sparring_session s JOIN expert e USING (expert_code)"
        " JOIN sparring_application a USING (application_id)"
        " WHERE s.held_on < e.framework_from OR s.held_on > e.framework_to"
        " OR NOT EXISTS (SELECT 1 FROM expert_theme t"
        " WHERE t.expert_code = s.expert_code AND t.theme = a.theme)"
    )
    assert db.execute(outside).scalar() == 0
    idle = expert.c.expert_code.not_in(select(sparring_session.c.expert_code))
    assert db.execute(select(expert.c.name).where(idle)).first() is None
    latest = db.execute(select(func.max(sparring_session.c.held_on))).scalar_one()
    assert latest < TODAY
