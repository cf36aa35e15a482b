"""A small world for the data tests: a programme office, two regions and what a test adds to it."""

import itertools
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine, Row, Table, func, insert, select

from data_access.accounts import create_user
from data_access.connect import reading, writing
from data_access.decisions import Answer, Command, decide
from data_access.schema import (
    application_event,
    expert,
    funding_period,
    metadata,
    organisation,
    region,
    sparring_application,
    sparring_round,
)
from programme.calendar import HELSINKI
from programme.clock import Clock, standing_at
from programme.codes import RejectionGround
from programme.lifecycle import Action, Status
from programme.roles import Role

MANAGER, SECOND_MANAGER, OFFICER = "anna", "mikko", "otto"
STEERING, ADMIN, FORMER = "sirkka", "arvo", "former"
NAMES = {
    MANAGER: ("Anna", Role.MANAGER),
    SECOND_MANAGER: ("Mikko", Role.MANAGER),
    OFFICER: ("Otto", Role.OFFICER),
    STEERING: ("Sirkka", Role.STEERING),
    ADMIN: ("Arvo", Role.ADMIN),
    FORMER: ("Former", Role.MANAGER),
}
OPENS, CLOSES = datetime(2020, 10, 1, tzinfo=UTC), datetime(2020, 12, 31, tzinfo=UTC)
NOW = datetime(2020, 12, 1, 9, 0, tzinfo=HELSINKI)
ROUND = "2020-2"
EXPERT = "a"
REASON = "Tarve on selvä ja osallistujat mukana."

#: How an application gets to a status from the first one: actions, each by whom.
ROUTES: Mapping[Status, tuple[tuple[Action, str], ...]] = {
    Status.DRAFT: (),
    Status.SUBMITTED: (),
    Status.IN_REVIEW: ((Action.TAKE_UP, OFFICER),),
    Status.CLARIFICATION_REQUESTED: ((Action.CLARIFY, OFFICER),),
    Status.WAITLISTED: ((Action.WAITLIST, OFFICER),),
    Status.WITHDRAWN: ((Action.WITHDRAW, OFFICER),),
    Status.APPROVED: ((Action.APPROVE, MANAGER),),
    Status.REJECTED: ((Action.REJECT, MANAGER),),
    Status.SCHEDULED: ((Action.APPROVE, MANAGER), (Action.SCHEDULE, OFFICER)),
    Status.IN_PROGRESS: (
        (Action.APPROVE, MANAGER),
        (Action.SCHEDULE, OFFICER),
        (Action.START, OFFICER),
    ),
    Status.COMPLETED: (
        (Action.APPROVE, MANAGER),
        (Action.SCHEDULE, OFFICER),
        (Action.START, OFFICER),
        (Action.COMPLETE, OFFICER),
    ),
    Status.CANCELLED: ((Action.APPROVE, MANAGER), (Action.CANCEL, MANAGER)),
}


