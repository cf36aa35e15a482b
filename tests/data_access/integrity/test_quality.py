"""What is odd in the data is listed, each kind with the row that somebody should look at."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from data_access.connect import reading
from data_access.integrity.quality import Oddity, QualityFinding, quality
from data_access.schema import (
    application_proposal,
    contact,
    context_index,
    context_value,
    deed,
    municipality,
    region,
    region_base,
)
from programme.calendar import local_date
from programme.deed_submissions import SubmissionStatus
from programme.lifecycle import Action, Status
from tests.data_access.beside import base, index, value
from tests.data_access.desk import Desk
from tests.data_access.happenings import held
from tests.data_access.scenarios import NOW, OFFICER, REASON, World, local
from tests.data_access.tampering import tamper

TODAY = local_date(NOW)
SOUND: dict[str, Any] = {"municipality_code": "005", "employee_count": 100}


def odd(world: World, on: date = TODAY) -> set[tuple[Oddity, str]]:
    """Kind and row of everything that is odd."""
    with reading(world.engine) as connection:
        return {(found.kind, found.row) for found in quality(connection, on)}


@pytest.fixture
def office(world: World) -> World:
    """A world with a municipality, in which nothing is odd."""
    row = {"municipality_code": "005", "name_fi": "A", "name_sv": "A", "region_code": "MK01"}
    world.add(municipality, row)
    number = world.organisation(**SOUND)
    held(world, {number: 3})
    assert odd(world) == set()
    return world


def kept_contact(world: World, organisation_id: int, until: date) -> int:
    world.add(
        contact,
        {"contact_id": 1, "organisation_id": organisation_id, "retain_until": until},
    )
    return 1


def nowhere(world: World) -> str:
    """Only a database that forgot its own rule holds such an activity."""
    if world.engine.dialect.name == "postgresql":
        tamper(world.engine, "ALTER TABLE activity DROP CONSTRAINT region_unless_remote")
    world.change("UPDATE activity SET region_code = 'MK01'")
    number = held(world, {1: 3})
    tamper(
        world.engine, f"UPDATE activity SET delivery_mode = 'onsite' WHERE activity_id = {number}"
    )
    return str(number)


def outgrown(world: World) -> str:
    small = world.organisation(**SOUND | {"employee_count": 4})
    return str(held(world, {small: 5}))


def without_contact(world: World) -> str:
    return world.application(organisation_id=1)


def approved_long_ago(world: World) -> str:
    contact_id = kept_contact(world, 1, date(2030, 1, 1))
    at = local(2020, 10, 1)
    return world.application(
        Status.APPROVED,
        at=at + timedelta(hours=9),
        submitted_at=at,
        organisation_id=1,
        contact_id=contact_id,
    )


def unowned(world: World) -> str:
    row = {"deed_kind": "deed", "title": "T", "status": "published", "published_on": TODAY}
    world.add(deed, {"deed_id": 5, **row})
    return "5"


def with_bell(world: World) -> str:
    """Another program than ours has stored a sign that no file may bring in."""
    return str(world.organisation(**SOUND, name_sv="Tall\x07by"))


def proposed_long_ago(world: World) -> str:
    contact_id = kept_contact(world, 1, date(2030, 1, 1))
    number = world.application(Status.IN_REVIEW, organisation_id=1, contact_id=contact_id)
    row = world.row(number)
    proposal = {
        "application_id": row.application_id,
        "version": row.version,
        "outcome": "approved",
        "days": 1,
        "rationale": REASON,
        "source": "office",
        "proposed_by": OFFICER,
    }
    for days in (20, 15):
        at = NOW - timedelta(days=days)
        world.add(application_proposal, proposal | {"proposed_at": at, "request_key": f"{days}"})
    return number


def sent_long_ago(world: World) -> str:
    at = local(2020, 11, 2)
    return Desk(world).submission(organisation_id=1, submitted_at=at, changed_at=at)


def enrolled_long_ago(world: World) -> str:
    """To a training that is still to come, which is not odd."""
    desk, at, starts_on = Desk(world), local(2020, 11, 2), date(2020, 12, 15)
    training = desk.training(starts_on=starts_on, ends_on=starts_on)
    return desk.enrolment(training, organisation_id=1, people=1, submitted_at=at, changed_at=at)


def with_letter(world: World, status: str) -> str:
    number = Desk(world).submission(SubmissionStatus.RETURNED, organisation_id=1)
    world.change(f"UPDATE letter SET status = '{status}'")
    return number


def with_half_a_base(world: World) -> str:
    """Of a year that Åland is loaded for, but one region of the target area is not."""
    world.add(region_base, base("MK01", 5), base("MK02", 5), base("MK01", 6, 2020))
    world.add(region_base, base("MK21", 5, 2020))
    return "inhabitants/2020/MK02"


def with_empty_index(world: World) -> str:
    world.add(context_index, index())
    return "vitality/2019"


def with_renamed_index(world: World) -> str:
    """The newest year's name is the one that the others should have."""
    for year, changes in ((2018, {"name_sv": "Annat"}), (2019, {}), (2020, {})):
        world.add(context_index, index(year, **changes))
        world.add(context_value, value("MK01", 5, year))
    return "vitality/2018"


