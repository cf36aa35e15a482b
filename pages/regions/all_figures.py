"""Every measure of a unit beside the country's, behind a button."""

from pages.regions.figures import number
from pages.regions.opened_list import opened_list
from pages.regions.shown import Shown
from programme.region_measures import MEASURES
from ui.row_table import Cell, Column, Row, plain_table
from ui.texts import plain, t


def button(shown: Shown, code: str | None) -> None:
    """Draw the button; without a unit the country's figures alone are behind it."""
    opened_list("figures", t("regions.all_figures"), "table", lambda: _table(shown, code))


def _table(shown: Shown, code: str | None) -> None:
    own = [] if code is None else [shown.figures.name(code), plain("regions.rank")]
    numbers = [*own, plain("regions.everywhere"), plain("regions.median_column")]
    plain_table(
        "region_all_figures",
        plain("regions.all_figures"),
        [
            Column(plain("regions.measure_column"), sortable=True),
            *(Column(each, number=True) for each in numbers),
        ],
        [_row(shown, code, measure) for measure in MEASURES],
        plain("value.no"),
    )


def _row(shown: Shown, code: str | None, measure: str) -> Row:
    middle = shown.figures.median(measure)
    cells = [
        plain(f"regions.heading_{measure}"),
        *([] if code is None else _own(shown, code, measure)),
        shown.country_text(measure),
        plain("value.no") if middle is None else number(measure, middle),
    ]
    return Row(measure, [Cell(each) for each in cells])


def _own(shown: Shown, code: str, measure: str) -> list[str]:
    rank = shown.figures.rank(code, measure)
    return [shown.figures.text(code, measure), plain("value.no") if rank is None else str(rank)]
