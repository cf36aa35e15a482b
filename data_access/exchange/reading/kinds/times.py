"""Days as `31.12.2018` or `2018-12-31`, and moments with their zone."""

import re
from datetime import UTC, date, datetime

from data_access.exchange.format.types import ColumnFormat
from data_access.exchange.problems import Rule
from data_access.exchange.reading.refusals import Wrong

_FINNISH_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
)
_A_DAY = "a day of the calendar such as 31.12.2018 or 2018-12-31"
_A_MOMENT = "a moment with its zone such as 2018-03-01T08:00:00Z or 2018-03-01T10:00:00+02:00"


def day(text: str, _column: ColumnFormat) -> date:
    """The day that is written as Finns or as programs do."""
    finnish, iso = _FINNISH_DAY.fullmatch(text), _ISO_DAY.fullmatch(text)
    try:
        if finnish:
            return date(int(finnish[3]), int(finnish[2]), int(finnish[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:  # 31.2.2018
        pass
    raise Wrong(Rule.NOT_DAY, _A_DAY)


def moment(text: str, _column: ColumnFormat) -> datetime:
    """The moment in UTC; one without a zone could be another one, so it is Wrong."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise Wrong(Rule.NOT_MOMENT, _A_MOMENT)
    if match["zone"] is None:
        raise Wrong(Rule.NOT_MOMENT, f"{_A_MOMENT}: the zone is missing")
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Wrong(Rule.NOT_MOMENT, _A_MOMENT) from None
