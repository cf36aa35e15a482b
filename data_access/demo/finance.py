"""Budget and costs: rows of those tables as dictionaries by column. Only budgets are published."""

from datetime import date
from decimal import Decimal
from typing import Any

from data_access.demo.arithmetic import shares, working_days_between

Row = dict[str, Any]


def funding_periods() -> list[Row]:
    """The two funding periods; the first one's budget is what the published ones leave."""
    return [
        {
            "period_code": "2015-2017",
            "starts_on": date(2015, 1, 1),
            "ends_on": date(2017, 12, 31),
            "eura_project_code": "S20190",
            "budget_eur": Decimal(1_360_000),
            "budget_basis": "derived",
        },
        {
            "period_code": "2018-2020",
            "starts_on": date(2018, 1, 1),
            "ends_on": date(2020, 12, 31),
            "eura_project_code": "S21159",
            "budget_eur": Decimal(1_640_000),
            "budget_basis": "published",
        },
    ]


# --- money -------------------------------------------------------------------------------------

#: Euros spent in each year until 30.11.2020: 2 820 000, 94 % of the budget.
_SPENT = {2015: 240_000, 2016: 520_000, 2017: 600_000, 2018: 480_000, 2019: 530_000, 2020: 450_000}
COST_CATEGORIES = {
    "staff": 46,
    "external_services": 34,
    "communications": 9,
    "travel_and_meetings": 6,
    "flat_rate": 5,
}
#: Little is spent in the summer, most in the autumn.
_MONTH_WEIGHTS = (7, 8, 9, 9, 9, 7, 3, 7, 10, 11, 11, 9)


def expenditures() -> list[Row]:
    """Booked costs by month and category, on the last working day of each month."""
    return [
        {
            "period_code": "2015-2017" if year <= 2017 else "2018-2020",
            "booked_on": _last_working_day(year, month),
            "cost_category": category,
            "amount_eur": Decimal(amount),
        }
        for year, spent in _SPENT.items()
        for month, part in _by_month(year, spent)
        for category, amount in zip(
            COST_CATEGORIES, shares(part, list(COST_CATEGORIES.values())), strict=True
        )
    ]


def _by_month(year: int, spent: int) -> list[tuple[int, int]]:
    first, last = (4 if year == 2015 else 1), (11 if year == 2020 else 12)
    months = list(range(first, last + 1))
    return list(
        zip(months, shares(spent, [_MONTH_WEIGHTS[month - 1] for month in months]), strict=True)
    )


def _last_working_day(year: int, month: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    days = working_days_between(date(year, month, 20), first_of_next)
    return max(day for day in days if day < first_of_next)
