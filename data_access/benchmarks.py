"""What an indicator is held against: the office's targets and the published figures."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from data_access.figures import parse_value
from data_access.indicators import Value
from data_access.schema import indicator_target, published_figure
from programme.codes import Comparator, FigureUnit


@dataclass(frozen=True)
class Benchmark:
    """A published figure or a target; `period` is None for the whole programme."""

    comparator: Comparator
    value: float
    published: bool
    period: str | None = None

    def met_by(self, value: Value) -> bool:
        """Whether `value` is on the right side of it."""
        if value is None:
            return False
        at_most = self.comparator is Comparator.AT_MOST
        return value <= self.value if at_most else value >= self.value


@dataclass(frozen=True)
class Benchmarks:
    """All benchmarks: targets by indicator, the newest published figure by indicator and period."""

    targets: dict[str, Benchmark]
    published: dict[tuple[str, str | None], Benchmark]

    def of(self, code: str, period: str | None) -> Benchmark | None:
        """The office's target, else the figure published for this very period."""
        return self.targets.get(code) or self.published.get((code, period))


def benchmarks(connection: Connection) -> Benchmarks:
    """Everything there is to hold an indicator against, in two reads."""
    target, figure = indicator_target.c, published_figure.c
    targets = {
        row.indicator_code: Benchmark(Comparator(row.comparator), float(row.target_value), False)
        for row in connection.execute(
            select(target.indicator_code, target.comparator, target.target_value)
        )
    }
    rows = connection.execute(select(published_figure).where(figure.indicator_code.is_not(None)))
    newest_last = sorted(rows.all(), key=lambda row: row.as_of or date.max)
    published = {
        (row.indicator_code, row.period_code): Benchmark(
            Comparator(row.comparator),
            parse_value(row.published_value, FigureUnit(row.unit)),
            True,
            row.period_code,
        )
        for row in newest_last
    }
    return Benchmarks(targets, published)
