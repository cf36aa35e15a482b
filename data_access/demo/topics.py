"""What each application asks for: theme, sector, title, need and goal, each text used once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from data_access.demo.applicants import Key, applicants, slots
from data_access.demo.arithmetic import mixed
from data_access.demo.content import rows
from data_access.demo.live_round import LIVE_ROUND, OPEN_NUMBERS
from data_access.demo.organisations import Organisation
from programme.codes import Sector, Theme


@dataclass(frozen=True)
class Topic:
    """The written part of an application; `rationale` of its rejection where that needs its own."""

    theme: Theme
    sector: Sector
    title: str
    need: str
    goal: str
    rationale: str = ""


@cache
def topics() -> dict[Key, Topic]:
    """The topic of each application by (round code, number in the round)."""
    refused = _refused_topics()
    needs = _handed_out(
        [key for key in _decided() if key not in refused], _in_mixed_order(rows("needs"))
    )
    goals = _Goals()
    found = {
        key: _topic(row, goals.next(row["theme"], row["sector"])) for key, row in needs.items()
    }
    found |= refused
    for number, row in zip(OPEN_NUMBERS, rows("open_applications"), strict=True):
        found[LIVE_ROUND.code, number] = _topic(row, row["goal"])
    return found


def _topic(row: dict[str, str], goal: str) -> Topic:
    return Topic(
        Theme(row["theme"]),
        Sector(row["sector"]),
        row["title"],
        row["need"],
        goal,
        row.get("rationale", ""),
    )


def _refused_topics() -> dict[Key, Topic]:
    """Topics of applications whose text itself was the ground for rejecting them."""
    written = rows("refused_applications")
    found: dict[Key, Topic] = {}
    for ground in dict.fromkeys(row["ground"] for row in written):
        keys = [(slot.round.code, slot.number) for slot in slots() if slot.ground == ground]
        texts = _handed_out(keys, [row for row in written if row["ground"] == ground])
        found |= {key: _topic(row, row["goal"]) for key, row in texts.items()}
    return found


def _handed_out(keys: Iterable[Key], texts: list[dict[str, str]]) -> dict[Key, dict[str, str]]:
    """For each of the applications a text of its own, applicants with least choice first."""
    unused = list(texts)
    found: dict[Key, dict[str, str]] = {}
    for key in sorted(keys, key=lambda key: sum(_fits(row, applicants()[key]) for row in texts)):
        text = next(row for row in unused if _fits(row, applicants()[key]))
        unused.remove(text)
        found[key] = text
    return found


def _in_mixed_order(needs: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Each topic is written twice: early texts go to early rounds, so that the two stand apart."""
    half = len(needs) // 2
    return mixed(needs[:half], 37) + mixed(needs[half:], 37)


def _decided() -> list[Key]:
    open_now = {(LIVE_ROUND.code, number) for number in OPEN_NUMBERS}
    keys = [(slot.round.code, slot.number) for slot in slots()]
    return [key for key in keys if key not in open_now]


def _fits(row: dict[str, str], applicant: Organisation) -> bool:
    kind = row["organisation_type"]
    return row["sector"] in applicant.sectors and kind in ("", applicant.organisation_type)


class _Goals:
    """Hands out goals of a theme and sector, the least used first."""

    def __init__(self) -> None:
        self._used = {row["goal"]: 0 for row in rows("goals")}

    def next(self, theme: str, sector: str) -> str:
        goal = min(self._suitable(theme, sector), key=lambda goal: self._used[goal])
        self._used[goal] += 1
        return goal

    @staticmethod
    def _suitable(theme: str, sector: str) -> Iterable[str]:
        return (
            row["goal"]
            for row in rows("goals")
            if row["theme"] == theme and sector in (row["sectors"] or sector).split()
        )
