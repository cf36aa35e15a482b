"""Integer constructions from which the demo's figures come: no chance, no rounding surprises."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from math import gcd
from typing import TypeVar

from programme.calendar import is_working_day

T = TypeVar("T")


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """`total` divided in proportion to `weights` by largest remainder; the parts add up exactly."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    largest = sorted(range(len(weights)), key=lambda n: (-remainders[n], n))
    for position in largest[: total - sum(parts)]:
        parts[position] += 1
    return parts


def positive_shares(total: int, weights: Sequence[int]) -> list[int]:
    """Like `shares`, but nobody gets less than 1."""
    return [1 + part for part in shares(total - len(weights), weights)]


def mixed(items: Sequence[T], step: int) -> list[T]:
    """All `items` in an order that jumps `step` places at a time, so that neighbours part."""
    while gcd(step, len(items)) != 1:
        step += 1
    return [items[number * step % len(items)] for number in range(len(items))]


def evenly(items: Sequence[T], count: int) -> list[T]:
    """`count` of `items` at even distances, in their order."""
    return [items[number * len(items) // count] for number in range(count)]


def chunks(items: Sequence[T], count: int) -> Iterator[Sequence[T]]:
    """`items` cut into `count` runs of nearly equal length."""
    for number in range(count):
        yield items[number * len(items) // count : (number + 1) * len(items) // count]


@cache
def working_days_between(first: date, last: date) -> tuple[date, ...]:
    """The working days from `first` to `last`, both included."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if is_working_day(day))


def dates(first: date, last: date, count: int) -> list[date]:
    """`count` working days from `first` to `last` at even distances."""
    return evenly(working_days_between(first, last), count)


@cache
def after(day: date, working_days: int) -> date:
    """The day that is `working_days` working days later."""
    while working_days:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day
