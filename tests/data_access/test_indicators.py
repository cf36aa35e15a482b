"""What each figure counts, and the traps that make it wrong."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.connect import reading
from data_access.indicators import Scope, Values, measure, measure_units
from data_access.schema import expenditure, newsletter
from programme.calendar import end_of, start_of
from programme.indicators import INDICATORS
from programme.lifecycle import Action, Status
from programme.periods import FUNDING_PERIODS, WHOLE, YEARS, parse
from tests.data_access.happenings import SPRING, attend, held, shown
from tests.data_access.scenarios import NOW, World, local

END = date(2020, 12, 31)
PERIODS = (WHOLE, *FUNDING_PERIODS, *YEARS)


def figures(
    world: World, period: str | None = None, as_of: date = END, region: str | None = None
) -> Values:
    """All indicators of one scope."""
    with reading(world.engine) as connection:
        return measure(connection, Scope(parse(period), as_of, region))[0]


def some(world: World, *codes: str, **scope: Any) -> tuple[Any, ...]:
    """Chosen indicators of one scope."""
    found = figures(world, **scope)
    return tuple(found[code] for code in codes)


REACH = ("organisations_reached", "participations")
LONG = ("long_service_organisations", "long_service_participations")


def test_nothing_gives_zero_or_nothing(world: World) -> None:
    found = figures(world)
    assert set(found) == set(INDICATORS)
    undefined = {
        *("oldest_pending_days", "processing_days_median", "approval_rate"),
        *("days_per_1000_employees", "days_per_1000_inhabitants"),
    }
    assert {code for code, value in found.items() if value is None} == undefined
    assert {found[code] for code in set(found) - undefined - {"budget_eur"}} == {0}


def test_organisations_are_counted_once_and_participations_every_time(world: World) -> None:
    one, two = world.organisation(), world.organisation()
    for year in (2018, 2019, 2020):
        held(world, {one: 10, two: 1}, on=date(year, 3, 2))
    attend(world, held(world, {one: 4}), one, 2, group="management")
    assert some(world, *REACH) == (2, 39)
    assert [some(world, *REACH, period=str(year))[0] for year in (2018, 2019, 2020)] == [2, 2, 2]


@pytest.mark.parametrize("status", ["planned", "cancelled"])
def test_what_was_not_held_reached_nobody(world: World, status: str) -> None:
    held(world, {world.organisation(): 5}, status=status)
    assert some(world, *REACH, *LONG) == (0, 0, 0, 0)


def test_a_visit_is_not_participation(world: World) -> None:
    held(world, {world.organisation(): 3}, service="visit", delivery_mode="remote")
    assert some(world, *REACH) == (0, 0)


def test_short_services_do_not_count_as_long_ones(world: World) -> None:
    one, two = world.organisation(), world.organisation()
    held(world, {one: 5}, service="network", status="running")
    held(world, {one: 2, two: 7}, service="webinar")
    assert some(world, *REACH, *LONG) == (2, 14, 1, 5)


def test_trainings_count_when_they_start_and_brunches_when_they_are_over(world: World) -> None:
    training, brunch = "internal_developer_training", "brunch"
    held(world, service=training, on=date(2018, 12, 30), ends_on=date(2019, 2, 1))
    held(world, service=training, on=date(2018, 5, 2), status="running")
    held(world, service=training, on=date(2018, 5, 2), status="cancelled")
    held(world, service=brunch, on=date(2018, 12, 31), ends_on=date(2019, 1, 1))
    held(world, service=brunch, on=date(2018, 3, 1))
    held(world, service=brunch, on=date(2018, 3, 1), status="cancelled")
    held(world, service=brunch, on=date(2018, 3, 1), status="running")
    codes = ("trainings_started", "brunches_held")
    assert some(world, *codes, period="2018") == (2, 1)
    assert some(world, *codes, period="2019") == (0, 1)


def test_deeds_are_what_could_be_read_on_the_day(world: World) -> None:
    shown(world)
    shown(world, status="unpublished", withdrawn_on=date(2019, 6, 1))
    shown(world, None, status="draft")
    shown(world, None, status="submitted")
    shown(world, deed_kind="solution")
    shown(world, date(2020, 1, 1), awarded_on=date(2020, 11, 25))
    codes = ("deeds", "solutions", "deeds_awarded")
    assert some(world, *codes) == (2, 1, 1)
    assert some(world, *codes, as_of=date(2019, 5, 31)) == (2, 1, 0)
    assert some(world, *codes, as_of=date(2019, 6, 1)) == (1, 1, 0)
    assert some(world, *codes, as_of=SPRING - timedelta(days=1)) == (0, 0, 0)
    assert some(world, *codes, period="2020") == (1, 0, 1)


def test_an_organisation_applies_twice_and_stays_one(world: World) -> None:
    keen = world.organisation()
    world.round("2020-1", opens_at=local(2020, 1, 1), closes_at=local(2020, 6, 1))
    for code, month in (("2020-1", 3), (None, 11)):
        extra: dict[str, Any] = {"round_code": code} if code else {}
        at = local(2020, month, 2)
        world.application(organisation_id=keen, submitted_at=at, days_requested=1, **extra)
    world.application(Status.DRAFT)
    codes = ("sparring_applications", "applicant_organisations", "days_requested")
    assert some(world, *codes, period="2020") == (2, 1, 2)
    assert some(world, *codes, period="2019") == (0, 0, 0)


def test_decisions_give_days_a_rate_and_a_time(world: World) -> None:
    """Received on Monday 2.11.; decided on Tuesday, a week later, and after a month."""
    world.application(Status.APPROVED, days=2, at=local(2020, 11, 3))
    world.application(Status.REJECTED, at=local(2020, 11, 9))
    world.application(Status.COMPLETED, at=local(2020, 12, 1))
    world.application(Status.CANCELLED, at=local(2020, 12, 1))
    world.application(Status.WITHDRAWN, at=local(2020, 11, 5))
    assert some(
        world,
        *("days_granted", "approval_rate", "processing_days_median"),
        *("sparring_organisations", "pending_applications"),
    ) == (3, 0.75, (5 + 21) / 2, 3, 0)


def test_an_approval_taken_back_never_was(world: World) -> None:
    number = world.application(Status.APPROVED)
    world.act(number, Action.UNDO)
    codes = ("days_granted", "approval_rate", "sparring_organisations", "pending_applications")
    assert some(world, *codes) == (0, None, 0, 1)


def test_the_queue_as_it_was_on_a_day(world: World) -> None:
    world.application(Status.REJECTED, at=local(2020, 11, 20))
    world.application(submitted_at=local(2020, 11, 16))
    codes = ("pending_applications", "oldest_pending_days")
    days = [date(2020, 11, day) for day in (1, 2, 16, 19, 20, 23)]
    found = [some(world, *codes, as_of=day) for day in days]
    assert found == [(0, None), (1, 0), (2, 10), (2, 13), (1, 4), (1, 5)]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (start_of(date(2020, 11, 2)), date(2020, 11, 2)),
        (end_of(date(2020, 11, 2)) - timedelta(microseconds=1), date(2020, 11, 2)),
        (end_of(date(2020, 11, 2)), date(2020, 11, 3)),
    ],
)
def test_a_day_is_a_finnish_day(world: World, moment: Any, day: date) -> None:
    world.application(submitted_at=moment)
    assert some(world, "sparring_applications", as_of=day) == (1,)
    assert some(world, "sparring_applications", as_of=day - timedelta(days=1)) == (0,)


def test_new_years_eve_belongs_to_the_old_year(world: World) -> None:
    world.round("2020-1", opens_at=local(2019, 12, 1), closes_at=local(2020, 6, 1))
    for at in (local(2019, 12, 31, 23, 59), local(2020, 1, 1, 0, 0)):
        world.application(round_code="2020-1", submitted_at=at)
    assert some(world, "sparring_applications", period="2019") == (1,)
    assert some(world, "sparring_applications", period="2020") == (1,)


def test_money_and_letters_belong_to_the_programme(world: World) -> None:
    spending = {"period_code": "2018-2020", "cost_category": "staff"}
    world.add(expenditure, {**spending, "booked_on": SPRING, "amount_eur": "164000.50"})
    world.add(newsletter, {"sent_on": SPRING, "subject": "Uutiskirje"})
    codes = ("budget_eur", "spent_eur", "budget_used", "newsletters_sent")
    assert some(world, *codes) == (3_000_000, 164_000.5, 0.0547, 1)
    assert some(world, *codes, period="2018-2020") == (1_640_000, 164_000.5, 0.1, 1)
    assert some(world, *codes, period="2019") == (None, 164_000.5, None, 1)
    assert some(world, *codes, region="MK01") == (None, None, None, None)


def test_a_region_without_anything_has_zeros_and_aland_has_nothing(world: World) -> None:
    held(world, {world.organisation("MK21"): 5, world.organisation("MK01"): 1})
    assert some(world, *REACH, region="MK01") == (1, 1)
    assert some(world, *REACH, region="MK02") == (0, 0)
    assert set(figures(world, region="MK21").values()) == {None}
    assert some(world, *REACH) == (2, 6)


def test_an_organisation_without_region_is_in_none_and_in_all(world: World) -> None:
    held(world, {world.organisation(None): 5})
    with reading(world.engine) as connection:
        (regions,) = measure_units(connection, Scope(WHOLE, END))
    assert [regions[code]["participations"] for code in ("MK01", "MK02", "MK21", "")] == [
        *(0, 0, None, 5)
    ]
    assert some(world, *REACH) == (1, 5)


def test_scopes_asked_together_are_answered_apart(world: World) -> None:
    held(world, {world.organisation(): 5})
    world.application(Status.REJECTED, at=NOW)
    scopes = [Scope(period, as_of) for period in PERIODS for as_of in (SPRING, END)]
    with reading(world.engine) as connection:
        assert measure(connection, *scopes) == [measure(connection, s)[0] for s in scopes]


DAYS = st.dates(date(2018, 1, 1), END)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    home=st.sampled_from(["MK01", "MK02", "MK21", None]),
    place=st.sampled_from(["MK01", "MK02", None]),
    service=st.sampled_from(["workshop", "visit", "brunch", "internal_developer_training"]),
    status=st.sampled_from([Status.DRAFT, Status.SUBMITTED, Status.REJECTED, Status.APPROVED]),
    day=DAYS,
    as_of=DAYS,
    period=st.sampled_from(PERIODS),
)
def test_regions_measured_together_are_as_measured_alone(
    shared_world: World, home: Any, place: Any, service: str, status: Status, day: date,
    as_of: date, period: Any,
) -> None:  # fmt: skip
    shared_world.change("UPDATE sparring_round SET day_pool = 500, opens_at = '2017-01-01'")
    organisation = shared_world.organisation(home)
    held(shared_world, {organisation: 3}, service=service, on=day, region_code=place)
    shown(shared_world, day, organisation_id=organisation)
    at = local(day.year, day.month, day.day)
    shared_world.application(status, at=at, organisation_id=organisation, submitted_at=at)
    with reading(shared_world.engine) as connection:
        (together,) = measure_units(connection, Scope(period, as_of))
        codes = ("MK01", "MK02", "MK21")
        alone = measure(connection, *(Scope(period, as_of, code) for code in codes))
        (whole,) = measure(connection, Scope(period, as_of))
    for values in alone:
        del values["processing_days_median"]
    assert [together[code] for code in codes] == alone
    for code in ("sparring_applications", "participations", "deeds", "days_granted"):
        assert sum(together[region][code] or 0 for region in together) <= (whole[code] or 0)
