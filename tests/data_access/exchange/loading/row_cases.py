"""Rows that do not fit the other rows: references, uniqueness, columns that do not go together."""

from datetime import date
from typing import Any

from sqlalchemy import insert

from data_access.connect import writing
from data_access.schema import contact, installation
from programme.lifecycle import Status
from tests.data_access.exchange.loading.cases import Unfit, changed, rows
from tests.data_access.exchange.loading.telling import CAME, Tables, told
from tests.data_access.scenarios import ADMIN, World, local

APPLICATION, EVENT = "sparring_application.csv", "application_event.csv"
VERSION, DECISION = "application_version.csv", "application_decision.csv"


def _organisation(**changes: Any) -> dict[str, Any]:
    row = {"organisation_id": 9, "name_fi": "Kunta 9", "organisation_type": "municipality"}
    return {**row, "region_code": "MK01", **changes}


def _activity(**changes: Any) -> dict[str, Any]:
    row = {
        "activity_id": 1,
        "service_type": "workshop",
        "period_code": "2018-2020",
        "name": "Työpaja",
        "starts_on": date(2019, 5, 2),
        "ends_on": date(2019, 5, 3),
        "delivery_mode": "onsite",
        "region_code": "MK01",
        "status": "completed",
    }
    return row | changes


def _user(name: str, **changes: Any) -> dict[str, Any]:
    return {"username": name, "display_name": name.title(), "role": "manager", **changes}


def _pool_under_granted(world: World) -> Tables:
    world.application(Status.APPROVED, days=2, organisation_id=1)
    return {"sparring_round": [_round(day_pool=1)]}


def _round(**changes: Any) -> dict[str, Any]:
    row = {
        "round_code": "2020-2",
        "opens_at": local(2020, 10, 1),
        "closes_at": local(2020, 12, 31),
        "max_days": 2,
        "day_pool": 10,
    }
    return row | changes


def _demo_into_real(world: World) -> Tables:
    assert world.count(installation) == 0
    return {"installation": [{"is_demo": True, "clock_starts_at": CAME}]}


def _real_into_demo(world: World) -> Tables:
    with writing(world.engine) as connection:
        connection.execute(insert(installation).values(installation_id=1, is_demo=True))
    return {"installation": [{"is_demo": False, "clock_starts_at": None}]}


def _erased_contact(world: World) -> Tables:
    row = {"contact_id": 1, "organisation_id": 1, "retain_until": date(2020, 1, 1)}
    world.add(contact, row | {"erased_at": CAME})
    return {"contact": [row | {"full_name": "Maija Mallikas", "erased_at": None}]}


def _last_admin(world: World) -> Tables:
    assert ADMIN
    return {"app_user": [_user(ADMIN, role="officer")]}


ROWS: dict[str, Unfit] = {
    "unknown region": Unfit(
        rows("organisation", _organisation(region_code="MK99")),
        "organisation.csv",
        2,
        "region_code",
        "the region_code of a row of region",
    ),
    "unknown municipality": Unfit(
        rows("organisation", _organisation(municipality_code="999")),
        "organisation.csv",
        2,
        "municipality_code",
        "the municipality_code of a row of municipality",
    ),
    "unknown period": Unfit(
        rows("activity", _activity(period_code="2030-2032")),
        "activity.csv",
        2,
        "period_code",
        "the period_code of a row of funding_period",
    ),
    "unknown organisation of a participation": Unfit(
        lambda _world: {
            "activity": [_activity()],
            "participation": [
                {
                    "activity_id": 1,
                    "organisation_id": 1,
                    "staff_group": "employee",
                    "participant_count": 3,
                },
                {
                    "activity_id": 1,
                    "organisation_id": 77,
                    "staff_group": "employee",
                    "participant_count": 3,
                },
            ],
        },
        "participation.csv",
        3,
        "organisation_id",
        "organisation_id of a row of organisation",
    ),
    "unknown activity": Unfit(
        rows(
            "participation",
            {
                "activity_id": 5,
                "organisation_id": 1,
                "staff_group": "employee",
                "participant_count": 3,
            },
        ),
        "participation.csv",
        2,
        "activity_id",
        "activity_id of a row of activity",
    ),
    "unknown applicant": Unfit(
        changed("sparring_application", organisation_id=77),
        APPLICATION,
        2,
        "organisation_id",
        "organisation_id of a row of organisation",
    ),
    "unknown round": Unfit(
        changed("sparring_application", round_code="2031-1"),
        APPLICATION,
        2,
        "round_code",
        "round_code of a row of sparring_round",
    ),
    "unknown actor": Unfit(
        changed("application_event", 1, "in_review", actor="nobody"),
        EVENT,
        3,
        "actor",
        "the username of a row of app_user",
    ),
    "unknown application": Unfit(
        lambda _world: {"application_event": told("SP-2020-999")["application_event"]},
        EVENT,
        2,
        "application_no",
        "application_no of a row of sparring_application",
    ),
    "name that another has": Unfit(
        rows("organisation", _organisation(name_fi="Kunta 2")),
        "organisation.csv",
        2,
        "name_fi",
        "organisation 2 in the database does not have",
    ),
    "two of one name": Unfit(
        rows("organisation", _organisation(), _organisation(organisation_id=10)),
        "organisation.csv",
        3,
        "name_fi",
        "a value that row 2 does not have",
    ),
    "request key twice": Unfit(
        changed("application_event", 1, "in_review", request_key="SP-2020-901/1"),
        EVENT,
        3,
        "request_key",
        "a value that row 2 does not have",
    ),
    "ends before it starts": Unfit(
        rows("activity", _activity(ends_on=date(2019, 5, 1))),
        "activity.csv",
        2,
        "ends_on",
        "ends_on >= starts_on",
    ),
    "on site nowhere": Unfit(
        rows("activity", _activity(region_code=None)),
        "activity.csv",
        2,
        "delivery_mode",
        "region_code IS NOT NULL",
    ),
    "closes before it opens": Unfit(
        rows("sparring_round", _round(round_code="2021-1", closes_at=local(2020, 9, 1))),
        "sparring_round.csv",
        2,
        "closes_at",
        "closes_at > opens_at",
    ),
    "no declaration on lay-offs": Unfit(
        changed("sparring_application", no_layoff_declared=False),
        APPLICATION,
        2,
        "no_layoff_declared",
        "no_layoff_declared",
    ),
    "staff left out": Unfit(
        changed("sparring_application", includes_staff=False),
        APPLICATION,
        2,
        "includes_management",
        "includes_management AND includes_staff",
    ),
    "days of a rejection": Unfit(
        changed("sparring_application", 0, "in_review", "rejected", days_granted=1),
        APPLICATION,
        2,
        "days_granted",
        "days_granted IS NOT NULL",
    ),
    "pool under what is granted": Unfit(
        _pool_under_granted,
        "sparring_round.csv",
        2,
        "day_pool",
        "at least 2",
    ),
    "another sum of days": Unfit(
        rows("sparring_round", _round(days_reserved=4)),
        "sparring_round.csv",
        2,
        "days_reserved",
        "0, the days granted in the round",
    ),
    "demo into real data": Unfit(
        _demo_into_real, "installation.csv", 2, "is_demo", "not the demo's"
    ),
    "real data into a demo": Unfit(
        _real_into_demo,
        "installation.csv",
        2,
        "is_demo",
        "true, as in the database",
    ),
    "erased contact": Unfit(
        _erased_contact, "contact.csv", 2, "full_name", "the contact was erased"
    ),
    "last administrator": Unfit(_last_admin, "app_user.csv", 2, "role", "nobody else is one"),
}
