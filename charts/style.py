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
    on_light: str
    on_dark: str
    classes: tuple[str, str, str, str, str]
    changes: tuple[str, str, str, str, str]
    # Two tones make a border: between any two fills one of them stands out by 3:1 (see the tests).
    border: str
    border_core: str

    def ink_on(self, fill: str) -> str:
        """The colour of a text on a fill: the darker or the lighter one, whichever reads better."""
        return max((self.on_light, self.on_dark), key=lambda ink: contrast(ink, fill))


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
    on_light="#0F1A21",
    on_dark="#FFFFFF",
    classes=("#DDEEF0", "#95C7D0", "#3F90A2", "#166576", "#06343F"),
    changes=("#A94B07", "#E9B184", "#E3E7EA", "#84BCC8", "#166576"),
    border="#4A5A66",
    border_core="#FFFFFF",
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
    on_light="#0A1014",
    on_dark="#FFFFFF",
    classes=("#17363F", "#1D5562", "#2D8C9E", "#6DBAC9", "#C4EEF4"),
    changes=("#F0A25A", "#8A4D22", "#2C3942", "#1F6675", "#6DBAC9"),
    border="#10181D",
    border_core="#E6ECEF",
)


@dataclass(frozen=True)
class Style:
    """How a chart looks: theme, language of numbers and dates, desk screen or meeting room.

    `borders` is the address of the folder from which a browser fetches the border files of maps
    (`charts.geography.border_files`); without one they travel inside each map.
    """

    dark: bool = False
    language: str = "fi"
    scale: Literal["screen", "meeting"] = "screen"
    borders: str = ""

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


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 between two colours (#RRGGBB), from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


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


def bands(ink: str, paper: str, *, height: float, period: float) -> dict[str, Any]:
    """A fill of level stripes for a mark of about `height` pixels: see `hatch`."""
    count = max(2, round(height / period))
    return {
        "gradient": "linear",
        "x1": 0,
        "y1": 0,
        "x2": 0,
        "y2": 1,
        "stops": [stop for n in range(count) for stop in _stripe(n, count, 0.2, ink, paper)],
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
        "titleFont": FONT,
        "titleFontSize": size,
        "titleFontWeight": "normal",
        "titleColor": palette.muted,
        "domain": False,
        "domainColor": palette.axis,
        "ticks": False,
        "tickColor": palette.axis,
        "gridColor": palette.grid,
        "gridWidth": 1,
    }
