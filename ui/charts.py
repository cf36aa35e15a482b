"""How charts look for this viewer."""

from typing import Literal

from charts.style import Style
from ui.language import language
from ui.style import is_dark


def chart_style(scale: Literal["screen", "meeting"] = "screen") -> Style:
    """The chart style of the viewer's theme and language."""
    return Style(dark=is_dark(), language=language(), scale=scale)
