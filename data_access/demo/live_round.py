"""Round 2020-2 as it stands on 1.12.2020: 24 decided applications, 13 open ones, 12 days left."""

from datetime import date

from data_access.demo.content import rows
from data_access.demo.rounds import ROUNDS, Fate, Slot
from programme.codes import RejectionGround

LIVE_ROUND = ROUNDS[-1]

_G = RejectionGround

#: number: (submitted, closed, days requested, fate, days granted or ground of rejection)
_DECIDED: dict[int, tuple[str, str, int, Fate, int | RejectionGround | None]] = {
    1: ("08-18", "08-31", 2, Fate.COMPLETED, 2),
    2: ("08-20", "09-02", 2, Fate.COMPLETED, 1),
    3: ("08-24", "09-03", 1, Fate.REJECTED, _G.THEME),
    4: ("08-26", "09-08", 1, Fate.COMPLETED, 1),
    5: ("08-31", "09-10", 2, Fate.IN_PROGRESS, 1),
    6: ("09-03", "09-17", 2, Fate.IN_PROGRESS, 1),
    7: ("09-07", "09-14", 2, Fate.WITHDRAWN, None),
    8: ("09-09", "09-22", 2, Fate.IN_PROGRESS, 2),
    9: ("09-15", "10-06", 2, Fate.APPROVED, 1),
    10: ("09-18", "10-02", 1, Fate.REJECTED, _G.INSUFFICIENT),
    11: ("09-22", "10-05", 2, Fate.SCHEDULED, 1),
    12: ("09-25", "10-08", 2, Fate.SCHEDULED, 1),
    13: ("10-01", "10-14", 2, Fate.REJECTED, _G.STAFF),
    14: ("10-06", "10-16", 1, Fate.SCHEDULED, 1),
    15: ("10-13", "10-26", 2, Fate.SCHEDULED, 1),
    16: ("10-20", "11-11", 2, Fate.APPROVED, 1),
    17: ("10-26", "11-06", 2, Fate.REJECTED, _G.THEME),
    18: ("10-30", "12-01", 2, Fate.APPROVED, 2),
    20: ("11-03", "11-12", 1, Fate.REJECTED, _G.LAYOFFS),
    23: ("11-06", "11-12", 1, Fate.WITHDRAWN, None),
    25: ("11-10", "11-25", 1, Fate.APPROVED, 1),
    28: ("11-13", "11-27", 2, Fate.REJECTED, _G.DUPLICATE),
    31: ("11-18", "11-24", 2, Fate.WITHDRAWN, None),
    35: ("11-25", "11-27", 1, Fate.WITHDRAWN, None),
}

#: number: first and last day of the sparring, past, going on or agreed
_DELIVERIES = {
    1: ("2020-10-05", "2020-10-16"),
    2: ("2020-10-13", "2020-10-13"),
    4: ("2020-10-26", "2020-10-26"),
    5: ("2020-11-17", "2020-12-08"),
    6: ("2020-11-24", "2020-12-09"),
    8: ("2020-11-19", "2020-12-10"),
    11: ("2020-12-08", "2020-12-08"),
    12: ("2020-12-10", "2020-12-10"),
    14: ("2020-12-14", "2020-12-14"),
    15: ("2020-12-16", "2020-12-16"),
}

#: Numbers of the open applications in the order of `open_applications.csv`.
OPEN_NUMBERS = (19, 21, 22, 24, 26, 27, 29, 30, 32, 33, 34, 36, 37)


def live_slots() -> tuple[Slot, ...]:
    """All 37 applications of the live round in the order of their arrival."""
    slots = [*map(_decided, _DECIDED), *map(_open, OPEN_NUMBERS, rows("open_applications"))]
    return tuple(sorted(slots, key=lambda slot: slot.number))


def _decided(number: int) -> Slot:
    submitted, closed, asked, fate, result = _DECIDED[number]
    ground = result if isinstance(result, RejectionGround) else None
    first, last = _DELIVERIES.get(number, (None, None))
    return Slot(
        round=LIVE_ROUND,
        number=number,
        submitted_on=date.fromisoformat(f"2020-{submitted}"),
        days_requested=asked,
        fate=fate,
        days_granted=None if isinstance(result, RejectionGround) else result,
        ground=ground,
        delivery_year=None if ground or result is None else 2020,
        closed_on=date.fromisoformat(f"2020-{closed}"),
        delivery=(date.fromisoformat(first), date.fromisoformat(last)) if first and last else None,
    )


def _open(number: int, row: dict[str, str]) -> Slot:
    return Slot(
        round=LIVE_ROUND,
        number=number,
        submitted_on=date.fromisoformat(row["submitted_on"]),
        days_requested=int(row["days_requested"]),
        fate=Fate.OPEN,
    )
