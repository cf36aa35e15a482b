"""Budget lines, claims, reports and participant counts: rows of those tables by column.

No split of the budget and no day of a claim or report is published. The funder is told of half
years, which is an assumption.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from data_access.demo.arithmetic import after, shares
from data_access.demo.finance import COST_CATEGORIES, expenditures, funding_periods
from data_access.demo.participation import participations
from programme.codes import LONG_SERVICES, ClaimStatus, EsfIndicator, Gender, ReportKind

Row = dict[str, Any]


@dataclass(frozen=True)
class HalfYear:
    """A stretch that is claimed and reported together; `number` counts within the period."""

    period_code: str
    number: int
    first: date
    last: date

    @property
    def due_on(self) -> date:
        """Three months later, at the end of a month."""
        following = self.last + timedelta(days=1)
        return date(following.year, following.month + 3, 1) - timedelta(days=1)


def half_years() -> Iterator[HalfYear]:
    """The six half years of each funding period."""
    for period in funding_periods():
        begin = period["starts_on"].year
        for number in range(1, 7):
            year, second = begin + (number - 1) // 2, number % 2 == 0
            first, last = (
                (date(year, 7, 1), date(year, 12, 31))
                if second
                else (date(year, 1, 1), date(year, 6, 30))
            )
            yield HalfYear(period["period_code"], number, first, last)


def budget_lines() -> list[Row]:
    """The budget of each period by category, as last amended: the lines add up to it."""
    return [line for period in funding_periods() for line in _lines(period)]


def _lines(period: Row) -> Iterator[Row]:
    """What was spent, and each category's part of what is left."""
    code = period["period_code"]
    spent = Counter[str]()
    for row in expenditures():
        spent[row["cost_category"]] += int(row["amount_eur"]) * (row["period_code"] == code)
    left = int(period["budget_eur"]) - spent.total()
    parts = shares(left, list(COST_CATEGORIES.values()))
    for category, part in zip(COST_CATEGORIES, parts, strict=True):
        amount = Decimal(spent[category] + part)
        yield {"period_code": code, "cost_category": category, "amount_eur": amount}


#: The newest claims are still on their way: how far each is, by its last day.
_UNDER_WAY = {
    date(2019, 12, 31): ClaimStatus.APPROVED,
    date(2020, 6, 30): ClaimStatus.SUBMITTED,
    date(2020, 12, 31): ClaimStatus.DRAFT,
}
#: Euros of the claims that were not accepted, by the last day of the claim.
_NOT_ACCEPTED = {date(2016, 6, 30): 1_240, date(2018, 12, 31): 860}


def payment_claims() -> list[Row]:
    """A claim for the costs of each half year; the last one is being written."""
    return [_claim(half) for half in half_years()]


def _claim(half: HalfYear) -> Row:
    status = _UNDER_WAY.get(half.last, ClaimStatus.PAID)
    spent = sum(
        row["amount_eur"] for row in expenditures() if half.first <= row["booked_on"] <= half.last
    )
    accepted = status in (ClaimStatus.APPROVED, ClaimStatus.PAID)
    return {
        "period_code": half.period_code,
        "claim_no": half.number,
        "covers_from": half.first,
        "covers_to": half.last,
        "amount_eur": spent,
        "status": status,
        "submitted_on": None if status is ClaimStatus.DRAFT else _sent_on(half),
        "approved_eur": spent - _NOT_ACCEPTED.get(half.last, 0) if accepted else None,
        "paid_on": after(_sent_on(half), 62) if status is ClaimStatus.PAID else None,
    }


def _sent_on(half: HalfYear) -> date:
    return after(half.due_on - timedelta(days=20), half.number)


def report_obligations() -> list[Row]:
    """A monitoring report with each claim, and a final report of each period."""
    return [*map(_monitoring, half_years()), *_final_reports()]


def _monitoring(half: HalfYear) -> Row:
    status = _UNDER_WAY.get(half.last, ClaimStatus.PAID)
    approved = status in (ClaimStatus.APPROVED, ClaimStatus.PAID)
    return {
        "period_code": half.period_code,
        "report_kind": ReportKind.MONITORING,
        "covers_from": half.first,
        "covers_to": half.last,
        "due_on": half.due_on,
        "submitted_on": None if status is ClaimStatus.DRAFT else _sent_on(half),
        "approved_on": after(_sent_on(half), 40) if approved else None,
    }


def _final_reports() -> Iterator[Row]:
    for period in funding_periods():
        over = period["ends_on"] < date(2020, 1, 1)
        due_on = date(period["ends_on"].year + 1, 4, 30)
        yield {
            "period_code": period["period_code"],
            "report_kind": ReportKind.FINAL,
            "covers_from": period["starts_on"],
            "covers_to": period["ends_on"],
            "due_on": due_on,
            "submitted_on": after(due_on - timedelta(days=10), 3) if over else None,
            "approved_on": after(due_on, 38) if over else None,
        }


#: Of a thousand people in long services.
_GENDERS = {Gender.WOMEN: 784, Gender.MEN: 209, Gender.UNKNOWN: 7}
_LEVELS = {EsfIndicator.ISCED_1_2: 24, EsfIndicator.ISCED_3_4: 412, EsfIndicator.ISCED_5_8: 564}
_AGES = {EsfIndicator.UNDER_25: 19, EsfIndicator.OVER_54: 246}
_MISSING = 38


def esf_participants() -> list[Row]:
    """Who was told to the funder at the end of each half year, counted since the period began."""
    return [
        {
            "period_code": half.period_code,
            "reported_on": half.last,
            "indicator": indicator,
            "gender": gender,
            "participants": count,
        }
        for half in half_years()
        if half.last < date(2020, 12, 1)
        for gender, people in zip(
            _GENDERS, shares(_people(half), [*_GENDERS.values()]), strict=True
        )
        for indicator, count in _counts(people)
    ]


def _people(half: HalfYear) -> int:
    """Persons behind the participations in long services so far: three of five came once."""
    begin = date(int(half.period_code[:4]), 1, 1)
    return (
        3
        * sum(
            one.participant_count
            for one in participations()
            if one.activity.service in LONG_SERVICES
            and begin <= one.activity.starts_on <= half.last
        )
        // 5
    )


def _counts(people: int) -> Iterator[tuple[EsfIndicator, int]]:
    """Everybody is employed; the levels of education add up to all, the ages leave the middle."""
    yield EsfIndicator.ALL, people
    yield EsfIndicator.EMPLOYED, people
    yield EsfIndicator.FORM_MISSING, people * _MISSING // 1000
    yield from zip(_LEVELS, shares(people, [*_LEVELS.values()]), strict=True)
    for age, part in _AGES.items():
        yield age, people * part // 1000
