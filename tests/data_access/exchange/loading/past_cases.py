"""Applications that do not fit the database: their past, their round, others in it."""

from datetime import date, timedelta

from data_access.schema import expert
from programme.lifecycle import Status
from tests.data_access.exchange.loading.cases import Unfit, changed
from tests.data_access.exchange.loading.telling import Tables, together, told
from tests.data_access.scenarios import World, local

APPLICATION, EVENT = "sparring_application.csv", "application_event.csv"
VERSION, DECISION = "application_version.csv", "application_decision.csv"


def _live_already(world: World) -> Tables:
    world.application(Status.IN_REVIEW, organisation_id=1)
    return told()


def _two_live(_world: World) -> Tables:
    return together(told("SP-2020-901"), told("SP-2020-902", came=local(2020, 11, 5)))


def _pool_exceeded(world: World) -> Tables:
    world.change("UPDATE sparring_round SET day_pool = 1")
    return together(
        told("SP-2020-901", "in_review", "approved", organisation=1),
        told("SP-2020-902", "in_review", "approved", organisation=2, came=local(2020, 11, 5)),
    )


def _other_past(world: World) -> Tables:
    number = world.application(Status.IN_REVIEW, organisation_id=1)
    return told(number, "in_review")


def _older(world: World) -> Tables:
    number = world.application(Status.APPROVED, organisation_id=1)
    row = world.row(number)
    wanted = told(number)["sparring_application"][0]
    return {
        "sparring_application": [
            {name: getattr(row, name) for name in wanted} | {"version": 1, "status": "submitted"}
        ]
    }


def _same_version(world: World) -> Tables:
    number = world.application(organisation_id=1)
    row = world.row(number)
    wanted = told(number)["sparring_application"][0]
    return {
        "sparring_application": [
            {name: getattr(row, name) for name in wanted} | {"title": "Toinen"}
        ]
    }


def _moved_round(world: World) -> Tables:
    world.round("2021-1")
    number = world.application(organisation_id=1)
    row = world.row(number)
    wanted = told(number)["sparring_application"][0]
    return {
        "sparring_application": [
            {name: getattr(row, name) for name in wanted} | {"round_code": "2021-1", "version": 2}
        ]
    }


def _letter_came_back(world: World) -> Tables:
    number = world.application(Status.APPROVED, organisation_id=1)
    world.change("UPDATE letter SET status = 'sent'")
    at = world.row(number).changed_at
    return {
        "letter": [
            {
                "application_no": number,
                "version": 3,
                "template": "approved",
                "language": "fi",
                "status": "waiting",
                "written_at": at,
                "send_after": at + timedelta(minutes=10),
            }
        ]
    }


def _too_many_sessions(world: World) -> Tables:
    _expert(world)
    tables = told("SP-2020-901", "in_review", "approved")
    session = {
        "application_no": "SP-2020-901",
        "session_no": 1,
        "expert_code": "expert",
        "held_on": date(2020, 12, 10),
        "hours": 6,
        "day_share": 1,
        "delivery_mode": "onsite",
    }
    tables["sparring_session"] = [session, session | {"session_no": 2}]
    return tables


def _session_without_days(world: World) -> Tables:
    tables = _too_many_sessions(world)
    return together(
        told("SP-2020-901", "in_review"), {"sparring_session": tables["sparring_session"][:1]}
    )


def _expert(world: World) -> None:
    world.add(
        expert,
        {"expert_code": "expert", "name": "Asiantuntija", "framework_from": date(2018, 1, 1)},
    )


PASTS: dict[str, Unfit] = {
    "round not open": Unfit(
        lambda _world: told(came=local(2021, 1, 5)),
        APPLICATION,
        2,
        "submitted_at",
        "a moment while the round was open",
    ),
    "days over the round": Unfit(
        lambda _world: told(days_requested=3),
        APPLICATION,
        2,
        "days_requested",
        "1 to 2, the most of round 2020-2",
    ),
    "days over the request": Unfit(
        lambda _world: told("SP-2020-901", "in_review", "approved", days=2, days_requested=1),
        APPLICATION,
        2,
        "days_granted",
        "days_granted",
    ),
    "decision over the request": Unfit(
        changed("application_decision", 0, "in_review", "approved", days_granted=3),
        DECISION,
        2,
        "days_granted",
        "1 to 2, what was asked for and the round allows",
    ),
    "live application in the database": Unfit(
        _live_already,
        APPLICATION,
        2,
        "organisation_id",
        "SP-2020-001 was it",
    ),
    "two live applications": Unfit(
        _two_live,
        APPLICATION,
        3,
        "organisation_id",
        "SP-2020-901 was it",
    ),
    "pool exceeded": Unfit(
        _pool_exceeded,
        DECISION,
        3,
        "days_granted",
        "at most 1 days granted in round 2020-2",
    ),
    "another past": Unfit(_other_past, EVENT, 2, "request_key", "as in the database"),
    "the database has moved on": Unfit(_older, APPLICATION, 2, "version", "3 or more"),
    "changed without a version": Unfit(
        _same_version,
        APPLICATION,
        2,
        "title",
        "the change as version 2",
    ),
    "moved to another round": Unfit(
        _moved_round,
        APPLICATION,
        2,
        "round_code",
        "2020-2, as in the database",
    ),
    "letter called back": Unfit(
        _letter_came_back,
        "letter.csv",
        2,
        "status",
        "sent, as in the database",
    ),
    "more sessions than days": Unfit(
        _too_many_sessions,
        "sparring_session.csv",
        3,
        "day_share",
        "at most 1 days in all",
    ),
    "session without a grant": Unfit(
        _session_without_days,
        "sparring_session.csv",
        2,
        "application_no",
        "an application with granted days",
    ),
}
