"""How values and what they are held against are written."""

from data_access.indicators import Value
from programme.codes import Comparator
from programme.indicators import INDICATORS, Unit
from ui import formats
from ui.texts import plain


def written(code: str, value: float) -> str:
    """A value of the indicator as its card shows it: 10 000, 94 %, 8,5, 1,64 milj. €."""
    match INDICATORS[code].unit:
        case Unit.SHARE:
            return formats.percent(value)
        case Unit.EUR:
            return formats.euros(value, millions=True)
        case _:
            return formats.number(value, 0 if value == int(value) else 1)


def written_or_dash(code: str, value: Value) -> str:
    """The same, with a dash for a value that does not exist."""
    return plain("value.no") if value is None else written(code, value)


def compared(comparator: Comparator, value: str) -> str:
    """A written value with the words of its comparator: yli 240, noin 10 000, 672."""
    return plain(f"compared.{comparator}", value=value)
