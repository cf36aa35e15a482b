"""Finished figures from what the sources gave; None for what does not exist."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from data_access.indicators.bases import DIVIDED, per_base
from data_access.indicators.grounds import Ground
from data_access.indicators.scopes import Scope
from programme.calendar import local_date, median, working_days
from programme.indicators import INDICATORS
from programme.periods import FUNDING_PERIODS, WHOLE

Value = int | float | None
Values = dict[str, Value]


def finished(raw: Mapping[str, Any], scope: Scope, ground: Ground) -> Values:
    """Every indicator of a scope."""
    found: Values = {code: _plain(raw.get(code, 0)) for code in INDICATORS}
    found |= _times(raw, scope) | _shares(raw, found) | _divided(raw, scope, ground)
    missing = {code for code in INDICATORS if not _exists(code, scope, ground)}
    return {code: None if code in missing else value for code, value in found.items()}


def _times(raw: Mapping[str, Any], scope: Scope) -> Values:
    oldest: datetime | None = raw.get("oldest_pending")
    waited = working_days(local_date(oldest), scope.as_of) if oldest else None
    return {
        "oldest_pending_days": waited,
        "processing_days_median": median(raw.get("processing_days", ())),
    }


def _shares(raw: Mapping[str, Any], found: Values) -> Values:
    spent, budget = found["spent_eur"], found["budget_eur"]
    return {
        "approval_rate": _share(raw.get("approved", 0), raw.get("rejected", 0)),
        "budget_used": round(spent / budget, 4) if spent is not None and budget else None,
    }


def _divided(raw: Mapping[str, Any], scope: Scope, ground: Ground) -> Values:
    return {
        code: per_base(ground.bases, INDICATORS[code].base, scope.region, raw.get(counted, 0), per)
        for code, (counted, per) in DIVIDED.items()
    }


def _plain(value: Any) -> Value:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def _share(part: int, rest: int) -> float | None:
    return round(part / (part + rest), 4) if part + rest else None


def _exists(code: str, scope: Scope, ground: Ground) -> bool:
    indicator = INDICATORS[code]
    if scope.region is not None and (not indicator.regional or ground.is_outside(scope.region)):
        return False
    return indicator.yearly or scope.period in (WHOLE, *FUNDING_PERIODS)
