"""Small frames with which every chart can be drawn."""

import pandas as pd

from charts.capacity import CapacityTexts, capacity_bar
from charts.figure import Figure
from charts.geography import ALAND, REGION_CODES
from charts.growth import deed_growth
from charts.regions import LegendTexts, class_legend, ranking, region_map, yearly
from charts.rounds import RoundTexts, requested_and_granted
from charts.style import Style
from charts.themes import days_by_theme

BREAKS = [10.0, 20.0, 30.0, 40.0]
CLASS_LABELS = ["alle 10", "10–19", "20–29", "30–39", "vähintään 40"]
ROUND_TEXTS = RoundTexts("Kierros", "Haettu", "Myönnetty", "Kiintiö")


def capacity_texts(granted: int, left: int, requested: int = 0, preview: int = 0) -> CapacityTexts:
    return CapacityTexts(
        granted=f"Myönnetty {granted}",
        left=f"Jäljellä {left - preview}",
        requested=f"Haettu {requested}",
        preview=f"+{preview}",
        pool=f"Kiintiö {granted + left} pv",
        over=f"{requested - left} päivää ei mahdu",
    )


def region_frame() -> pd.DataFrame:
    """One region of each kind: with a value, without one, suppressed, outside."""
    frame = pd.DataFrame(
        {
            "region_code": list(REGION_CODES),
            "name": [f"Maakunta {code}" for code in REGION_CODES],
            "value": [float(3 * n) for n in range(len(REGION_CODES))],
            "label": [str(3 * n) for n in range(len(REGION_CODES))],
            "status": "shown",
        }
    ).set_index("region_code", drop=False)
    frame.loc["MK04", ["value", "label", "status"]] = [3.0, "alle 5", "suppressed"]
    frame.loc["MK05", ["value", "label"]] = [None, "ei toimintaa"]
    frame.loc[ALAND, ["value", "label", "status"]] = [None, "ei kohdealuetta", "outside"]
    return frame.reset_index(drop=True)


def growth_frames() -> tuple[pd.DataFrame, pd.DataFrame]:
    months = pd.date_range("2015-09-01", "2020-11-01", freq="MS")
    line = pd.DataFrame({"month": months, "deeds": [10 * n for n in range(len(months))]})
    on = pd.to_datetime(["2015-10-15", "2019-01-01", "2020-12-01"])
    published = pd.DataFrame({"on": on, "value": [12, 350, 672], "label": ["12", "noin 350", ""]})
    return line, published


def rounds_frame() -> pd.DataFrame:
    return pd.DataFrame(
        [("2020-1", "20-1", 33, 25, 25), ("2020-2", "20-2", 63, 17, 29)],
        columns=["round_code", "label", "requested", "granted", "day_pool"],
    )


def themes_frame() -> pd.DataFrame:
    return pd.DataFrame(
        {"theme": ["Työhyvinvointi", "Muu"], "days": [8, 6], "label": ["8 pv", "6"]}
    )


def years_frame() -> pd.DataFrame:
    return pd.DataFrame({"year": [2019, 2020], "organisations": [5, 3]})


def all_figures(style: Style) -> dict[str, Figure]:
    """Every chart there is, with rows."""
    line, published = growth_frames()
    frame = region_frame()
    texts = capacity_texts(17, 12, 23, 2)
    return {
        "capacity": capacity_bar(granted=17, left=12, requested=23, texts=texts, style=style),
        "preview": capacity_bar(
            granted=17, left=12, requested=None, preview=2, texts=texts, style=style
        ),
        "growth": deed_growth(line, published, axis="Tekoja", style=style),
        "rounds": requested_and_granted(rounds_frame(), texts=ROUND_TEXTS, style=style),
        "themes": days_by_theme(themes_frame(), style=style),
        "map": region_map(frame, classes=BREAKS, selected="MK13", vintage="2021", style=style),
        "ranking": ranking(frame, classes=BREAKS, selected="MK13", style=style),
        "yearly": yearly(years_frame(), style=style),
        "legend": class_legend(CLASS_LABELS, texts=LegendTexts("a", "b", "c"), style=style),
    }


def empty_figures(style: Style) -> dict[str, Figure]:
    """Every chart that is made from a frame, without rows."""
    line, published = growth_frames()
    frame = region_frame()[:0]
    return {
        "growth": deed_growth(line[:0], published[:0], axis="Tekoja", style=style),
        "rounds": requested_and_granted(rounds_frame()[:0], texts=ROUND_TEXTS, style=style),
        "themes": days_by_theme(themes_frame()[:0], style=style),
        "map": region_map(frame, classes=BREAKS, selected=None, vintage="2016", style=style),
        "ranking": ranking(frame, classes=BREAKS, selected=None, style=style),
        "yearly": yearly(years_frame()[:0], style=style),
    }
