"""Colours, type and locale shared by every chart."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from charts.locale import date_format, vega_locale

FONT = "Source Sans, sans-serif"  # bundled with Streamlit; nothing is fetched
SEMIBOLD: Literal[600] = 600

# Letters differ in width; half the font size is a little generous for a label as a whole, so that
# what we believe to fit does fit.
_LETTER_WIDTH = 0.5


@dataclass(frozen=True)
class Palette:
    """Colour roles. Contrasts are promised by the design notes and computed in the tests."""

    page: str
    field: str
    text: str
    muted: str
    axis: str
    grid: str
    data: str
    on_data: str
    preview: str
    free: str
    over: str
    over_text: str
    classes: tuple[str, str, str, str, str]


LIGHT = Palette(
    page="#FFFFFF",
    field="#F3F6F7",
    text="#0F1A21",
    muted="#4A5A66",
    axis="#7F8D98",
    grid="#E6EBEE",
    data="#0B6478",
    on_data="#FFFFFF",
    preview="#95C7D0",
    free="#E3EEF0",
    over="#C75B12",
    over_text="#8F3F06",
    classes=("#DDEEF0", "#95C7D0", "#3F90A2", "#166576", "#06343F"),
)
DARK = Palette(
    page="#10181D",
    field="#19232A",
    text="#E6ECEF",
    muted="#A3B1BA",
    axis="#6B7A85",
    grid="#222E36",
    data="#3FB6CC",
    on_data="#06222A",
    preview="#1D5562",
    free="#1D2A32",
    over="#F0A25A",
    over_text="#F5BE8B",
    classes=("#17363F", "#1D5562", "#2D8C9E", "#6DBAC9", "#C4EEF4"),
)


@dataclass(frozen=True)
class Style:
    """How a chart looks: theme, language of numbers and dates, desk screen or meeting room."""

    dark: bool = False
    language: str = "fi"
    scale: Literal["screen", "meeting"] = "screen"

    @property
    def palette(self) -> Palette:
        """The colour roles of the theme."""
        return DARK if self.dark else LIGHT

    @property
    def font_size(self) -> int:
        """Pixels of axis labels and notes."""
        return self.pick(12, 34)

    @property
    def emphasis_size(self) -> int:
        """Pixels of the texts that carry the message, such as those in the capacity bar."""
        return self.pick(13, 40)

    @property
    def name_limit(self) -> int:
        """Pixels after which a name is cut short, so that one long name leaves room for a chart."""
        return self.pick(220, 560)

    @property
    def date_format(self) -> str:
        """The d3 pattern of a whole date."""
        return date_format(self.language)

    def pick(self, screen: int, meeting: int) -> int:
        """The one of two lengths in pixels that belongs to the scale."""
        return meeting if self.scale == "meeting" else screen

    def config(self) -> dict[str, Any]:
        """Vega-Lite `config`; shared between charts, so read it only."""
        return _config(self)


def text_width(text: str, size: int) -> int:
    """About how many pixels a line of text takes at a font size; never too few by much."""
    return round(len(text) * size * _LETTER_WIDTH)


def hatch(
    ink: str, paper: str, *, width: float, height: float, period: float = 9, duty: float = 0.3
) -> dict[str, Any]:
    """A fill of slanted stripes for a mark of about `width` × `height` pixels.

    Vega-Lite has no patterns; a linear gradient whose colours change abruptly looks like one. Its
    vector is measured in shares of the mark, so the size decides the slant. The vector is
    long enough to reach the far corner, which would otherwise be left plain.
    """
    slope = height / width
    reach = (1 + slope) / (1 + slope**2)
    count = max(3, round((width + height) / (period * 2**0.5)))
    return {
        "gradient": "linear",
        "x1": 0,
        "y1": 0,
        "x2": round(reach, 4),
        "y2": round(reach * slope, 4),
        "stops": [stop for n in range(count) for stop in _stripe(n, count, duty, ink, paper)],
    }


def _stripe(n: int, count: int, duty: float, ink: str, paper: str) -> list[dict[str, Any]]:
    start, turn, end = (round((n + share) / count, 4) for share in (0, duty, 1))
    places = ((start, ink), (turn, ink), (turn, paper), (end, paper))
    return [{"offset": offset, "color": color} for offset, color in places]


@cache
def _config(style: Style) -> dict[str, Any]:
    palette, size = style.palette, style.font_size
    return {
        "background": "transparent",
        # The page gives each chart a text alternative and a table; Vega would read out its inner
        # fields, in English, mark by mark, and give each layer the role of a nameless picture.
        "aria": False,
        "font": FONT,
        "locale": vega_locale(style.language),
        "view": {"stroke": None},
        "mark": {"tooltip": None, "color": palette.data, "aria": False},
        "axis": _axis(style),
        "axisX": {"grid": False, "domain": True, "ticks": True, "tickSize": 4},
        "axisY": {"grid": True, "tickCount": 4},
        "axisBand": {"grid": False, "ticks": False},
        "text": {"font": FONT, "fontSize": size, "color": palette.text},
        "legend": {"labelFontSize": size, "labelColor": palette.muted},
        "line": {"strokeWidth": 2.25 if style.scale == "screen" else 6},
        "point": {"size": style.pick(50, 400), "filled": True},
    }


def _axis(style: Style) -> dict[str, Any]:
    palette, size = style.palette, style.font_size
    return {
        "labelFont": FONT,
        "labelFontSize": size,
        "labelColor": palette.muted,
        "labelPadding": 6,
        "labelLimit": 0,
        "labelFlush": False,
        "domain": False,
        "domainColor": palette.axis,
        "ticks": False,
        "tickColor": palette.axis,
        "gridColor": palette.grid,
        "gridWidth": 1,
    }