MAKERS: dict[Oddity, Callable[[World], str]] = {
    Oddity.ACTIVITY_WITHOUT_REGION: nowhere,
    Oddity.ACTIVITY_WITHOUT_PARTICIPATION: lambda world: str(held(world)),
    Oddity.ACTIVITY_OUTSIDE_PERIOD: lambda world: str(held(world, {1: 3}, period_code="2015-2017")),
    Oddity.ACTIVITY_NOT_CLOSED: lambda world: str(held(world, status="running")),
    Oddity.PARTICIPATION_ABOVE_SIZE: outgrown,
    Oddity.ORGANISATION_WITHOUT_REGION: lambda world: str(world.organisation(None, **SOUND)),
    Oddity.ORGANISATION_WITHOUT_MUNICIPALITY: lambda world: str(world.organisation()),
    Oddity.ORGANISATION_IN_ANOTHER_REGION: lambda world: str(world.organisation("MK02", **SOUND)),
    Oddity.ORGANISATION_TWICE: lambda world: str(world.organisation(**SOUND, name_fi=" KUNTA-1 ")),
    Oddity.APPROVED_WITHOUT_SESSION: approved_long_ago,
    Oddity.APPLICATION_WITHOUT_CONTACT: without_contact,
    Oddity.CONTACT_PAST_RETENTION: lambda world: str(
        kept_contact(world, 1, TODAY - timedelta(days=1))
    ),
    Oddity.DEED_WITHOUT_ORGANISATION: unowned,
    Oddity.PROPOSAL_LEFT_LYING: proposed_long_ago,
    Oddity.SUBMISSION_UNANSWERED: sent_long_ago,
    Oddity.ENROLMENT_UNANSWERED: enrolled_long_ago,
    Oddity.LETTER_FAILED: lambda world: with_letter(world, "failed"),
    Oddity.LETTER_MAY_HAVE_LEFT: lambda world: with_letter(world, "handed_over"),
    Oddity.BASE_LACKS_REGION: with_half_a_base,
    Oddity.INDEX_WITHOUT_VALUES: with_empty_index,
    Oddity.INDEX_RENAMED: with_renamed_index,
    Oddity.CONTROL_CHARACTER: with_bell,
}


@pytest.mark.parametrize("kind", Oddity)
def test_what_is_odd_is_listed_and_nothing_else(office: World, kind: Oddity) -> None:
    row = MAKERS[kind](office)
    assert odd(office) == {(kind, row)}


def test_a_contact_may_be_kept_on_its_last_day(office: World) -> None:
    kept_contact(office, 1, TODAY)
    assert odd(office) == set()


def test_a_proposal_that_was_made_anew_or_is_decided_on_is_not_odd(office: World) -> None:
    number = proposed_long_ago(office)
    assert odd(office, TODAY - timedelta(days=2)) == set()
    office.act(number, Action.REJECT)
    assert odd(office) == set()


def test_a_failed_letter_says_why(office: World) -> None:
    number = with_letter(office, "failed")
    office.change("UPDATE letter SET failure = '550 tuntematon'")
    with reading(office.engine) as connection:
        (found,) = quality(connection, TODAY)
    assert (found.table, found.row) == ("deed_submission", number)
    assert found.detail == "550 tuntematon"


def test_sixty_days_are_time_enough_for_a_session(office: World) -> None:
    number = approved_long_ago(office)
    decided = local_date(office.row(number).decided_at)
    assert odd(office, decided + timedelta(days=60)) == set()
    assert odd(office, decided + timedelta(days=61)) == {(Oddity.APPROVED_WITHOUT_SESSION, number)}


def test_a_finding_says_what_it_is_about(office: World) -> None:
    with reading(office.engine) as connection:
        office.organisation(**SOUND, name_fi="kunta 1.")
    with reading(office.engine) as connection:
        (found,) = quality(connection, TODAY)
    expected = QualityFinding(Oddity.ORGANISATION_TWICE, "organisation", "2", "Kunta 1")
    assert found == expected


def test_a_base_that_lacks_a_region_says_which(office: World) -> None:
    with_half_a_base(office)
    with reading(office.engine) as connection:
        (found,) = quality(connection, TODAY)
    (named,) = office.all(select(region.c.name_fi).where(region.c.region_code == "MK02"))
    assert (found.table, found.detail) == ("region_base", named.name_fi)


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x1f", "\x7f", "\x85", "\x9f"])
def test_each_control_character_is_named_with_its_column(office: World, sign: str) -> None:
    number = office.application(organisation_id=1, goal=f"Tavoite{sign}", need=f"{sign}\t\r\n")
    office.application(goal="Rivi\r\n\ttoinen ä – 😀\u00a0")
    with reading(office.engine) as connection:
        found = [
            (each.table, each.row, each.detail)
            for each in quality(connection, TODAY)
            if each.kind is Oddity.CONTROL_CHARACTER
        ]
    assert found == [("sparring_application", number, "need")]


def test_the_demo_shows_its_oddities(demo_engine: Engine) -> None:
    found = {kind for kind, _ in odd(World(demo_engine))}
    assert Oddity.ORGANISATION_WITHOUT_MUNICIPALITY in found
    assert Oddity.ACTIVITY_WITHOUT_REGION not in found
    assert Oddity.CONTACT_PAST_RETENTION not in found
