"""What each command of the command line does."""

import os
import secrets
import uuid
from argparse import Namespace
from dataclasses import asdict
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from data_access import clock, connect, migrations
from data_access import demo as demo_data
from data_access import figures as figure_reads
from data_access.connect import DatabaseUnavailable, Trouble, reading
from data_access.decisions import Answer, Command, Outcome, Refusal
from data_access.decisions import decide as carry_out
from data_access.indicators import Scope, measure
from data_access.schema import region, sparring_application
from data_access.session_key import write_secret
from data_access.terminal import say, say_json
from programme.calendar import HELSINKI
from programme.codes import RejectionGround
from programme.counties import COUNTIES
from programme.divisions import Division
from programme.lifecycle import Action
from programme.periods import UnknownPeriod, parse

DECISIONS = {
    "approve": Action.APPROVE,
    "reject": Action.REJECT,
    "clarify": Action.CLARIFY,
    "waitlist": Action.WAITLIST,
}
PASSWORD_FILE = Path("var/demo-password")
DEMO_START = datetime(2020, 12, 1, 9, 0, tzinfo=HELSINKI)


class CommandFailed(Exception):
    """The command did not do what it says; the message is for people."""


def migrate(engine: Engine, _options: Namespace) -> int:
    """Bring the database to the newest schema; refuse one that is not ours."""
    try:
        migrations.upgrade(engine)
    except migrations.NotOurs as other:
        raise DatabaseUnavailable(Trouble.NOT_OURS, str(other)) from other
    say("database is at the newest schema")
    return 0


def demo(engine: Engine, options: Namespace) -> int:
    """Load the demo into an empty database; in a demo database refresh the accounts' password."""
    connect.check(engine)
    password = _demo_password()
    starts_at = _demo_start(options.as_of)
    try:
        loaded = demo_data.prepare(engine, password=password, starts_at=starts_at)
    except demo_data.NotEmpty as refusal:
        raise CommandFailed(str(refusal)) from refusal
    say("demo data loaded" if loaded else "demo data was there already")
    say(f"demo accounts: {', '.join(demo_data.ACCOUNTS)}; password: {password}")
    return 0


def _demo_password() -> str:
    """PROGRAMME_DEMO_PASSWORD, else one made for this installation and kept in var/."""
    given = os.environ.get("PROGRAMME_DEMO_PASSWORD")
    if given:
        return given
    write_secret(PASSWORD_FILE, secrets.token_urlsafe(9))
    return PASSWORD_FILE.read_text(encoding="ascii").strip()


def _demo_start(as_of: str | None) -> datetime:
    if as_of:
        return datetime.combine(_day(as_of), time(9), HELSINKI)
    return clock.setting() or DEMO_START


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandFailed(f"not a day: {text!r}; write it as 2020-12-01") from None


def kpis(engine: Engine, options: Namespace) -> int:
    """Print the indicators of a period and region as they stood at the end of a day."""
    as_of = _day(options.as_of) if options.as_of else clock.clock(engine).today()
    try:
        period = parse(options.period)
    except UnknownPeriod as unknown:
        raise CommandFailed(str(unknown)) from unknown
    with reading(engine) as connection:
        known = connection.execute(select(region.c.region_code)).scalars().all()
        if options.region and options.region not in (*known, *COUNTIES):
            raise CommandFailed(f"unknown region {options.region!r}; known: {', '.join(known)}")
        division = Division.WELLBEING if options.region in COUNTIES else Division.REGIONS
        values = measure(connection, Scope(period, as_of, options.region, division))[0]
    _print(
        {
            "as_of": as_of.isoformat(),
            "period": options.period,
            "region": options.region,
            "indicators": values,
        }
        if options.json
        else values,
        options.json,
    )
    return 0


def figures(engine: Engine, options: Namespace) -> int:
    """Print each published figure beside ours; status 1 when one does not hold."""
    with reading(engine) as connection:
        found = figure_reads.figures(connection)
    if options.json:
        _print([asdict(figure) for figure in found], as_json=True)
    else:
        for figure in found:
            mark = "holds" if figure.holds else "DIFFERS"
            say(
                f"{figure.code}  {mark}  published {figure.comparator} {figure.published}, "
                f"ours {figure.computed}"
            )
    if not found:
        raise CommandFailed("the database holds no published figures")
    return 0 if all(figure.holds for figure in found) else 1


def _print(values: Any, as_json: bool) -> None:
    if as_json:
        say_json(values)
        return
    width = max(map(len, values)) + 2
    for code, value in values.items():
        say(f"{code:{width}}{'–' if value is None else value}")


def decide(engine: Engine, options: Namespace) -> int:
    """Decide on an application by the same function that the screens use."""
    command = Command(
        number=options.application_no,
        action=DECISIONS[options.action],
        by=options.by,
        seen_version=_version(engine, options.application_no),
        request_key=str(uuid.uuid4()),
        text=options.rationale,
        days=options.days,
        ground=RejectionGround(options.ground) if options.ground else None,
        due_on=_day(options.due) if options.due else None,
    )
    answer = carry_out(engine, command, clock.clock(engine))
    if not answer.saved:
        raise CommandFailed(_reason(answer))
    say(f"{command.number}: {answer.status}, {answer.days_left} days left in the round")
    return 0


def _version(engine: Engine, application_no: str) -> int:
    with reading(engine) as connection:
        version = connection.execute(
            select(sparring_application.c.version).where(
                sparring_application.c.application_no == application_no
            )
        ).scalar()
    return version or 0


def _reason(answer: Answer) -> str:
    if answer.outcome is Outcome.CONFLICT:
        return f"not saved: {answer.actor} changed the application first; it is {answer.status}"
    return "not saved: " + _REASONS[answer.refusal or Refusal.NOT_NOW].format(answer=answer)


_REASONS = {
    Refusal.UNKNOWN_APPLICATION: "no such application: {answer.command.number}",
    Refusal.FORBIDDEN: "{answer.command.by} may not do this",
    Refusal.NOT_NOW: "not possible while the application is {answer.status}",
    Refusal.DAYS_RANGE: "grant 1 to {answer.max_days} days (--days)",
    Refusal.POOL: "the day pool is not enough: {answer.days_left} days left",
    Refusal.RATIONALE_MISSING: "write a rationale of at least 10 characters (--rationale)",
    Refusal.GROUND_MISSING: "choose a ground for the rejection (--ground)",
    Refusal.QUESTION_MISSING: "write the question, at least 10 characters (--rationale)",
    Refusal.DUE_DATE: "give a day for the answer, today or later (--due)",
    Refusal.LETTER_LEFT: "the letter has left; the decision cannot be undone",
    Refusal.LIVE_APPLICATION: "the organisation has another application in this round",
    Refusal.SESSIONS_HELD: "sparring was given already; its days cannot be given back",
    Refusal.REQUEST_REUSED: "this request key belongs to another application",
    Refusal.EXPERT_MISSING: "choose an expert of the pool",
    Refusal.EXPERT_UNAVAILABLE: "the expert's framework does not hold on that day",
    Refusal.START_DAY: "choose a day that is not before the decision",
    Refusal.SESSION_DAY: "a session is held after the decision and by today",
    Refusal.SESSION_HOURS: "a session lasts 2 to 10 hours",
    Refusal.SESSION_SHARE: "a session is at most one day",
    Refusal.SESSION_DAYS: "more days than were granted",
    Refusal.COMMENT_MISSING: "write something",
}
