"""The programme's published figures, each with its comparator, and when our figure agrees.

Sources: S0–S4 are the programme's own pages, W2–W16 other public pages (docs/figures.md lists
them). "Over N" is `gt`, "about N" is `approx` (5 % up to 100, 3 % above), "dozens" is
`at_least` 20.
"""

from dataclasses import dataclass
from datetime import date

from programme.codes import Comparator, FigureUnit

_EQ, _GT, _APPROX, _AT_LEAST = (
    Comparator.EQ,
    Comparator.GT,
    Comparator.APPROX,
    Comparator.AT_LEAST,
)
_COUNT, _EUR, _SHARE = FigureUnit.COUNT, FigureUnit.EUR, FigureUnit.SHARE


@dataclass(frozen=True)
class Published:
    """A published figure.

    `value` is written as `unit` says: 187, 0.75, 2015-06-09, 1-3, true. With an `indicator` it is
    that indicator over `period` (None: the whole programme) as it stood at the end of `as_of`.
    """

    code: str
    comparator: Comparator
    value: str
    source: str
    unit: FigureUnit = _COUNT
    indicator: str | None = None
    period: str | None = None
    as_of: date | None = None
    tolerance: float | None = None


P1, P2 = "2015-2017", "2018-2020"

FIGURES: tuple[Published, ...] = (
    Published("F01", _EQ, "187", "S2", indicator="organisations_reached", period=P1),
    Published("F02", _EQ, "4700", "S2", indicator="participations", period=P1),
    Published("F03", _EQ, "80", "S2", indicator="applicant_organisations", period=P1),
    Published("F04", _EQ, "238", "S2", indicator="deeds", as_of=date(2018, 1, 31)),
    Published("F05", _EQ, "53", "S2", indicator="solutions", as_of=date(2018, 1, 31)),
    Published("F06", _EQ, "53", "S3", indicator="sparring_applications", period="2018"),
    Published("F07", _EQ, "7", "S3", indicator="trainings_started", period="2018"),
    Published("F08", _EQ, "21", "S3", indicator="newsletters_sent", period="2018"),
    Published("F09", _EQ, "3", "S3", indicator="brunches_held", period="2018"),
    Published(
        "F10",
        _APPROX,
        "90",
        "S3",
        indicator="organisations_reached",
        period="2018",
        tolerance=0.05,
    ),
    Published("F11", _GT, "2200", "S3", indicator="participations", period="2018"),
    Published(
        "F12", _APPROX, "350", "S3", indicator="deeds", as_of=date(2018, 12, 31), tolerance=0.03
    ),
    Published("F13", _GT, "240", "S1", indicator="organisations_reached"),
    Published("F14", _APPROX, "10000", "S1", indicator="participations", tolerance=0.03),
    Published("F15", _APPROX, "3000000", "S1", _EUR, indicator="budget_eur", tolerance=0.03),
    Published("F16", _EQ, "1640000", "S2", _EUR, indicator="budget_eur", period=P2),
    Published("F17", _EQ, "4", "S4"),
    Published("F18", _APPROX, "20", "S4", tolerance=0.05),
    Published("F19", _EQ, "89", "S3"),
    Published("F20", _EQ, "13", "S3"),
    Published("F21", _EQ, "5", "S3"),
    Published("F22", _EQ, "74", "S3"),
    Published("F23", _EQ, "10", "S3"),
    Published("F24", _EQ, "6", "S1"),
    Published("F25", _EQ, "3", "S3", as_of=date(2018, 12, 31)),
    Published("F26", _EQ, "2", "S4", as_of=date(2015, 7, 31)),
    Published("F27", _AT_LEAST, "20", "S3"),
    Published("F28", _EQ, "5", "S4"),
    Published("R01", _EQ, "true", "S3", FigureUnit.BOOLEAN, period="2018"),
    Published("R03", _EQ, "2015-06-09", "S4", FigureUnit.DATE),
    Published("R05", _EQ, "1-3", "S2", FigureUnit.RANGE),
    Published("X01", _EQ, "182", "W2", indicator="long_service_organisations", period=P1),
    Published("X02", _EQ, "146", "W2", indicator="long_service_organisations", period=P2),
    Published(
        "X03", _APPROX, "5000", "W2 W3", indicator="long_service_participations", tolerance=0.03
    ),
    Published("X04", _GT, "660", "W4", indicator="deeds", as_of=date(2020, 10, 31)),
    Published("X05", _EQ, "672", "W16", indicator="deeds", as_of=date(2020, 11, 25)),
    Published("X06", _EQ, "34", "W16", indicator="deeds_awarded", as_of=date(2020, 11, 25)),
    Published(
        "X07",
        _APPROX,
        "100",
        "W4",
        indicator="sparring_organisations",
        period=P2,
        tolerance=0.05,
    ),
    Published("X08", _GT, "0.75", "W14", _SHARE),
    Published("X09", _APPROX, "0.80", "W2", _SHARE, tolerance=0.03),
)


def agrees(comparator: Comparator, published: float, ours: float, tolerance: float | None) -> bool:
    """Whether `ours` may stand beside a figure published as `comparator` `published`."""
    match comparator:
        case Comparator.EQ:
            return ours == published
        case Comparator.GT:
            return ours > published
        case Comparator.AT_LEAST:
            return ours >= published
        case Comparator.AT_MOST:
            return ours <= published
        case Comparator.APPROX:
            return abs(ours - published) <= (tolerance or 0) * published
