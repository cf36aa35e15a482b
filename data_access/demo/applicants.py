"""Which organisation stands behind each application.

What the construction keeps: 80 organisations behind the 84 applications of 2015–2017 and 50
behind the 53 of 2018; 100 organisations with granted days in 2018–2020; whoever was granted days
took part in the year in which they were used; 5 organisations were only ever rejected.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from data_access.demo.content import rows
from data_access.demo.live_round import LIVE_ROUND, OPEN_NUMBERS, live_slots
from data_access.demo.organisations import (
    RETURNING_APPLICANT,
    Organisation,
    by_name,
    members,
    organisations,
    participants,
)
from data_access.demo.rounds import GRANTED, ROUNDS, Fate, Slot, past_slots
from programme.codes import RejectionGround

Key = tuple[str, int]

#: Round: its refused applicants who applied again, in which later round, with success.
_REAPPLYING = {"2015-1": ("2016-1", 2), "2016-1": ("2017-1", 1), "2016-2": ("2017-1", 1),
               "2018-1": ("2018-2", 3)}  # fmt: skip

#: Round: how many of its grants go to organisations that had been granted days in 2018.
_SECOND_GRANTS = {"2019-2": 2, "2020-1": 3, "2020-2": 2}

#: (round, which of its rejections) that went to the five who never took part.
_NEVER_TOOK_PART = {("2015-1", 2), ("2016-1", 2), ("2019-2", 0), ("2019-2", 1), ("2020-1", 0)}


@cache
def slots() -> tuple[Slot, ...]:
    """All 232 applications in the order of their arrival."""
    past = [slot for round_ in ROUNDS if round_ is not LIVE_ROUND for slot in past_slots(round_)]
    return (*past, *live_slots())


@cache
def applicants() -> dict[Key, Organisation]:
    """The applicant of each application by (round code, number in the round)."""
    return _Assignment().chosen


class _Assignment:
    """Gives every slot its applicant: grants first, then what needs less."""

    def __init__(self) -> None:
        self.chosen: dict[Key, Organisation] = {}
        self.applied: set[tuple[int, Organisation]] = set()
        self.waiting: dict[str, list[Organisation]] = {}
        self._open()
        self._only_rejected()
        for period in (1, 2):
            for round_code in _rounds_of(period):
                self._reapplicants(round_code)
                self._grants(round_code, period)
            for round_code in _rounds_of(period):
                self._others(round_code, period)

    def _open(self) -> None:
        for number, row in zip(OPEN_NUMBERS, rows("open_applications"), strict=True):
            self.chosen[LIVE_ROUND.code, number] = by_name()[row["organisation"]]
        first = next(
            slot for slot in _of("2018-1") if slot.fate in GRANTED and slot.days_granted == 2
        )
        self._give(first, by_name()[RETURNING_APPLICANT])

    def _only_rejected(self) -> None:
        never = iter([one for one in organisations() if not one.takes_part])
        for code, place in sorted(_NEVER_TOOK_PART):
            rejected = [slot for slot in _of(code) if slot.fate is Fate.REJECTED]
            self._give(rejected[place], next(never))

    def _reapplicants(self, code: str) -> None:
        """Refused applicants who will come again, found among members of the later year."""
        later, count = _REAPPLYING.get(code, ("", 0))
        refused = [slot for slot in self._free(code) if slot.fate not in GRANTED | {Fate.CANCELLED}]
        for slot in refused[:count]:
            found = self._pick(members()[int(later[:4])], _period_of(code))
            self._give(slot, found)
            self.waiting.setdefault(later, []).append(found)

    def _grants(self, code: str, period: int) -> None:
        granted = [slot for slot in self._free(code) if slot.fate in GRANTED]
        again = self.waiting.get(code, [])
        for slot, organisation in zip(granted, again, strict=False):
            self._give(slot, organisation)
        fresh = granted[len(again) :]
        second = _SECOND_GRANTS.get(code, 0)
        for slot in fresh[: len(fresh) - second]:
            self._give(slot, self._pick(members()[_year(slot)], period))
        for slot in fresh[len(fresh) - second :]:
            self._give(slot, self._granted_in_2018(members()[_year(slot)]))

    def _others(self, code: str, period: int) -> None:
        for slot in self._free(code):
            if slot.ground is RejectionGround.DUPLICATE:
                self._give(slot, self._granted_before(code))
            elif slot.fate is Fate.CANCELLED and period == 2:
                self._give(slot, self._granted_in_2018(participants()))
            else:
                self._give(slot, self._pick(participants(), period))

    def _free(self, code: str) -> list[Slot]:
        return [slot for slot in _of(code) if (code, slot.number) not in self.chosen]

    def _give(self, slot: Slot, organisation: Organisation) -> None:
        self.chosen[slot.round.code, slot.number] = organisation
        self.applied.add((_period_of(slot.round.code), organisation))

    def _pick(self, candidates: Iterable[Organisation], period: int) -> Organisation:
        """The first candidate that has not applied in the period and has a topic to apply on."""
        open_now = {self.chosen[LIVE_ROUND.code, number] for number in OPEN_NUMBERS}
        return next(
            one
            for one in candidates
            if one.sectors and (period, one) not in self.applied and one not in open_now
        )

    def _granted_in_2018(self, candidates: Iterable[Organisation]) -> Organisation:
        """The first candidate granted days in 2018 that has not applied since."""
        return next(self._of_earlier(candidates, lambda code: code.startswith("2018")))

    def _granted_before(self, code: str) -> Organisation:
        """An applicant of the round before `code` that was granted days and has not come again."""
        before = [round_.code for round_ in ROUNDS]
        previous = before[before.index(code) - 1]
        return next(self._of_earlier(participants(), lambda other: other == previous))

    def _of_earlier(
        self, candidates: Iterable[Organisation], wanted: Callable[[str], bool]
    ) -> Iterator[Organisation]:
        granted = {
            self.chosen[slot.round.code, slot.number]
            for slot in slots()
            if wanted(slot.round.code)
            and slot.fate in GRANTED
            and (slot.round.code, slot.number) in self.chosen
        }
        came_again = {
            one for (code, _), one in self.chosen.items() if not wanted(code) and code >= "2018"
        }
        return (one for one in candidates if one in granted and one not in came_again)


def _of(code: str) -> list[Slot]:
    return [slot for slot in slots() if slot.round.code == code]


def _period_of(code: str) -> int:
    return 1 if code < "2018" else 2


def _rounds_of(period: int) -> list[str]:
    return [round_.code for round_ in ROUNDS if _period_of(round_.code) == period]


def _year(slot: Slot) -> int:
    return slot.delivery_year or slot.round.year
