"""Small frames with which every chart can be drawn."""

import pandas as pd

from charts.capacity import CapacityTexts, capacity_bar
from charts.comparison import compared_years
from charts.figure import Figure
from charts.geography import ALAND, REGION_CODES, Shape, shape_codes
from charts.growth import deed_growth
from charts.places import places_legend
from charts.regions import LegendTexts, class_legend, ranking, region_map
from charts.rounds import RoundTexts, requested_and_granted
from charts.scatter import scatter
from charts.small_maps import small_maps
from charts.style import Style
from charts.themes import days_by_theme
from charts.tile_map import tile_map

BREAKS = [10.0, 20.0, 30.0, 40.0]
CLASS_LABELS = ["alle 10", "10–19", "20–29", "30–39", "vähintään 40"]
ROUND_TEXTS = RoundTexts("Kierros", "Haettu", "Myönnetty", "Kiintiö")


def capacity_texts(granted: int, left: int, requested: int) -> CapacityTexts:
    return CapacityTexts(
        granted=f"Myönnetty {granted}",
        left=f"Jäljellä {left}",
        requested=f"Haettu {requested}",
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


def unit_frame(shape: Shape) -> pd.DataFrame:
    """A value for each unit of a shape."""
    return pd.DataFrame(
        {
            "region_code": list(shape_codes(shape)),
            "name": [f"Alue {code}" for code in shape_codes(shape)],
            "value": [float(3 * n) for n, _ in enumerate(shape_codes(shape))],
            "label": [str(3 * n) for n, _ in enumerate(shape_codes(shape))],
            "status": "shown",
        }
    )


def region_years_frame() -> pd.DataFrame:
    """The regions in three years."""
    years = [region_frame().assign(year=year) for year in (2019, 2017, 2018)]
    return pd.concat(years, ignore_index=True)


def places_frame() -> pd.DataFrame:
    """A place of each kind."""
    return pd.DataFrame(
        [
            ("Tampere", 23.76, 61.5, "event", "Tampere: avajaiset"),
            ("Kuopio", 27.68, 62.89, "visit", "Kuopio: vierailu"),
            ("Sodankylä", 26.59, 67.42, "seat", "Sodankylä"),
        ],
        columns=["name", "longitude", "latitude", "kind", "tip"],
    )


def pairs_frame() -> pd.DataFrame:
    """Two figures of each region; one of them lacks one."""
    frame = region_frame()[["region_code", "name"]].rename(columns={"region_code": "code"})
    frame["x"] = [float(n % 7) for n in range(len(frame))]
    frame["y"] = [float(n % 5) for n in range(len(frame))]
    frame.loc[3, "y"] = None
    return frame.assign(tip=frame["name"])


def compared_frame() -> pd.DataFrame:
    """Two regions through three years; one of them has nothing in the last."""
    return pd.DataFrame(
        [
            (2018, "Kainuu", 3.0, "3"),
            (2019, "Kainuu", 5.0, "5"),
            (2020, "Kainuu", None, ""),
            (2018, "Lappi", 3.0, "3"),
            (2019, "Lappi", 4.0, "4"),
            (2020, "Lappi", 6.0, "6"),
        ],
        columns=["year", "series", "value", "label"],
    )


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


def all_figures(style: Style) -> dict[str, Figure]:
    """Every chart there is, with rows."""
    line, published = growth_frames()
    frame = region_frame()
    texts = capacity_texts(17, 12, 23)
    return {
        "capacity": capacity_bar(granted=17, left=12, requested=23, texts=texts, style=style),
        "growth": deed_growth(line, published, axis="Tekoja", style=style),
        "rounds": requested_and_granted(rounds_frame(), texts=ROUND_TEXTS, style=style),
        "themes": days_by_theme(themes_frame(), style=style),
        "map": region_map(frame, classes=BREAKS, selected="MK13", shape="2021", style=style),
        "named map": region_map(
            frame,
            classes=BREAKS,
            selected="MK13",
            shape="2016",
            style=style,
            labels=True,
            places=places_frame(),
        ),
        "counties": region_map(
            unit_frame("wellbeing"),
            classes=BREAKS,
            selected="Helsinki",
            shape="wellbeing",
            style=style,
            diverging=True,
        ),
        "tiles": tile_map(frame, classes=BREAKS, selected="MK13", shape="2021", style=style),
        "small maps": small_maps(region_years_frame(), classes=BREAKS, shape="2016", style=style),
        "scatter": scatter(
            pairs_frame(), x_title="Osuus", y_title="Indeksi", selected="MK13", style=style
        ),
        "comparison": compared_years(compared_frame(), style=style),
        "ranking": ranking(frame, classes=BREAKS, selected="MK13", style=style),
        "legend": class_legend(CLASS_LABELS, texts=LegendTexts("a", "b", "c"), style=style),
        "legend with limits": class_legend(
            CLASS_LABELS,
            texts=LegendTexts("a", "b", "c", "d"),
            style=style,
            limits=["10", "20", "30", "40"],
            diverging=True,
        ),
        "places": places_legend({"event": "tapahtuma", "visit": "vierailu"}, style=style),
    }


def empty_figures(style: Style) -> dict[str, Figure]:
    """Every chart that is made from a frame, without rows."""
    line, published = growth_frames()
    frame = region_frame()[:0]
    return {
        "growth": deed_growth(line[:0], published[:0], axis="Tekoja", style=style),
        "rounds": requested_and_granted(rounds_frame()[:0], texts=ROUND_TEXTS, style=style),
        "themes": days_by_theme(themes_frame()[:0], style=style),
        "map": region_map(frame, classes=BREAKS, selected=None, shape="2016", style=style),
        "named map": region_map(
            frame,
            classes=BREAKS,
            selected=None,
            shape="2016",
            style=style,
            labels=True,
            places=places_frame()[:0],
        ),
        "tiles": tile_map(frame, classes=BREAKS, selected=None, shape="2016", style=style),
        "small maps": small_maps(
            region_years_frame()[:0], classes=BREAKS, shape="2016", style=style
        ),
        "scatter": scatter(
            pairs_frame()[:0], x_title="Osuus", y_title="Indeksi", selected=None, style=style
        ),
        "comparison": compared_years(compared_frame()[:0], style=style),
        "ranking": ranking(frame, classes=BREAKS, selected=None, style=style),
    }
