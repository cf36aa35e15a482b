"""The demo as it stands in the database: counts by plain SQL, beside what the programme counts."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import bcrypt
import pytest
from sqlalchemy import Connection, Engine, func, insert, select, text

from data_access import accounts, demo
from data_access.connect import reading, writing
from data_access.schema import (
    app_user,
    contact,
    installation,
    letter,
    metadata,
    organisation,
    sparring_application,
)
from programme.calendar import HELSINKI, local_date, working_days
from programme.roles import Role

PASSWORD = "a password of the tests"
TODAY = date(2020, 12, 1)

#: What differs from load to load: secrets, and moments of real time.
OWN = {
    "app_user": {"password_hash", "sessions_valid_after"},
    "audit_head": {"seal"},
    "audit_log": {"at", "after", "seal"},
    "installation": {"clock_anchored_at"},
}


@pytest.fixture
def db(demo_engine: Engine) -> Iterator[Connection]:
    with reading(demo_engine) as connection:
        yield connection


def one(connection: Connection, question: str) -> Any:
    return connection.execute(text(question)).scalar()


# --- loading -----------------------------------------------------------------------------------


def everything(engine: Engine) -> dict[str, list[str]]:
    with reading(engine) as connection:
        return {
            name: sorted(map(repr, connection.execute(select(*columns)).all()))
            for name, table in metadata.tables.items()
            if (columns := [c for c in table.columns if c.name not in OWN.get(name, ())])
        }


def test_two_loads_are_equal(engine: Engine, demo_engine: Engine) -> None:
    demo.load(engine)
    first, second = everything(engine), everything(demo_engine)
    assert first.keys() == second.keys()
    for name in first:
        assert first[name] == second[name], name


def test_only_an_empty_database_is_loaded(demo_engine: Engine) -> None:
    before = everything(demo_engine)
    with pytest.raises(demo.NotEmpty):
        demo.load(demo_engine)
    assert everything(demo_engine) == before


def test_data_of_others_is_left_alone(engine: Engine) -> None:
    with writing(engine) as connection:
        accounts.create_user(connection, "somebody", "Somebody", Role.ADMIN, "not a hash")
    with pytest.raises(demo.NotEmpty):
        demo.prepare(engine, password=PASSWORD)


def test_a_refused_password_leaves_the_database_empty(engine: Engine) -> None:
    with pytest.raises(ValueError, match="72 bytes"):
        demo.load(engine, password="x" * 73)
    with reading(engine) as connection:
        assert one(connection, "SELECT count(*) FROM organisation") == 0


def test_preparing_again_changes_only_the_password(demo_engine: Engine) -> None:
    assert demo.prepare(demo_engine, password=PASSWORD) is False
    for username in demo.ACCOUNTS:
        known = accounts.password_hash(demo_engine, username)
        assert known
        assert bcrypt.checkpw(PASSWORD.encode(), known.encode())
    with reading(demo_engine) as connection:
        before = connection.execute(select(app_user.c.sessions_valid_after)).scalars().all()
    assert demo.prepare(demo_engine, password=PASSWORD) is False
    with reading(demo_engine) as connection:
        assert connection.execute(select(app_user.c.sessions_valid_after)).scalars().all() == before


def test_four_accounts_one_of_each_role(db: Connection) -> None:
    rows = db.execute(select(app_user.c.username, app_user.c.role)).all()
    assert set(demo.ACCOUNTS) == {"steering", "officer", "manager", "admin"}
    assert [tuple(row) for row in rows if row.username != row.role] == []


def test_the_clock_starts_on_the_first_of_december(db: Connection) -> None:
    row = db.execute(select(installation)).one()
    assert row.is_demo
    assert row.clock_starts_at == datetime.combine(TODAY, time(9), HELSINKI)


# --- traps: the right number, and what a wrong count would give --------------------------------

SPARRING_P1 = "FROM sparring_application WHERE submitted_at < '2018-01-01'"
SPARRING_2018 = "FROM sparring_application WHERE round_code LIKE '2018-%'"
FACT = "FROM participation_fact WHERE starts_on"


@pytest.mark.parametrize(
    ("question", "right"),
    [
        (f"SELECT count(*) {SPARRING_P1}", 84),
        (f"SELECT count(DISTINCT organisation_id) {SPARRING_P1}", 80),
        (f"SELECT count(*) {SPARRING_2018}", 53),
        (f"SELECT count(DISTINCT organisation_id) {SPARRING_2018}", 50),
        ("SELECT count(*) FROM organisation", 246),
        ("SELECT count(DISTINCT organisation_id) FROM participation_fact", 241),
        (f"SELECT count(DISTINCT organisation_id) {FACT} < '2018-01-01'", 187),
        (f"SELECT count(DISTINCT organisation_id) {FACT} >= '2018-01-01'", 146),
        (f"SELECT count(DISTINCT organisation_id) {FACT} < '2018-01-01' AND is_long_service", 182),
        (f"SELECT count(DISTINCT organisation_id) {FACT} >= '2018-01-01' AND is_long_service", 146),
        ("SELECT sum(participant_count) FROM participation_fact", 10_000),
        ("SELECT sum(participant_count) FROM participation", 10_060),
        ("SELECT sum(participant_count) FROM participation_fact WHERE is_long_service", 5_000),
        ("SELECT sum(participant_count) FROM participation_fact WHERE is_long_service"
         " AND staff_group = 'employee'", 4_000),
        ("SELECT count(*) FROM deed WHERE deed_kind = 'deed' AND status = 'published'", 672),
        ("SELECT count(*) FROM deed WHERE deed_kind = 'deed' AND published_on IS NOT NULL", 675),
        ("SELECT count(*) FROM deed WHERE deed_kind = 'deed'", 684),
        ("SELECT count(*) FROM deed WHERE published_on <= '2018-01-31'"
         " AND status = 'published'", 291),
        ("SELECT count(*) FROM deed WHERE awarded_on IS NOT NULL", 34),
        ("SELECT count(*) FROM deed WHERE campaign_code = 'haastekampanja_2018'", 20),
        ("SELECT sum(budget_eur) FROM funding_period", 3_000_000),
        ("SELECT sum(amount_eur) FROM expenditure", 2_820_000),
        ("SELECT count(*) FROM newsletter WHERE sent_on BETWEEN '2018-01-01' AND '2018-12-31'", 21),
        ("SELECT sum(answers) FROM survey_answer WHERE survey_code = 'impact_2020'", 250),
        ("SELECT sum(answers) FROM survey_answer WHERE survey_code = 'impact_2020'"
         " AND grade >= 4", 190),
    ],
)  # fmt: skip
def test_counts(db: Connection, question: str, right: int) -> None:
    assert one(db, question) == right


def test_yearly_organisations_do_not_add_up(db: Connection) -> None:
    by_year = {
        year: one(
            db,
            f"SELECT count(DISTINCT organisation_id) {FACT}"
            f" BETWEEN '{year}-01-01' AND '{year}-12-31'",
        )
        for year in range(2015, 2021)
    }
    assert by_year == {2015: 70, 2016: 110, 2017: 97, 2018: 90, 2019: 93, 2020: 83}
    assert sum(by_year.values()) == 543


@pytest.mark.parametrize(
    ("service", "held", "arranged"), [("internal_developer_training", 7, 8), ("brunch", 3, 4)]
)
def test_cancelled_ones_of_2018_do_not_count(
    db: Connection, service: str, held: int, arranged: int
) -> None:
    in_2018 = (
        f"SELECT count(*) FROM activity WHERE service_type = '{service}'"
        " AND starts_on BETWEEN '2018-01-01' AND '2018-12-31'"
    )
    assert one(db, in_2018) == arranged
    assert one(db, f"{in_2018} AND status <> 'cancelled'") == held


def test_events_and_visits_of_2015(db: Connection) -> None:
    events = db.execute(
        text(
            "SELECT m.name_fi FROM activity a JOIN municipality m USING (municipality_code)"
            " WHERE service_type = 'regional_event' ORDER BY starts_on"
        )
    )
    assert sorted(events.scalars()) == ["Helsinki", "Kuopio", "Oulu", "Tampere"]
    assert one(db, "SELECT count(*) FROM activity WHERE service_type = 'visit'") == 20


def test_no_invented_fact_about_a_real_municipality(db: Connection) -> None:
    assert one(db, "SELECT count(*) FROM organisation WHERE municipality_code IS NOT NULL") == 0
    heads_in_kirkkonummi = (
        "SELECT count(*) FROM participation JOIN activity USING (activity_id)"
        " WHERE municipality_code = '257'"
    )
    assert one(db, "SELECT count(*) FROM activity WHERE municipality_code = '257'") == 1
    assert one(db, heads_in_kirkkonummi) == 0


def test_organisations_granted_sparring_in_the_second_period(db: Connection) -> None:
    granted = (
        "SELECT count(DISTINCT a.organisation_id) FROM sparring_application a"
        " JOIN application_decision d USING (application_id)"
        " WHERE d.outcome = 'approved' AND a.submitted_at >= '2018-01-01'"
    )
    assert one(db, granted) == 100
    assert one(db, f"{granted} AND a.days_granted IS NOT NULL") == 100


# --- rounds and queue --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "applications", "requested", "granted", "pool", "max_days"),
    [
        ("2015-1", 20, 40, 32, 36, 3),
        ("2016-1", 35, 66, 48, 48, 3),
        ("2016-2", 4, 5, 0, 6, 3),
        ("2017-1", 25, 52, 41, 44, 3),
        ("2018-1", 27, 70, 48, 48, 3),
        ("2018-2", 26, 46, 27, 27, 3),
        ("2019-1", 20, 38, 30, 30, 2),
        ("2019-2", 20, 34, 19, 19, 2),
        ("2020-1", 18, 33, 25, 25, 2),
        ("2020-2", 37, 63, 17, 29, 2),
    ],
)
def test_rounds(
    db: Connection,
    code: str,
    applications: int,
    requested: int,
    granted: int,
    pool: int,
    max_days: int,
) -> None:
    asked = db.execute(
        text(
            "SELECT count(*), sum(days_requested), coalesce(sum(days_granted), 0)"
            " FROM sparring_application WHERE round_code = :code"
        ),
        {"code": code},
    ).one()
    kept = db.execute(
        text(
            "SELECT days_reserved, day_pool, max_days FROM sparring_round WHERE round_code = :code"
        ),
        {"code": code},
    ).one()
    assert tuple(asked) == (applications, requested, granted)
    assert tuple(kept) == (granted, pool, max_days)


def test_queue(db: Connection) -> None:
    rows = db.execute(
        select(
            sparring_application.c.status,
            func.count(),
            func.sum(sparring_application.c.days_requested),
        )
        .where(sparring_application.c.closed_at.is_(None))
        .group_by(sparring_application.c.status)
    ).all()
    assert {status: (count, days) for status, count, days in rows} == {
        "submitted": (8, 14),
        "in_review": (3, 5),
        "clarification_requested": (2, 4),
    }


def test_ages_of_the_queue(db: Connection) -> None:
    arrived = db.execute(
        select(sparring_application.c.submitted_at)
        .where(sparring_application.c.closed_at.is_(None))
        .order_by(sparring_application.c.submitted_at)
    ).scalars()
    ages = [working_days(local_date(moment), TODAY) for moment in arrived]
    assert ages == [21, 19, 18, 16, 14, 13, 11, 10, 8, 7, 5, 3, 1]


def test_days_asked_by_theme(db: Connection) -> None:
    rows = db.execute(
        text(
            "SELECT theme, sum(days_requested) FROM sparring_application"
            " WHERE closed_at IS NULL GROUP BY theme"
        )
    ).all()
    assert dict(map(tuple, rows)) == {
        "well_being": 8,
        "process_renewal": 6,
        "shared_culture": 5,
        "customer_oriented": 4,
    }


def test_one_clarification_is_overdue(db: Connection) -> None:
    due = db.execute(
        text(
            "SELECT c.due_on FROM clarification_request c"
            " JOIN sparring_application a USING (application_id, version)"
            " WHERE a.status = 'clarification_requested' ORDER BY c.due_on"
        ).columns(due_on=contact.c.retain_until.type)
    ).scalars()
    assert list(due) == [date(2020, 11, 27), date(2020, 12, 8)]


def test_four_approved_ones_have_no_date_yet(db: Connection) -> None:
    decided = db.execute(
        select(sparring_application.c.decided_at)
        .where(sparring_application.c.status == "approved")
        .order_by(sparring_application.c.decided_at)
    ).scalars()
    days = [local_date(moment) for moment in decided]
    assert (len(days), days[0], days[-1]) == (4, date(2020, 10, 6), TODAY)


def test_the_oldest_applicant_was_granted_two_days_in_2018(db: Connection) -> None:
    rows = db.execute(
        text(
            "SELECT a.application_no, a.days_granted FROM sparring_application a"
            " JOIN organisation USING (organisation_id)"
            " WHERE name_fi = 'Kuusilahden kaupunki' ORDER BY a.submitted_at"
        )
    ).all()
    assert [days for _, days in rows] == [2, None]
    assert [number[:7] for number, _ in rows] == ["SP-2018", "SP-2020"]


# --- life cycles -------------------------------------------------------------------------------


def test_history_tells_where_every_application_stands(db: Connection) -> None:
    wrong = (
        "SELECT count(*) FROM sparring_application a JOIN application_event e"
        " ON e.application_id = a.application_id AND e.version = a.version"
        " WHERE e.to_status <> a.status OR e.at <> a.changed_at"
    )
    assert one(db, wrong) == 0
    assert one(db, "SELECT count(DISTINCT application_id) FROM application_event") == 232


def test_every_kind_of_ending_occurs(db: Connection) -> None:
    found = set(db.execute(select(sparring_application.c.status).distinct()).scalars())
    assert found == {
        "submitted", "in_review", "clarification_requested", "approved", "scheduled",
        "in_progress", "completed", "rejected", "withdrawn", "cancelled",
    }  # fmt: skip


def test_nothing_happens_after_the_demo_begins(db: Connection) -> None:
    latest = one(db, "SELECT max(at) FROM application_event WHERE at > '2020-12-01 07:00:00'")
    assert latest is None


def test_letters_have_left(db: Connection) -> None:
    statuses = db.execute(select(letter.c.status).distinct()).scalars().all()
    assert statuses == ["sent"]


def test_processing_takes_nine_working_days_at_the_median(db: Connection) -> None:
    rows = db.execute(
        select(sparring_application.c.submitted_at, sparring_application.c.decided_at).where(
            sparring_application.c.decided_at.is_not(None)
        )
    ).all()
    taken = sorted(working_days(local_date(row[0]), local_date(row[1])) for row in rows)
    assert taken[len(taken) // 2] == 9


def test_old_contacts_are_erased_and_the_rest_are_called_esimerkki(db: Connection) -> None:
    rows = db.execute(select(contact)).all()
    kept = [row for row in rows if row.erased_at is None]
    assert kept
    assert len(rows) > len(kept)
    assert all(row.full_name.endswith(" Esimerkki") for row in kept)
    assert all(row.email.endswith(".example") for row in kept)
    assert all(row.retain_until >= TODAY for row in kept)


def test_numbers_go_on_after_the_demo(demo_engine: Engine) -> None:
    """Rows loaded with their numbers leave room for the next row of any program."""
    with writing(demo_engine) as connection:
        highest = connection.execute(select(func.max(organisation.c.organisation_id))).scalar_one()
        added = connection.execute(
            insert(organisation)
            .values(name_fi="Uusi kuntayhtymä", organisation_type="joint_authority")
            .returning(organisation.c.organisation_id)
        ).scalar_one()
    assert added == highest + 1
