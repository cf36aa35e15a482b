"""Numbers, money and time in the three languages."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ui import formats
from ui.texts import use_language

NEW_YEAR_UTC = datetime(2018, 12, 31, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("write", "fi", "sv", "en"),
    [
        (lambda: formats.number(10_000), "10\u00a0000", "10\u00a0000", "10,000"),
        (lambda: formats.number(1234.5, 1), "1\u00a0234,5", "1\u00a0234,5", "1,234.5"),
        (lambda: formats.bare(12_345), "12345", "12345", "12345"),
        (lambda: formats.bare(1234.505, 2), "1234,51", "1234,51", "1234.51"),
        (lambda: formats.number(-3), "\u22123", "\u22123", "-3"),
        (lambda: formats.percent(0.94), "94\u00a0%", "94\u00a0%", "94%"),
        (lambda: formats.percent(0.945, 1), "94,5\u00a0%", "94,5\u00a0%", "94.5%"),
        (lambda: formats.euros(1640000), "1\u00a0640\u00a0000\u00a0€", "1\u00a0640\u00a0000\u00a0€",
         "€1,640,000"),
        (lambda: formats.euros(1640000, millions=True), "1,64\u00a0milj.\u00a0€",
         "1,64\u00a0mn\u00a0€", "€1.64M"),
        (lambda: formats.date(date(2018, 12, 31)), "31.12.2018", "31.12.2018", "31 Dec 2018"),
        (lambda: formats.weekday(date(2018, 12, 31)), "ma 31.12.2018", "mån 31.12.2018",
         "Mon 31 Dec 2018"),
        (lambda: formats.time(NEW_YEAR_UTC), "0.30", "0.30", "00:30"),
        (lambda: formats.month(date(2020, 11, 3)), "marraskuu 2020", "november 2020",
         "November 2020"),
    ],
)  # fmt: skip
def test_each_language_writes_in_its_way(
    write: Callable[[], str], fi: str, sv: str, en: str
) -> None:
    for language, expected in (("fi", fi), ("sv", sv), ("en", en)):
        with use_language(language):
            assert write() == expected


@pytest.mark.parametrize(
    ("n", "shown"), [(0.5, "1"), (1.5, "2"), (2.5, "3"), (Decimal("2.49"), "2")]
)
def test_halves_are_rounded_up(n: float, shown: str) -> None:
    assert formats.number(n) == shown


def test_nought_has_no_sign() -> None:
    assert formats.number(-0.3) == "0"


def test_decimals_are_rounded_as_written() -> None:
    assert formats.number(1.005, 2) == "1,01"


def test_a_moment_has_the_day_it_is_in_finland() -> None:
    assert formats.date(NEW_YEAR_UTC) == "1.1.2019"
    assert formats.month(NEW_YEAR_UTC) == "tammikuu 2019"


def test_a_moment_without_a_zone_is_utc() -> None:
    assert formats.time(NEW_YEAR_UTC.replace(tzinfo=None)) == formats.time(NEW_YEAR_UTC)


@pytest.mark.parametrize(
    ("content", "shown"),
    [(1200, "1\u00a0200"), (2.5, "2,5"), (2.0, "2"), (True, "True"), ("x", "x")],
)
def test_values_of_texts(content: object, shown: str) -> None:
    assert formats.value(content) == shown
