"""Anything that somebody of the office may try with an application, as a test draws it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from data_access import bulk
from data_access.bookings import rebook
from data_access.comments import comment
from data_access.connect import reading
from data_access.decisions import Answer, Command, Outcome, Refusal, decide
from data_access.proposals import ACTIONS, Proposal, propose, standing
from data_access.schema import (
    application_comment,
    application_proposal,
    letter,
    sparring_booking,
    sparring_session,
)
from data_access.sparring_sessions import Session, deliver
from programme.codes import DeliveryMode, RejectionGround
from programme.lifecycle import Action, Status, actions, path
from programme.roles import Role
from tests.data_access.scenarios import NOW, World, clock

#: Tables that grow by what is tried.
GROWING = (
    application_proposal,
    application_comment,
    sparring_booking,
    sparring_session,
    letter,
)


@dataclass(frozen=True)
class Try:
    """What somebody tries: `off` is how far the version that they saw is off.

    `aim` chooses an action that a manager could do now, so that most of what is tried may succeed;
    without it `action` is tried whatever the state. `key` is the request key, a new one when it is
    empty.
    """

    what: str
    which: int
    aim: int | None
    action: Action
    by: str
    days: int
    text: str
    ground: RejectionGround | None
    expert: str | None
    share: Decimal
    off: int
    key: str


@dataclass
class Office:
    """A world and the applications that things are tried with."""

    world: World
    numbers: list[str]

    def carry_out(self, tried: Try) -> None:
        """Try it; AssertionError when what is answered is not what happened."""
        WHATS[tried.what](self, tried)

    def number(self, tried: Try) -> str:
        """The application that is meant."""
        return self.numbers[tried.which]

    def command(self, tried: Try, number: str) -> Command:
        """A command as it is tried."""
        found = self.world.command(
            number,
            self.action(tried, number),
            tried.by,
            days=tried.days,
            text=tried.text,
            ground=tried.ground,
            expert=tried.expert,
        )
        key = tried.key or found.request_key
        return replace(found, seen_version=found.seen_version + tried.off, request_key=key)

    def action(self, tried: Try, number: str) -> Action:
        """What is done to an application."""
        possible = actions(Status(self.world.row(number).status), Role.MANAGER)
        if tried.aim is None or not possible:
            return tried.action
        return possible[tried.aim % len(possible)]

    def stands(self, number: str) -> tuple[Any, ...]:
        """The application, and how much there is of what grows."""
        counts = [select(func.count()).select_from(table).scalar_subquery() for table in GROWING]
        return (self.world.row(number), *self.world.one(select(*counts)))

    def answered(self, number: str, before: tuple[Any, ...], outcome: Outcome) -> None:
        """Only what is saved changes anything."""
        if outcome is not Outcome.SAVED:
            assert self.stands(number) == before


def _decide(office: Office, tried: Try) -> None:
    number = office.number(tried)
    _sent(office, office.command(tried, number))


def _sent(office: Office, command: Command) -> None:
    before = office.stands(command.number)
    answer = decide(office.world.engine, command, clock())
    office.answered(command.number, before, answer.outcome)
    after = office.world.row(command.number)
    if answer.outcome is Outcome.SAVED:
        steps = path(Status(before[0].status), command.action)
        assert steps is not None
        assert (after.status, after.version) == (steps[-1].target, before[0].version + len(steps))
    _tells(answer, after)


def _tells(answer: Answer, after: Any) -> None:
    """The answer tells how the application stands, unless it is none of their business."""
    if answer.refusal is Refusal.FORBIDDEN:
        assert answer.status is None
    else:
        told = (answer.status, answer.version, answer.days)
        assert told == (after.status, after.version, after.days_granted)


def _decide_all(office: Office, tried: Try) -> None:
    commands = [office.command(replace(tried, key=""), number) for number in office.numbers]
    versions = {number: office.world.row(number).version for number in office.numbers}
    answers = bulk.decide_all(office.world.engine, commands, clock())
    assert [answer.command for answer in answers] == commands
    for answer in answers:
        row = office.world.row(answer.command.number)
        assert (row.version > versions[row.application_no]) == answer.saved


def _propose(office: Office, tried: Try) -> None:
    number = office.number(tried)
    known = {action: status for status, action in ACTIONS.items()}
    outcome = known.get(tried.action) if tried.aim is None else list(ACTIONS)[tried.aim % 3]
    proposal = Proposal(
        application_no=number,
        seen_version=office.world.row(number).version + tried.off,
        outcome=outcome or Status.WITHDRAWN,
        days=tried.days if outcome is Status.APPROVED else None,
        ground=tried.ground if outcome is Status.REJECTED else None,
        rationale=tried.text,
        by=tried.by,
        request_key=tried.key or str(uuid.uuid4()),
    )
    before = office.stands(number)
    answer = propose(office.world.engine, proposal, clock())
    office.answered(number, before, answer.outcome)
    assert office.world.row(number) == before[0], "a proposal decides nothing"


def _confirm(office: Office, tried: Try) -> None:
    number = office.number(tried)
    with reading(office.world.engine) as connection:
        proposal = standing(connection, number)
    if proposal:
        version = office.world.row(number).version + tried.off
        _sent(office, proposal.command(tried.by, version, tried.key or str(uuid.uuid4())))


def _comment(office: Office, tried: Try) -> None:
    number = office.number(tried)
    before = office.stands(number)
    key = tried.key or str(uuid.uuid4())
    answer = comment(office.world.engine, number, tried.text, tried.by, key, clock())
    office.answered(number, before, answer.outcome)


def _rebook(office: Office, tried: Try) -> None:
    number = office.number(tried)
    before = office.stands(number)
    command = replace(office.command(tried, number), action=Action.SCHEDULE)
    answer = rebook(office.world.engine, replace(command, starts_on=date(2021, 2, 3)), clock())
    office.answered(number, before, answer.outcome)
    _tells(answer, office.world.row(number))


def _deliver(office: Office, tried: Try) -> None:
    number = office.number(tried)
    before = office.stands(number)
    session = Session(
        application_no=number,
        number=_next_session(office.world, before[0].application_id) + tried.off,
        expert=tried.expert or "",
        held_on=NOW.date(),
        hours=Decimal(3),
        day_share=tried.share,
        mode=DeliveryMode.ONSITE,
        by=tried.by,
    )
    answer = deliver(office.world.engine, session, clock())
    office.answered(number, before, answer.outcome)


def _next_session(world: World, application_id: int) -> int:
    held = sparring_session.c
    query = select(func.max(held.session_no)).where(held.application_id == application_id)
    return int(world.one(query)[0] or 0) + 1


def _letters_leave(office: Office, _tried: Try) -> None:
    office.world.change("UPDATE letter SET status = 'sent' WHERE status = 'waiting'")


WHATS: dict[str, Callable[[Office, Try], None]] = {
    "decide": _decide,
    "decide_all": _decide_all,
    "propose": _propose,
    "confirm": _confirm,
    "comment": _comment,
    "rebook": _rebook,
    "deliver": _deliver,
    "letters_leave": _letters_leave,
}
