"""Numbers as Finnish spreadsheets write them: `10 000`, `1,64`, `−3`, `1 640 000,00 €`."""

import re
from decimal import Decimal

from data_access.exchange.format.types import ColumnFormat
from data_access.exchange.problems import Rule
from data_access.exchange.reading.refusals import Wrong

#: What every database keeps in an integer column.
LARGEST_INTEGER = 2**31 - 1

# A minus sign is a hyphen or its own sign; thousands are apart by a space of any kind.
_NUMBER = re.compile(
    r"(?P<sign>[-\u2212]?)"
    r"(?P<whole>[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+|[0-9]{1,30})"
    r"(?:[.,](?P<decimals>[0-9]{1,30}))?"
    r"(?:[ \u00a0\u202f]?€)?"
)


def integer(text: str, column: ColumnFormat) -> int:
    """The whole number; a decimal part of zeros is none."""
    number = _number(text)
    if number is None or number != number.to_integral_value():
        raise Wrong(Rule.NOT_INTEGER, f"a whole number{_bounds(column) or ' such as 12'}")
    if abs(number) > LARGEST_INTEGER:
        raise Wrong(Rule.OUT_OF_RANGE, f"a whole number up to {LARGEST_INTEGER}")
    _check(number, column)
    if column.allowed and str(int(number)) not in column.allowed:
        raise Wrong(Rule.NOT_ALLOWED, f"one of {', '.join(column.allowed)}")
    return int(number)


def decimal(text: str, column: ColumnFormat) -> Decimal:
    """The number, exactly; Wrong when the database would round it."""
    number = _number(text)
    whole, after = column.digits or (28, 10)
    if number is None:
        raise Wrong(Rule.NOT_DECIMAL, f"a number such as 1640000,50{_bounds(column)}")
    step = Decimal(1).scaleb(-after)
    if abs(number) >= Decimal(10) ** (whole - after):
        raise Wrong(Rule.OUT_OF_RANGE, f"at most {whole - after} digits before the decimal comma")
    if number % step:
        raise Wrong(Rule.OUT_OF_RANGE, f"at most {after} decimals")
    _check(number, column)
    return number.quantize(step)


def _number(text: str) -> Decimal | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    whole = re.sub("[^0-9]", "", match["whole"])
    return Decimal(f"{'-' if match['sign'] else ''}{whole}.{match['decimals'] or '0'}")


def _check(number: Decimal, column: ColumnFormat) -> None:
    limits = column.limits
    inside = (
        (limits.least is None or number >= limits.least)
        and (limits.most is None or number <= limits.most)
        and (limits.above is None or number > limits.above)
        and (limits.below is None or number < limits.below)
    )
    if not inside:
        raise Wrong(Rule.OUT_OF_RANGE, f"a number{_bounds(column)}")


def _bounds(column: ColumnFormat) -> str:
    limits = column.limits
    if limits.least is not None and limits.most is not None:
        return f" from {limits.least} to {limits.most}"
    named = (
        ("at least", limits.least),
        ("over", limits.above),
        ("at most", limits.most),
        ("under", limits.below),
    )
    words = [f"{word} {bound}" for word, bound in named if bound is not None]
    return f" {' and '.join(words)}" if words else ""