def local(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment told in Finnish time."""
    return datetime(year, month, day, hour, minute, tzinfo=HELSINKI)


class World:
    """Rows and commands on one database; `application` and `organisation` give what they made."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._organisations = itertools.count(1)
        self._applications = itertools.count(1)

    def found(self) -> "World":
        """Put the people, regions and funding periods there that every scenario has."""
        with writing(self.engine) as connection:
            for username, (name, role) in NAMES.items():
                create_user(connection, username, name, role, hashed="-")
        self.change("UPDATE app_user SET active = false WHERE username = 'former'")
        self.add(region, *(_region(code) for code in ("MK01", "MK02", "MK21")))
        self.add(
            funding_period,
            _period("2015-2017", 2015, 2017, 1_360_000),
            _period("2018-2020", 2018, 2020, 1_640_000),
        )
        self.expert()
        return self

    def expert(self, code: str = EXPERT, **changes: Any) -> str:
        """A place in the pool whose framework holds on any day of the tests, by its code."""
        row = {"expert_code": code, "name": f"Asiantuntija {code.upper()}"}
        self.add(expert, {**row, "framework_from": date(2015, 1, 1), **changes})
        return code

    def add(self, table: Table, *rows: Mapping[str, Any]) -> None:
        """Insert rows as they are."""
        with writing(self.engine) as connection:
            for row in rows:
                connection.execute(insert(table).values(**row))

    def change(self, sql: str) -> None:
        """Carry out one statement as any program would."""
        with writing(self.engine) as connection:
            connection.exec_driver_sql(sql)

    def round(self, code: str = ROUND, **changes: Any) -> str:
        """A round of ten days, two a request at most, open from October to the end of 2020."""
        row = {"opens_at": OPENS, "closes_at": CLOSES, "max_days": 2, "day_pool": 10}
        self.add(sparring_round, {"round_code": code, **row, **changes})
        return code

    def organisation(self, region_code: str | None = "MK01", **changes: Any) -> int:
        """A municipality of a region, by its id."""
        number = next(self._organisations)
        self.add(organisation, _municipality(number) | {"region_code": region_code} | changes)
        return number

    def application(
        self, status: Status = Status.SUBMITTED, *, at: datetime = NOW, **changes: Any
    ) -> str:
        """An application, by its number, brought to `status` at `at` by the people who may.

        `days` is what gets granted where the way leads through an approval (1 when left out).
        """
        days = changes.pop("days", 1)
        if status is Status.DRAFT:
            changes = {"status": status, "submitted_at": None, **changes}
        row = self.received(**changes)
        self.add(sparring_application, row)
        for action, by in ROUTES[status]:
            answer = self.act(row["application_no"], action, by, at=at, days=days)
            assert answer.saved, answer
        return row["application_no"]

    def applications(self, how_many: int, **changes: Any) -> list[str]:
        """As many received applications, each of its own organisation, by their numbers."""
        numbers = [next(self._organisations) for _ in range(how_many)]
        self.add(organisation, *(_municipality(number) for number in numbers))
        rows = [self.received(**changes, organisation_id=number) for number in numbers]
        self.add(sparring_application, *rows)
        return [row["application_no"] for row in rows]

    def received(self, **changes: Any) -> dict[str, Any]:
        """The columns of a sound application, received a month ago."""
        number = next(self._applications)
        row: dict[str, Any] = {
            "application_no": f"SP-2020-{number:03}",
            "round_code": ROUND,
            "theme": "well_being",
            "sector": "education",
            "title": "Työhyvinvointi",
            "need": "Kuormitus on kasvanut.",
            "goal": "Yhteinen tapa toimia.",
            "days_requested": 2,
            "people_involved": 20,
            "includes_management": True,
            "includes_supervisors": True,
            "includes_staff": True,
            "no_layoff_declared": True,
            "delivery_mode": "onsite",
            "status": Status.SUBMITTED,
            "submitted_at": local(2020, 11, 2),
            "changed_by": OFFICER,
        } | changes
        row.setdefault("changed_at", row["submitted_at"] or local(2020, 11, 2))
        if "organisation_id" not in row:
            row["organisation_id"] = self.organisation()
        return row

    def act(
        self,
        application_no: str,
        action: Action,
        by: str = MANAGER,
        *,
        at: datetime = NOW,
        **changes: Any,
    ) -> Answer:
        """Send a command that has all its action needs, on the version that stands now."""
        return decide(self.engine, self.command(application_no, action, by, **changes), clock(at))

    def command(
        self, application_no: str, action: Action, by: str = MANAGER, **changes: Any
    ) -> Command:
        """A sound command on the version that stands now."""
        values: dict[str, Any] = {
            "seen_version": self.row(application_no).version,
            "request_key": str(uuid.uuid4()),
            "text": REASON,
            "days": 1,
            "ground": RejectionGround.INSUFFICIENT,
            "due_on": date(2021, 1, 15),
            "expert": EXPERT,
            "starts_on": date(2021, 1, 20),
        }
        return Command(application_no, action, by, **(values | changes))

    def row(self, application_no: str) -> Row[Any]:
        """The application as the database holds it."""
        return self.one(
            select(sparring_application).where(
                sparring_application.c.application_no == application_no
            )
        )

    def reserved(self, code: str = ROUND) -> int:
        """Days taken from a round's pool."""
        query = select(sparring_round.c.days_reserved).where(sparring_round.c.round_code == code)
        return int(self.one(query)[0])

    def history(self, application_no: str) -> list[Row[Any]]:
        """The events of an application, the first one first."""
        query = (
            select(application_event)
            .join(sparring_application)
            .where(sparring_application.c.application_no == application_no)
            .order_by(application_event.c.version)
        )
        return self.all(query)

    def all(self, query: Any) -> list[Row[Any]]:
        """All rows of a query."""
        with reading(self.engine) as connection:
            return list(connection.execute(query).all())

    def one(self, query: Any) -> Row[Any]:
        """The only row of a query."""
        (row,) = self.all(query)
        return row

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        return int(self.one(select(func.count()).select_from(table))[0])

    def content(self) -> dict[str, list[Row[Any]]]:
        """Every row of every table, to see whether anything changed."""
        with reading(self.engine) as connection:
            return {
                table.name: sorted(connection.execute(select(table)).all(), key=repr)
                for table in metadata.sorted_tables
            }


def clock(at: datetime = NOW) -> Clock:
    """A clock that stands at `at`."""
    return standing_at(at)


def _municipality(number: int) -> dict[str, Any]:
    return {
        "organisation_id": number,
        "name_fi": f"Kunta {number}",
        "organisation_type": "municipality",
        "region_code": "MK01",
    }


def _region(code: str) -> dict[str, Any]:
    names = {f"name_{language}": f"Maakunta {code}" for language in ("fi", "sv", "en")}
    inside = code != "MK21"
    return {"region_code": code, **names, "municipality_count": 4, "in_target_area": inside}


def _period(code: str, first: int, last: int, budget: int) -> dict[str, Any]:
    return {
        "period_code": code,
        "starts_on": date(first, 1, 1),
        "ends_on": date(last, 12, 31),
        "budget_eur": budget,
        "budget_basis": "published",
    }
