"""Tekojen Tori: 672 published deeds, 53 solutions, 9 drafts and 3 deeds that were withdrawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any

from data_access.demo.arithmetic import dates, evenly, mixed, shares
from data_access.demo.content import rows
from data_access.demo.organisations import Organisation, participants
from programme.codes import DeedKind, DeedStatus, Sector

#: First and last day of a stretch, and deeds published in it: 238 by the end of January 2018,
#: 350 by the end of that year, 661 by the end of October 2020 and 672 by 25.11.2020.
_PUBLISHED = (
    (date(2015, 9, 7), date(2015, 12, 18), 30),
    (date(2016, 1, 7), date(2016, 12, 20), 91),
    (date(2017, 1, 9), date(2017, 12, 19), 111),
    (date(2018, 1, 8), date(2018, 1, 31), 6),
    (date(2018, 2, 1), date(2018, 8, 31), 36),
    (date(2018, 9, 3), date(2018, 12, 20), 76),
    (date(2019, 1, 7), date(2019, 8, 30), 82),
    (date(2019, 9, 5), date(2019, 11, 15), 44),
    (date(2019, 11, 18), date(2019, 12, 20), 14),
    (date(2020, 1, 7), date(2020, 10, 30), 171),
    (date(2020, 11, 2), date(2020, 11, 25), 11),
)
_CAMPAIGN_2018 = "haastekampanja_2018"
_CAMPAIGN_2018_DAYS = date(2018, 9, 3), date(2018, 11, 30)
_CAMPAIGN_2018_DEEDS = 20
_CAMPAIGN_2019 = "tekoja_tiskiin_2019"
_CAMPAIGN_2019_DAYS = date(2019, 9, 5), date(2019, 11, 15)

_SOLUTIONS = (date(2015, 11, 2), date(2018, 1, 26), 53)
_WITHDRAWN = ((date(2016, 3, 14), date(2016, 10, 3)), (date(2016, 11, 8), date(2017, 5, 22)),
              (date(2017, 2, 20), date(2017, 9, 11)))  # fmt: skip
_DRAFTS = 9

#: Day of the award and how many deeds got one.
_AWARDS = (
    (date(2016, 11, 24), 6),
    (date(2017, 11, 23), 7),
    (date(2018, 11, 29), 7),
    (date(2019, 11, 21), 7),
    (date(2020, 11, 25), 7),
)

#: Of every hundred deeds: how many come from each sector.
_SECTORS = {
    Sector.HEALTH_SOCIAL: 38,
    Sector.EDUCATION: 18,
    Sector.ECEC: 13,
    Sector.ADMINISTRATION: 12,
    Sector.CATERING_CLEANING: 8,
    Sector.TECHNICAL: 6,
    Sector.CULTURE_LEISURE: 5,
}


@dataclass(frozen=True)
class Deed:
    """A deed or solution as it stands on 1.12.2020."""

    kind: DeedKind
    title: str
    organisation: Organisation
    sector: Sector
    status: DeedStatus
    published_on: date | None = None
    withdrawn_on: date | None = None
    awarded_on: date | None = None
    campaign_code: str | None = None


def campaigns() -> list[dict[str, Any]]:
    """The two campaigns as rows of their table; of the first one the season is published."""
    return [
        {
            "campaign_code": _CAMPAIGN_2018,
            "name_fi": "Haastekampanja 2018",
            "name_sv": "Utmaningskampanjen 2018",
            "name_en": "Challenge campaign 2018",
            "starts_on": _CAMPAIGN_2018_DAYS[0],
            "ends_on": _CAMPAIGN_2018_DAYS[1],
        },
        {
            "campaign_code": _CAMPAIGN_2019,
            "name_fi": "Tekoja tiskiin 2019",
            "name_sv": "Tekoja tiskiin 2019",
            "name_en": "Tekoja tiskiin 2019",
            "starts_on": _CAMPAIGN_2019_DAYS[0],
            "ends_on": _CAMPAIGN_2019_DAYS[1],
        },
    ]


@cache
def deeds() -> tuple[Deed, ...]:
    """All deeds and solutions, the published ones in the order of publication."""
    writing = _Titles()
    return (
        *_published(writing),
        *_withdrawn(writing),
        *_drafts(writing),
        *_solutions(writing),
    )


def publication_days() -> list[date]:
    """The days on which the 672 deeds that still stand were published."""
    return [day for first, last, count in _PUBLISHED for day in _stretched(first, last, count)]


def _stretched(first: date, last: date, count: int) -> list[date]:
    """`count` days from `first` to `last`, hardly any of them in July."""
    months = {(day.year, day.month): day for day in dates(first, last, max(count, 20))}
    weights = [1 if month == 7 else 12 for _, month in months]
    found: list[date] = []
    for (year, month), part in zip(months, shares(count, weights), strict=True):
        begin = max(first, date(year, month, 1))
        end = min(last, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
        found += dates(begin, end, part)
    return found


def _published(writing: "_Titles") -> Iterator[Deed]:
    days = publication_days()
    awards = _awards(days)
    campaign = _campaign_2018(days)
    for place, day in enumerate(days):
        sector, title, organisation = writing.next()
        code = _CAMPAIGN_2018 if place in campaign else None
        if _CAMPAIGN_2019_DAYS[0] <= day <= _CAMPAIGN_2019_DAYS[1]:
            code = _CAMPAIGN_2019
        yield Deed(
            DeedKind.DEED,
            title,
            organisation,
            sector,
            DeedStatus.PUBLISHED,
            day,
            awarded_on=awards.get(place),
            campaign_code=code,
        )


def _campaign_2018(days: list[date]) -> set[int]:
    first, last = _CAMPAIGN_2018_DAYS
    autumn = [place for place, day in enumerate(days) if first <= day <= last]
    return set(evenly(autumn, _CAMPAIGN_2018_DEEDS))


def _awards(days: list[date]) -> dict[int, date]:
    """Awarded deeds by their place among the published: some of those since the last award."""
    awards: dict[int, date] = {}
    before = date(2015, 1, 1)
    for awarded_on, count in _AWARDS:
        recent = [place for place, day in enumerate(days) if before <= day < awarded_on]
        awards |= dict.fromkeys(evenly(recent, count), awarded_on)
        before = awarded_on
    return awards


def _withdrawn(writing: "_Titles") -> Iterator[Deed]:
    for published_on, withdrawn_on in _WITHDRAWN:
        sector, title, organisation = writing.next()
        yield Deed(
            DeedKind.DEED,
            title,
            organisation,
            sector,
            DeedStatus.UNPUBLISHED,
            published_on,
            withdrawn_on,
        )


def _drafts(writing: "_Titles") -> Iterator[Deed]:
    for _ in range(_DRAFTS):
        sector, title, organisation = writing.next()
        yield Deed(DeedKind.DEED, title, organisation, sector, DeedStatus.DRAFT)


def _solutions(writing: "_Titles") -> Iterator[Deed]:
    first, last, count = _SOLUTIONS
    for day, (sector, title) in zip(dates(first, last, count), _solution_titles(), strict=False):
        yield Deed(
            DeedKind.SOLUTION, title, writing.author(sector), sector, DeedStatus.PUBLISHED, day
        )


# --- titles and authors ------------------------------------------------------------------------


def _words(kind: str, sector: str = "") -> list[str]:
    return [
        row["text"] for row in rows("deed_words") if (row["kind"], row["sector"]) == (kind, sector)
    ]


def _titles(sector: Sector) -> list[str]:
    """Titles for a sector: those written for it among practices put into its workplaces."""
    places, practices = _words("setting", sector), mixed(_words("practice"), 23)
    pairs = mixed(list(product(range(len(practices)), places)), 7 * len(places) + 1)
    composed = [f"{practices[number]} {place}" for number, place in pairs]
    own = _words("title", sector)
    return [*composed[: len(own)], *own, *composed[len(own) :]]


def _solution_titles() -> list[tuple[Sector, str]]:
    """Solutions named in the sources come from catering, cleaning and early childhood first."""
    order = [Sector.CATERING_CLEANING, Sector.ECEC, Sector.HEALTH_SOCIAL, Sector.EDUCATION]
    return [
        (sector, f"{name} {place}")
        for turn, name in enumerate(_words("solution") * 5)
        for sector in (order[turn % len(order)],)
        for place in (_words("setting", sector)[turn % len(_words("setting", sector))],)
    ]


class _Titles:
    """Hands out sector, title and author in turn, never a title twice."""

    def __init__(self) -> None:
        self._titles = {sector: iter(_titles(sector)) for sector in _SECTORS}
        self._authors = {sector: _authors(sector) for sector in _SECTORS}
        self._turns = dict.fromkeys(_SECTORS, 0)
        self._order = mixed([one for one, part in _SECTORS.items() for _ in range(part)], 37)
        self._place = 0

    def next(self) -> tuple[Sector, str, Organisation]:
        sector = self._order[self._place % len(self._order)]
        self._place += 1
        return sector, next(self._titles[sector]), self.author(sector)

    def author(self, sector: Sector) -> Organisation:
        self._turns[sector] += 1
        return self._authors[sector][self._turns[sector] % len(self._authors[sector])]


def _authors(sector: Sector) -> list[Organisation]:
    return mixed([one for one in participants() if sector in one.sectors], 29)
