"""The view as a sheet of paper: always light, whatever theme the viewer has."""

import pandas as pd

from charts.figure import Figure
from charts.pictures import Panel, Sheet
from charts.pictures.page import GAP, INNER_WIDTH
from charts.regions import class_legend, ranking, region_map
from charts.small_maps import small_maps
from charts.style import Style
from charts.tile_map import tile_map
from pages.regions.breaks import rounded_breaks
from pages.regions.downloads.content import Content, called
from pages.regions.figures import class_labels
from pages.regions.map_panel import in_words, states_of
from pages.regions.views import View
from programme.indicators import INDICATORS
from ui.language import language
from ui.texts import plain

Rows = tuple[tuple[Panel, ...], ...]

#: Pixels: the legend and the map; the ranking has the rest.
_LEGEND, _MAP = 480, 500
_HEIGHT = 660


def sheet_of(content: Content) -> Sheet:
    """The chosen measure as the view has it, with what a reader must know."""
    chosen = content.chosen
    return Sheet(
        title=plain(f"regions.heading_{chosen.measure}"),
        subtitle=f"{called(content.pictured)} · {plain(f'regions.division_{chosen.division}')}",
        description=in_words(content.shown.figures, chosen.measure),
        rows=_years(content) if content.years else _map_and_ranking(content),
        notes=(content.how(chosen.measure), *_marks(content), *content.facts()),
        visibility=plain("export.eu_logo"),
        mark=plain("live.demo") if content.demo else "",
    )


def _marks(content: Content) -> list[str]:
    """What the marks are, where the map of the view has some."""
    on_map = content.chosen.view not in (View.TILES, View.YEARS)
    return [content.marked] if content.marked and on_map else []


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


def _years(content: Content) -> Rows:
    measure, chosen = content.chosen.measure, content.chosen
    years = content.years.items()
    frame = pd.concat([figures.frame(measure).assign(year=year) for year, figures in years])
    breaks = rounded_breaks(frame["value"], INDICATORS[measure].decimals, chosen.classes)
    maps = small_maps(frame, classes=breaks, shape=chosen.borders.value, style=_style())
    return (_legend(frame, breaks, content), (Panel(maps, INNER_WIDTH),))
