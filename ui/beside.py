"""What stands beside a figure: what it is held against, and where it came from."""

from data_access.benchmarks import Benchmark
from data_access.overview import Kpi
from programme.indicators import INDICATORS
from programme.periods import FUNDING_PERIODS, WHOLE, Period, parse, previous
from ui.period_row import name
from ui.texts import t
from ui.values import compared, written


def beside(kpi: Kpi, period: Period) -> tuple[str, str]:
    """What stands in the chip, and what beside it."""
    if kpi.value is None:
        return _why_missing(kpi.code, period), ""
    held_against = _benchmark(kpi)
    before = _before(kpi, period)
    return (held_against, before) if held_against else (before, "")


def _benchmark(kpi: Kpi) -> str:
    if kpi.benchmark:
        return _held_against(kpi, kpi.benchmark)
    if kpi.whole:
        return t("beside.budget", value=written("budget_eur", kpi.whole))
    if kpi.part:
        return _of_period(parse(kpi.part.period), _compared(kpi.code, kpi.part))
    return ""


def _held_against(kpi: Kpi, benchmark: Benchmark) -> str:
    value = _compared(kpi.code, benchmark)
    if benchmark.published:
        return t("beside.published", value=value)
    target = t("beside.target", value=value)
    return f":material/check: {target}" if benchmark.met_by(kpi.value) else target


def _compared(code: str, benchmark: Benchmark) -> str:
    return compared(benchmark.comparator, written(code, benchmark.value))


def _before(kpi: Kpi, period: Period) -> str:
    """The value of the period before, in words: a change is not good or bad by itself."""
    before = previous(period)
    if before is None or kpi.previous is None:
        return ""
    return _of_period(before, written(kpi.code, kpi.previous))


def _of_period(period: Period, value: str) -> str:
    return t("beside.of_period", period=name(period), value=value)


def _why_missing(code: str, period: Period) -> str:
    if not INDICATORS[code].yearly and period not in (WHOLE, *FUNDING_PERIODS):
        return t("missing.yearly")
    known = f"missing.{code}"
    return t(known if code in _REASONS else "missing.nothing")


_REASONS = frozenset({"processing_days_median", "budget_used"})
