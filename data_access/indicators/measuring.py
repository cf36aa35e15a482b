"""Asks the sources: one query each for all scopes, or one each for all units of a division."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, Select, select, true

from data_access.indicators.activities import ACTIVITIES
from data_access.indicators.applications import APPLICANTS, APPLICATIONS
from data_access.indicators.deeds import DEEDS
from data_access.indicators.grounds import Ground, grounds, outside
from data_access.indicators.money import BUDGET, NEWSLETTERS, SPENDING
from data_access.indicators.participation import participation
from data_access.indicators.places import listed
from data_access.indicators.processing import processing_days
from data_access.indicators.scopes import Scope, Source, Where
from data_access.indicators.uncertain import known, may_be_uncertain
from data_access.indicators.values import Values, finished
from programme.divisions import APART, NOWHERE, OUTSIDE, SOMEWHERE_IN_UUSIMAA
from programme.indicators import INDICATORS

_REGIONAL = (APPLICATIONS, APPLICANTS, DEEDS, ACTIVITIES)
_NATIONAL = (NEWSLETTERS, BUDGET, SPENDING)

#: A figure of one scope at a time: the days that it counts are not the database's to count.
_ALONE = "processing_days_median"

#: What the sources give for a scope, before they are figures.
_Raw = dict[str, Any]


def measure(connection: Connection, *scopes: Scope) -> list[Values]:
    """All indicators for each scope, in order: `{code: value}`.

    Shares are 0–1, waiting and processing times working days, money euros. What does not exist
    for a scope (the budget of a region or a year, anything of Åland) is None, never 0.
    """
    beside = dict.fromkeys(_somewhere(each) for each in scopes if may_be_uncertain(each.region))
    found = _measured(connection, (*scopes, *beside))
    own, rest = found[: len(scopes)], found[len(scopes) :]
    somewhere = dict(zip(beside, rest, strict=True))
    return [
        known(scope.region, values, somewhere.get(_somewhere(scope), {}))
        for scope, values in zip(scopes, own, strict=True)
    ]


def _somewhere(scope: Scope) -> Scope:
    """The scope of what is in Uusimaa and in none of its counties."""
    return scope.of(SOMEWHERE_IN_UUSIMAA)


def _measured(connection: Connection, scopes: tuple[Scope, ...]) -> list[Values]:
    under = grounds(connection, scopes)
    beyond = outside(under)
    raw: list[_Raw] = [
        {"processing_days": _of_region(scope, times)}
        for scope, times in zip(scopes, processing_days(connection, scopes, beyond), strict=True)
    ]
    for source in (participation(scopes), *_REGIONAL, *_NATIONAL):
        row = connection.execute(_question(source, scopes, beyond)).one()
        for number, name, value in _labelled(row):
            raw[number][name] = value
    asked = zip(raw, scopes, under, strict=True)
    return [finished(found, scope, ground) for found, scope, ground in asked]


def measure_units(connection: Connection, *scopes: Scope) -> list[dict[str, Values]]:
    """Indicators of every unit, by code, for each scope, from the same definitions.

    All but the median of processing times, which is asked of one scope at a time. The scopes
    are of one division, the same borders and no region. What is in no unit stands under the codes
    of `programme.divisions.APART`, so that nothing vanishes.
    """
    return [
        {code: known(code, values, found[SOMEWHERE_IN_UUSIMAA]) for code, values in found.items()}
        for found in _by_unit(connection, scopes, (participation(scopes), *_REGIONAL))
    ]


def people_of_units(connection: Connection, *scopes: Scope) -> list[dict[str, Values]]:
    """Counts of people as they are in the data: a zero stays one where `measure_units` has none,
    because what is hidden must not follow from it.
    """
    people = [code for code, indicator in INDICATORS.items() if indicator.counts_people]
    return [
        {code: {each: values[each] for each in people} for code, values in found.items()}
        for found in _by_unit(connection, scopes, (participation(scopes),))
    ]


def _by_unit(
    connection: Connection, scopes: tuple[Scope, ...], sources: Sequence[Source]
) -> list[dict[str, Values]]:
    (ground, *_) = grounds(connection, scopes)
    beyond = outside([ground])
    raw: list[dict[str, _Raw]] = [{code: {} for code in (*ground.units, *APART)} for _ in scopes]
    for source in sources:
        for row in connection.execute(_question_by_unit(source, scopes, beyond)):
            for number, name, value in _labelled(row):
                raw[number][row.code][name] = value
    return [
        {code: _of_unit(values, scope.of(code), ground) for code, values in found.items()}
        for found, scope in zip(raw, scopes, strict=True)
    ]


def _of_unit(raw: _Raw, scope: Scope, ground: Ground) -> Values:
    found = finished(raw, scope, ground)
    del found[_ALONE]
    return found


def _of_region(scope: Scope, times: dict[str, list[int]]) -> list[int]:
    if scope.region is None:
        return list(chain.from_iterable(times.values()))
    return times.get(scope.region, [])


@lru_cache(maxsize=256)
def _question(source: Source, scopes: tuple[Scope, ...], beyond: frozenset[str]) -> Select[Any]:
    """The source's one query for all scopes; kept, because writing it takes longer than asking."""
    columns = [
        expression.label(f"{number}:{name}")
        for number, scope in enumerate(scopes)
        for name, expression in source.aggregates(scope, _where(source, scope, beyond)).items()
    ]
    return select(*columns).select_from(source.rows)


@lru_cache(maxsize=64)
def _question_by_unit(
    source: Source, scopes: tuple[Scope, ...], beyond: frozenset[str]
) -> Select[Any]:
    """The same aggregates by unit, in the column `code`."""
    if source.place is None:
        raise ValueError("the source has no regions")
    code = listed(source.place(scopes[0].borders), beyond)
    aggregates = [
        expression.label(f"{number}:{name}")
        for number, scope in enumerate(scopes)
        for name, expression in source.aggregates(scope, Where(true(), true())).items()
    ]
    return select(code.label("code"), *aggregates).select_from(source.rows).group_by("code")


def _where(source: Source, scope: Scope, beyond: frozenset[str]) -> Where:
    if source.place is None:
        return Where(true(), true())
    code = listed(source.place(scope.borders), beyond)
    if scope.region is not None:
        return Where(code == scope.region, true())
    return Where(true(), code.not_in((OUTSIDE, NOWHERE)))


def _labelled(row: Row[Any]) -> Iterator[tuple[int, str, Any]]:
    """The values of a row that are labelled `number:name`."""
    for label, value in row._mapping.items():
        number, separator, name = label.partition(":")
        if separator:
            yield int(number), name, value
