"""Whatever anybody tries in whatever order: history, pool, decisions and letters agree."""

import random
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, Table, select

from data_access.access_log import COMMAND_LINE
from data_access.connect import snapshot
from data_access.exchange.exporting.export import export
from data_access.exchange.loading.load import load
from data_access.integrity.verification import verify
from data_access.schema import (
    application_comment,
    application_decision,
    application_event,
    application_proposal,
    clarification_request,
    letter,
    sparring_application,
    sparring_booking,
    sparring_round,
    sparring_session,
)
from programme.codes import RejectionGround
from programme.lifecycle import Action, Status
from tests.data_access import invariants
from tests.data_access.acts import WHATS, Office, Try
from tests.data_access.scenarios import EXPERT, MANAGER, NAMES, OFFICER, REASON, World

APPLICATIONS = 3

#: Where applications begin.
STATES = (
    Status.SUBMITTED,
    Status.IN_REVIEW,
    Status.WAITLISTED,
    Status.APPROVED,
    Status.SCHEDULED,
)
#: What is chosen from. Most of what is tried could be done, so that sequences come far.
CHOICES: dict[str, list[Any]] = {
    "what": [*WHATS, "propose", "deliver", "decide", "decide", "decide"],
    "which": list(range(APPLICATIONS)),
    "aim": [*range(6), None],
    "action": list(Action),
    "by": [MANAGER, MANAGER, MANAGER, OFFICER, *NAMES],
    "days": [1, 1, 2, 0, 3],
    "text": [REASON, REASON, REASON, ""],
    "ground": [RejectionGround.THEME, RejectionGround.THEME, None],
    "expert": [EXPERT, EXPERT, EXPERT, None],
    "share": [Decimal("0.5"), Decimal(1), Decimal("0.333")],
    "off": [0] * 8 + [-1, 1],
    "key": [""] * 8 + ["one", "another"],
}
TRIES = st.lists(
    st.builds(Try, **{name: st.sampled_from(values) for name, values in CHOICES.items()}),
    min_size=10,
    max_size=25,
)
BEGINNINGS = st.lists(
    st.sampled_from([*STATES, Status.SCHEDULED]), min_size=APPLICATIONS, max_size=APPLICATIONS
)

#: Where what happens to applications is kept.
LIVED = (
    sparring_application,
    sparring_round,
    application_decision,
    application_event,
    application_proposal,
    application_comment,
    clarification_request,
    letter,
    sparring_booking,
    sparring_session,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beginnings=BEGINNINGS, tries=TRIES)
def test_nothing_that_is_tried_breaks_the_rules(
    shared_world: World, beginnings: list[Status], tries: list[Try]
) -> None:
    office = _office(shared_world, beginnings)
    for tried in tries:
        office.carry_out(tried)
    invariants.hold(shared_world)
    found = verify(shared_world.engine)
    assert found.findings == ()


def _office(world: World, beginnings: Sequence[Status]) -> Office:
    """Applications in a new round that cannot grant all that they ask for."""
    year = 2000 + world.count(sparring_round)
    code = world.round(f"{year}-1", day_pool=3)
    return Office(world, [world.application(status, round_code=code) for status in beginnings])


def test_what_was_tried_can_be_written_out_and_loaded_again(
    shared_world: World, engine: Engine, tmp_path: Path
) -> None:
    """Another database comes to the same by its own rules."""
    chance = random.Random(5)  # the same in every run
    for _ in range(10):
        office = _office(shared_world, chance.choices(STATES, k=APPLICATIONS))
        for _ in range(20):
            drawn = {name: chance.choice(values) for name, values in CHOICES.items()}
            office.carry_out(Try(**drawn))
    with snapshot(shared_world.engine) as connection:
        export(connection, tmp_path / "out", personal=True)
    report = load(engine, tmp_path / "out", by=COMMAND_LINE)
    assert (report.problems, report.written) == ((), True)
    for table in LIVED:
        assert _rows(World(engine), table) == _rows(shared_world, table)
    assert verify(engine).findings == ()


def _rows(world: World, table: Table) -> list[str]:
    """What a table holds, apart from the ids, which each database gives by itself."""
    columns = [column for column in table.c if not column.name.endswith("_id")]
    return sorted(map(repr, world.all(select(*columns))))
