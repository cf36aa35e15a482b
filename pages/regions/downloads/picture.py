"""The view as a sheet of paper: always light, whatever theme the viewer has."""

import pandas as pd

from charts.comparison import compared_years
from charts.figure import Figure
from charts.pictures import Panel, Sheet
from charts.pictures.page import GAP, INNER_WIDTH
from charts.regions import class_legend, ranking, region_map
from charts.small_maps import small_maps
from charts.style import Style
from charts.tile_map import tile_map
from pages.regions.breaks import rounded_breaks
from pages.regions.compare_years import in_words as years_in_words
from pages.regions.context_charts import index_legend, index_map, pairs
from pages.regions.downloads.beside import Context
from pages.regions.downloads.content import Content, called
from pages.regions.figures import class_labels, class_limits
from pages.regions.map_panel import in_words, states_of
from pages.regions.views import View
from programme.indicators import INDICATORS
from ui.language import language
from ui.texts import plain

Rows = tuple[tuple[Panel, ...], ...]

#: Pixels: the legend and the map; the ranking has the rest.
_LEGEND, _MAP = 480, 500
_HEIGHT = 660
_LINES, _PAIRS = 420, 380
_HALF = (INNER_WIDTH - GAP) // 2


def sheet_of(content: Content) -> Sheet:
    """The chosen measure as the view has it, with what a reader must know."""
    chosen = content.chosen
    return Sheet(
        title=plain(f"regions.heading_{chosen.measure}"),
        subtitle=_subtitle(content),
        description=_description(content),
        rows=_rows(content),
        notes=(
            content.how(chosen.measure),
            *_marks(content),
            *_of_view(content),
            *content.facts(),
        ),
        visibility=plain("export.eu_logo"),
        mark=plain("live.demo") if content.demo else "",
    )


def _subtitle(content: Content) -> str:
    """The period and the division; of a comparison its sides, which name periods that differ."""
    compared, period = content.comparison, called(content.pictured)
    division = plain(f"regions.division_{content.chosen.division}")
    if compared is None:
        return f"{period} · {division}"
    names = " – ".join(compared.names)
    same = compared.first.period == compared.second.period
    return " · ".join([names, *([period] if same else []), division])


def _description(content: Content) -> str:
    measure = content.chosen.measure
    if content.comparison:
        return years_in_words(content.comparison.years, plain(f"regions.heading_{measure}"))
    return in_words(content.shown.figures, measure)


def _rows(content: Content) -> Rows:
    if content.comparison:
        lines = compared_years(content.comparison.years, style=_style(), height=_LINES)
        return ((Panel(lines, INNER_WIDTH),),)
    if content.context:
        return _measure_and_index(content, content.context)
    return _years(content) if content.years else _map_and_ranking(content)


def _marks(content: Content) -> list[str]:
    """What the marks are, where the map of the view has some."""
    on_map = content.chosen.view in (View.MAP, View.CONTEXT)
    return [content.marked] if content.marked and on_map else []


def _of_view(content: Content) -> list[str]:
    """What a view says below its charts."""
    if content.context:
        return [plain("regions.pairs_note")]
    additive = INDICATORS[content.chosen.measure].additive
    return [plain("regions.years_no_sum")] if content.comparison and not additive else []


def _style() -> Style:
    return Style(language=language())


def _map_and_ranking(content: Content) -> Rows:
    figures, chosen = content.shown.figures, content.chosen
    frame = figures.frame(chosen.measure)
    breaks = figures.breaks(chosen.measure, chosen.classes.value)
    bars = ranking(frame, classes=breaks, selected=chosen.region, style=_style())
    area = _map(content, frame, breaks)
    beside = INNER_WIDTH - _MAP - GAP
    return (_legend(frame, breaks, content), (Panel(area, _MAP), Panel(bars, beside)))


def _legend(frame: pd.DataFrame, breaks: list[float], content: Content) -> tuple[Panel]:
    measure = content.chosen.measure
    labels = class_labels(breaks, INDICATORS[measure].decimals)
    legend = class_legend(labels, texts=states_of(frame, measure), style=_style())
    return (Panel(legend, _LEGEND),)


def _map(content: Content, frame: pd.DataFrame, breaks: list[float]) -> Figure:
    chosen = content.chosen
    if chosen.view is View.TILES:
        return tile_map(
            frame,
            classes=breaks,
            selected=chosen.region,
            shape=chosen.borders.value,
            style=_style(),
            height=_HEIGHT,
            clickable=False,
        )
    return region_map(
        frame,
        classes=breaks,
        selected=chosen.region,
        shape=chosen.borders.value,
        style=_style(),
        height=_HEIGHT,
        labels=True,
        places=content.places,
        clickable=False,
    )


def _measure_and_index(content: Content, context: Context) -> Rows:
    """The two maps with their legends, and below them the scatter."""
    shown, chosen, style = content.shown, content.chosen, _style()
    frame = shown.figures.frame(chosen.measure)
    breaks = shown.figures.breaks(chosen.measure, chosen.classes.value)
    decimals = INDICATORS[chosen.measure].decimals
    legend = class_legend(
        class_labels(breaks, decimals),
        texts=states_of(frame, chosen.measure),
        style=style,
        limits=class_limits(breaks, decimals),
    )
    title = plain(f"regions.heading_{chosen.measure}")
    index_title, values = context.index.title, context.values
    points = pairs(shown, context.index, values, style, _PAIRS)
    return (
        (
            Panel(legend, _HALF, title),
            Panel(index_legend(shown, values, style), _HALF, index_title),
        ),
        (
            Panel(_map(content, frame, breaks), _HALF),
            Panel(index_map(shown, values, style, _HEIGHT), _HALF),
        ),
        (Panel(points, INNER_WIDTH, plain("regions.pairs")),),
    )


def _years(content: Content) -> Rows:
    measure, chosen = content.chosen.measure, content.chosen
    years = content.years.items()
    frame = pd.concat([figures.frame(measure).assign(year=year) for year, figures in years])
    breaks = rounded_breaks(frame["value"], INDICATORS[measure].decimals, chosen.classes)
    maps = small_maps(frame, classes=breaks, shape=chosen.borders.value, style=_style())
    return (_legend(frame, breaks, content), (Panel(maps, INNER_WIDTH),))
