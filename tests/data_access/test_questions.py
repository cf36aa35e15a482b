"""Every question of the screens: who may ask it, and what makes its answer old."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, Engine, event, exc

import data_access
from data_access import (
    allocation,
    application,
    attention,
    case_history,
    comments,
    deed_submissions,
    enrolments,
    experts,
    growth,
    judging,
    overview,
    presence,
    proposals,
    proposers,
    questions,
    queue,
    region_bases,
    region_context,
    region_detail,
    region_hiding,
    region_measures,
    region_places,
    regions,
    rounds,
    sparring_sessions,
    waitlist,
)
from data_access.connect import create_engine_for, reading
from data_access.letters import editing, outbox, preview
from data_access.letters.applications import Decided
from data_access.letters.states import State
from data_access.migrations.baseline.rules import TOPICS as FIRST_TABLES
from data_access.migrations.baseline.rules import VIEWS as FIRST_VIEWS
from data_access.migrations.places.rules import VIEWS as PLACED_VIEWS
from data_access.migrations.queues.rules import TOPICS as QUEUES_TABLES
from data_access.migrations.region_context.rules import TOPICS as CONTEXT_TABLES
from data_access.migrations.whole.rules import TOPICS as LATER_TABLES
from data_access.questions import TOPICS, question
from data_access.queueing.search import QueueSearch, Word
from data_access.schema import metadata
from programme.codes import Language
from programme.divisions import Division
from programme.letters import Template
from programme.lifecycle import Action, Status
from programme.periods import WHOLE
from tests.data_access.desk import Desk
from tests.data_access.happenings import held, shown
from tests.data_access.raw_sql import DRIVER_ERRORS
from tests.data_access.scenarios import NOW, World

TODAY = date(2020, 12, 1)
NUMBER = "SP-2020-001"
Read = Callable[..., Any]
VIEWS = {**FIRST_VIEWS, **PLACED_VIEWS}

QUESTIONS: dict[Read, tuple[Any, ...]] = {
    overview.overview: (WHOLE, TODAY),
    overview.values: (WHOLE, TODAY),
    rounds.current_round: (NOW,),
    rounds.rounds: (),
    queue.promise: (),
    queue.applications: (QueueSearch(words=(Word("tarve"),)), TODAY, "otto"),
    queue.counts: (TODAY, "otto"),
    queue.pools: (),
    application.application: (NUMBER, TODAY),
    application.letter_leaves_at: (NUMBER, 2),
    allocation.rounds_to_share: (NOW,),
    allocation.round_demand: ("2020-2",),
    allocation.outside_target_area: (),
    judging.judging: (NUMBER,),
    case_history.case_history: (NUMBER,),
    comments.comments: (NUMBER,),
    proposals.standing: (NUMBER,),
    proposals.standing_all: (),
    proposers.proposers: (NUMBER,),
    sparring_sessions.sessions: (NUMBER,),
    waitlist.line: ("2020-2",),
    waitlist.first_in_line: ("2020-2",),
    experts.experts: ("well_being",),
    experts.booking: (NUMBER,),
    presence.others: (NUMBER, "a session", NOW),
    preview.preview_for: (NUMBER, Action.APPROVE, Decided(), NOW),
    editing.edition: (Template.APPROVED, Language.FI),
    editing.own_editions: (),
    outbox.outbox: (State.WAITING, NOW),
    outbox.counts: (NOW,),
    outbox.due: (NOW,),
    outbox.stuck: (NOW,),
    outbox.one: (1, NOW),
    deed_submissions.submissions: ("all", TODAY),
    deed_submissions.submission_counts: (),
    deed_submissions.submission: ("TT-2020-002", TODAY),
    deed_submissions.campaigns: (),
    enrolments.trainings: (),
    enrolments.enrolments: (2, "all", TODAY),
    enrolments.enrolment_counts: (2,),
    enrolments.one_enrolment: ("IL-2020-001", TODAY),
    attention.attention: (None, TODAY),
    attention.latest: (5,),
    regions.region_names: (),
    region_measures.region_measures: (Division.WELLBEING, WHOLE, TODAY),
    region_detail.organisations_of: (Division.WELLBEING, "Helsinki", WHOLE, TODAY),
    region_detail.services_of: (Division.REGIONS, "MK01", WHOLE, TODAY),
    region_detail.never_reached: (Division.REGIONS, "MK01", WHOLE, TODAY),
    region_hiding.hidden_people: (Division.REGIONS, TODAY),
    region_measures.national: (WHOLE, TODAY),
    region_measures.region_years: (Division.REGIONS, TODAY),
    region_measures.national_years: (TODAY,),
    region_bases.bases: (2020,),
    region_context.context_indices: (),
    region_context.context_values: ("vitality", 2020),
    region_places.named_places: (WHOLE, TODAY),
    growth.deed_growth: (date(2019, 1, 1), TODAY),
    growth.published_deeds: (),
}
EVERYBODYS = [read for read in QUESTIONS if not questions.QUESTIONS[read].office_only]
OFFICES = [read for read in QUESTIONS if read not in EVERYBODYS]


def name(read: Read) -> str:
    return f"{read.__module__.rpartition('.')[2]}.{read.__name__}"


@pytest.fixture(scope="module")
def busy_world(shared_world: World) -> World:
    """A world with something of everything."""
    organisation = shared_world.organisation()
    shared_world.application(Status.CLARIFICATION_REQUESTED, organisation_id=organisation)
    shared_world.application(Status.APPROVED)
    shared_world.application(Status.REJECTED)
    held(shared_world, {organisation: 7})
    shown(shared_world, organisation_id=organisation)
    desk = Desk(shared_world)
    desk.enrolment(desk.training(), organisation_id=organisation)
    desk.submission(organisation_id=organisation)
    return shared_world


@pytest.fixture(scope="module")
def steering(busy_world: World) -> Iterator[Engine]:
    url = busy_world.engine.url.render_as_string(hide_password=False)
    engine = create_engine_for(url, steering=True)
    yield engine
    engine.dispose()


def ask(engine: Engine, read: Read) -> Any:
    with reading(engine) as connection:
        answer = read(connection, *QUESTIONS[read])
    return answer.to_dict("records") if isinstance(answer, pd.DataFrame) else answer


def test_no_question_is_left_out() -> None:
    for found in pkgutil.iter_modules(data_access.__path__):
        if found.name != "__main__":
            importlib.import_module(f"data_access.{found.name}")
    assert {name(read) for read in questions.QUESTIONS} == {name(read) for read in QUESTIONS}


@pytest.mark.parametrize("read", EVERYBODYS, ids=name)
def test_steering_gets_the_answers_that_the_office_gets(
    busy_world: World, steering: Engine, read: Read
) -> None:
    office = ask(busy_world.engine, read)
    assert str(ask(steering, read)) == str(office)


@pytest.mark.parametrize("read", OFFICES, ids=name)
def test_steering_cannot_ask_what_is_the_offices(steering: Engine, read: Read) -> None:
    with pytest.raises((exc.DBAPIError, *DRIVER_ERRORS), match=r"denied|prohibited"):
        ask(steering, read)


@pytest.mark.parametrize("read", QUESTIONS, ids=name)
def test_an_answer_grows_old_with_every_table_that_it_shows(busy_world: World, read: Read) -> None:
    statements: list[str] = []

    def note(_connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(busy_world.engine, "before_cursor_execute", note)
    ask(busy_world.engine, read)
    event.remove(busy_world.engine, "before_cursor_execute", note)
    tables_of = [
        *(*FIRST_TABLES.items(), *LATER_TABLES.items(), *QUEUES_TABLES.items()),
        *CONTEXT_TABLES.items(),
        ("people", ("user_session",)),  # its end, which is all of it that a screen shows
        ("applications", ("application_version",)),  # comes only with a change of its application
    ]
    topic = {table: topic for topic, tables in tables_of for table in tables}
    read_topics = {topic[table] for sql in statements for table in tables_read(sql)}
    assert read_topics <= set(questions.QUESTIONS[read].topics)
    assert 1 <= len(statements) <= 16


def tables_read(statement: str) -> set[str]:
    """Tables that a statement reads, by itself or through a view.

    The views of applications join organisations only for their region, and all views join
    municipalities only for what changed in 2021: a statement that asks for neither reads neither.
    """
    words = set(re.findall(r"\w+", statement))
    for view in words & set(VIEWS):
        words |= set(re.findall(r"(?:FROM|JOIN) (\w+)", VIEWS[view]))
        if view != "participation_fact" and "region_code" not in statement:
            words.discard("organisation")
        if not words & {"region_code_2021", "county"}:
            words.discard("municipality")
    return words & set(metadata.tables)


def test_a_question_names_known_topics() -> None:
    assert {*FIRST_TABLES, *LATER_TABLES, *QUEUES_TABLES} == set(TOPICS)
    with pytest.raises(ValueError, match="weather"):
        question("weather")
