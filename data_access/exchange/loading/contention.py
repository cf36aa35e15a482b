"""What applications take from each other: the one live place in a round, and its days.

All steps are looked at in the order of time, as they will be written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from data_access.exchange.loading.contradictions import Finding
from data_access.exchange.loading.steps import Step
from data_access.exchange.loading.subjects import Subject
from data_access.exchange.problems import Rule
from programme.lifecycle import Status

NOT_LIVE = (None, Status.DRAFT, Status.REJECTED, Status.WITHDRAWN, Status.CANCELLED)

#: An organisation's place in a round.
Place = tuple[int, str]


class Placed(NamedTuple):
    """A step and the application that takes it."""

    subject: Subject
    step: Step


def in_order(lives: Iterable[tuple[Subject, list[Step]]]) -> list[Placed]:
    """The steps of all applications in the order of time.

    At one moment those that make room go first; each application keeps its own order.
    """
    keyed = []
    for number, (subject, steps) in enumerate(lives):
        before = None
        for order, step in enumerate(steps):
            leads = step.at != before and _makes_room(step)
            keyed.append(((step.at, not leads, number, order), Placed(subject, step)))
            before = step.at
    keyed.sort(key=lambda pair: pair[0])
    return [placed for _, placed in keyed]


def _makes_room(step: Step) -> bool:
    leaves = step.status_before not in NOT_LIVE and step.status_after in NOT_LIVE
    return step.status_after is not None and (leaves or step.days < 0)


@dataclass
class Contention:
    """Who is live in which place and how many days each round has given.

    `peaks` are the most days that a round had given at any time.
    """

    live: dict[Place, str]
    reserved: defaultdict[str, int]
    peaks: dict[str, int] = field(default_factory=dict)

    def follow(self, ordered: Iterable[Placed]) -> Iterator[Finding]:
        """Take the steps in turn; yields those that find their place taken."""
        for subject, step in ordered:
            if step.status_after is None:
                continue
            place = (subject.target["organisation_id"], subject.target["round_code"])
            self._give(place[1], step.days)
            taken = self._settle(place, subject, step)
            if taken:
                yield _taken(subject, step, taken)

    def _give(self, code: str, days: int) -> None:
        peak = self.peaks.get(code, self.reserved[code])
        self.reserved[code] += days
        self.peaks[code] = max(peak, self.reserved[code])

    def _settle(self, place: Place, subject: Subject, step: Step) -> str | None:
        """Note who is live now; the number of the other application if there was one."""
        number = subject.target["application_no"]
        holder = self.live.get(place)
        if step.status_after in NOT_LIVE:
            if holder == number:
                del self.live[place]
            return None
        self.live[place] = number
        return holder if holder not in (None, number) else None


def _taken(subject: Subject, step: Step, other: str) -> Finding:
    return Finding(
        "sparring_application",
        subject.row,
        "organisation_id",
        subject.target["organisation_id"],
        Rule.LIVE_APPLICATION,
        f"one live application in a round; {other} was it on {step.at:%Y-%m-%d}",
    )


def overdrawn(
    ordered: Iterable[Placed], reserved: Mapping[str, int], pools: Mapping[str, int]
) -> Iterator[Finding]:
    """The grants, in order of time, that the pools cannot give in the end.

    `reserved` are the days given in the end; only grants that last until then are looked at.
    """
    over = {code: days - pools[code] for code, days in reserved.items() if days > pools[code]}
    if not over:
        return
    lasting = {}
    for subject, step in ordered:
        if step.days and subject.target["round_code"] in over:
            lasting[subject.target["application_no"]] = (subject, step)
    for subject, step in reversed(lasting.values()):
        code = subject.target["round_code"]
        if step.days > 0 and over[code] > 0:
            over[code] -= step.days
            yield _overdrawn(subject, step, f"at most {pools[code]} days granted in round {code}")


def _overdrawn(subject: Subject, step: Step, expected: str) -> Finding:
    version = step.values[1]
    decision = subject.history.decisions[version]
    return Finding(
        "application_decision",
        decision.row,
        "days_granted",
        decision.days_granted,
        Rule.POOL_EXCEEDED,
        expected,
    )
