"""How to bring the applications to where the files have them."""

from collections.abc import Iterator, Mapping
from itertools import chain

import pandas as pd
from sqlalchemy import Connection

from data_access.exchange.loading.checking.comparing import Comparison
from data_access.exchange.loading.checking.contradictions import Contradiction, Finding
from data_access.exchange.loading.history.contention import Placed, in_order, overdrawn
from data_access.exchange.loading.history.finding_subjects import Subjects
from data_access.exchange.loading.history.pasts import differing_pasts
from data_access.exchange.loading.history.replaying import Replay
from data_access.exchange.loading.history.rounds import (
    Round,
    contention,
    narrow_pools,
    other_reservations,
    rounds,
)
from data_access.exchange.loading.history.steps import COLUMNS, Step, StepKind
from data_access.exchange.loading.history.subjects import Subject
from data_access.exchange.loading.plan import Replays
from data_access.exchange.problems import Rule
from programme.lifecycle import TRANSITIONS
from programme.roles import Right

_FOR_MANAGERS = {
    (str(step.source), str(step.target)) for step in TRANSITIONS if step.right is Right.DECIDE
}
_ACTORS = {
    StepKind.RECEIVE: COLUMNS[StepKind.RECEIVE].index("changed_by"),
    StepKind.CHANGE: COLUMNS[StepKind.CHANGE].index("changed_by"),
    StepKind.MOVE: COLUMNS[StepKind.MOVE].index("changed_by"),
    StepKind.DECIDE: COLUMNS[StepKind.DECIDE].index("decided_by"),
    StepKind.PROPOSE: COLUMNS[StepKind.PROPOSE].index("proposed_by"),
    StepKind.BOOK: COLUMNS[StepKind.BOOK].index("booked_by"),
}


def replays(
    connection: Connection,
    frames: Mapping[str, pd.DataFrame],
    comparisons: Mapping[str, Comparison],
    findings: list[Finding],
) -> Replays:
    """The writes that replay every new or continued history, in the order of time.

    Adds to `findings` what cannot be replayed.
    """
    before = len(findings)
    findings.extend(differing_pasts(comparisons))
    subjects = list(Subjects(connection, frames, comparisons, findings).all())
    file = comparisons.get("sparring_round")
    known = rounds(connection, file)
    ordered = in_order(_lives(subjects, known, findings))
    contended = contention(connection)
    findings.extend(contended.follow(ordered))
    if len(findings) == before:  # else the sums lack what could not be replayed
        findings.extend(_sums(ordered, contended.reserved, known, file))
    return Replays(ordered, contended.peaks, _actors(ordered))


def _lives(
    subjects: list[Subject], known: Mapping[str, Round], findings: list[Finding]
) -> Iterator[tuple[Subject, list[Step]]]:
    for subject in subjects:
        one = known.get(subject.target["round_code"])
        if one is None:
            continue  # told already: a lost reference
        try:
            _check_days(subject, one.window.max_days)
            yield subject, Replay(subject, one.window).steps()
        except Contradiction as contradiction:
            findings.append(contradiction.finding)


def _check_days(subject: Subject, most: int) -> None:
    asked = subject.target["days_requested"]
    if asked > most:
        table = "sparring_application"
        expected = f"1 to {most}, the most of round {subject.target['round_code']}"
        raise Contradiction(
            table, subject.row, "days_requested", asked, Rule.TOO_MANY_DAYS, expected
        )


def _sums(
    ordered: list[Placed],
    reserved: Mapping[str, int],
    known: Mapping[str, Round],
    file: Comparison | None,
) -> Iterator[Finding]:
    """Pools that are not enough in the end, and sums that are not those of the file."""
    over = list(overdrawn(ordered, reserved, {code: one.pool for code, one in known.items()}))
    yield from over
    if file and not over:
        yield from chain(narrow_pools(file, reserved, known), other_reservations(file, reserved))


def _actors(ordered: list[Placed]) -> dict[str, bool]:
    """Who acts, and whether it takes a manager."""
    actors: dict[str, bool] = {}
    for _, step in ordered:
        if step.kind in _ACTORS:
            actor = step.values[_ACTORS[step.kind]]
            decides = (step.status_before, step.status_after) in _FOR_MANAGERS
            actors[actor] = actors.get(actor, False) or decides
    return actors
