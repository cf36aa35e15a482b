"""The pool of experts and the sparring that they gave; all of it invented but two tenders' results.

Experts have letters for names: no real firm or person is given a deed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from string import ascii_uppercase
from typing import Any

from data_access.demo.applications import Application, applications
from data_access.demo.arithmetic import working_days_between
from data_access.demo.life_cycles import delivery_of
from programme.codes import DeliveryMode, Precision, TenderSubject, Theme

Row = dict[str, Any]

_TODAY = date(2020, 12, 1)


def tenders() -> list[Row]:
    """The tenders of 2015, whose results are published, and the one for the second period."""
    august = date(2015, 8, 1)
    return [
        _tender("network_coordination_2015", TenderSubject.NETWORK_COORDINATION, august),
        _tender("sparring_2015", TenderSubject.SPARRING, august),
        _tender("training_2015", TenderSubject.INTERNAL_DEVELOPER_TRAINING, august),
        _tender("communications_2015", TenderSubject.COMMUNICATIONS, None, "the_kitchen"),
        _tender("sparring_2018", TenderSubject.SPARRING, date(2018, 2, 1)),
    ]


def _tender(
    code: str, subject: TenderSubject, month: date | None, winner_code: str | None = None
) -> Row:
    return {
        "tender_code": code,
        "subject": subject,
        "results_on": month,
        "results_precision": Precision.MONTH if month else None,
        "winner_code": winner_code,
    }


@dataclass(frozen=True)
class Expert:
    """A place in the pool while its framework agreement holds."""

    code: str
    name: str
    tender_code: str
    framework_from: date
    framework_to: date
    themes: tuple[Theme, ...]


#: Tender: how many experts, and from when to when they could be chosen.
_FRAMEWORKS = {
    "sparring_2015": (7, date(2015, 9, 1), date(2017, 12, 31)),
    "sparring_2018": (10, date(2018, 3, 1), date(2020, 12, 31)),
}


@cache
def experts() -> tuple[Expert, ...]:
    """The experts of both frameworks, each with three themes, every theme with some of them."""
    pool = [
        (tender, first, last)
        for tender, (count, first, last) in _FRAMEWORKS.items()
        for _ in range(count)
    ]
    themes = tuple(Theme)
    return tuple(
        Expert(
            code=f"expert_{letter.lower()}",
            name=f"Asiantuntija {letter}",
            tender_code=tender,
            framework_from=first,
            framework_to=last,
            themes=tuple(themes[(place + step) % len(themes)] for step in (0, 1, 3)),
        )
        for place, (letter, (tender, first, last)) in enumerate(
            zip(ascii_uppercase, pool, strict=False)
        )
    )


def expert_rows() -> list[Row]:
    """The experts."""
    return [
        {
            "expert_code": one.code,
            "name": one.name,
            "tender_code": one.tender_code,
            "framework_from": one.framework_from,
            "framework_to": one.framework_to,
        }
        for one in experts()
    ]


def expert_themes() -> list[Row]:
    """What each of them knows."""
    return [{"expert_code": one.code, "theme": theme} for one in experts() for theme in one.themes]


# --- sessions ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Session:
    """A day, or half of one, that an expert gave to an application."""

    application: Application
    number: int
    expert: Expert
    held_on: date
    hours: Decimal
    day_share: Decimal


@cache
def sessions() -> tuple[Session, ...]:
    """Everything that was given until the demo begins, an application's first session first."""
    return tuple(one for application in applications() for one in _given(application))


def _given(application: Application) -> Iterator[Session]:
    for number, (day, share) in enumerate(_parts(application), start=1):
        if day < _TODAY:
            expert, hours = expert_of(application), _hours(application, share)
            yield Session(application, number, expert, day, hours, share)


def _parts(application: Application) -> list[tuple[date, Decimal]]:
    """Days of the delivery with their share: what is remote or drawn out comes in halves."""
    slot = application.slot
    delivery = delivery_of(slot)
    if delivery is None:
        return []
    days, half = working_days_between(*delivery), Decimal("0.5")
    granted = slot.days_granted or 1
    if granted == 1 and (len(days) > 1 or application.delivery_mode is not DeliveryMode.ONSITE):
        return [(days[0], half), (days[-1], half)]
    places = [place * (len(days) - 1) // max(granted - 1, 1) for place in range(granted)]
    return [(days[place], Decimal(1)) for place in places]


def _hours(application: Application, share: Decimal) -> Decimal:
    """About seven hours a day."""
    day = Decimal("6.5") + Decimal("0.5") * (application.slot.number % 3)
    return (day * share).quantize(Decimal("0.01"))


def expert_of(application: Application) -> Expert:
    """One whose framework held and who knows the theme, each of them in turn."""
    first, last = delivery_of(application.slot) or (_TODAY, _TODAY)
    able = [
        one
        for one in experts()
        if one.framework_from <= first <= last <= one.framework_to
        and application.topic.theme in one.themes
    ]
    return able[application.slot.number % len(able)]
