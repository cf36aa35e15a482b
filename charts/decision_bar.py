"""What a decision would take of a round's day pool, as a bar: granted | this decision | left.

It is HTML, not a chart of Vega's: each application that is opened draws one, and a browser lays
boxes out in a fraction of the time in which it begins a chart.
"""

from html import escape
from typing import NamedTuple

from charts.style import Style, text_width

_INDENT = 8  # pixels before a text


class Part(NamedTuple):
    """A stretch of the bar: its days, its text, its colours."""

    days: int
    text: str
    fill: str
    stroke: str
    ink: str


def decision_bar(
    granted: int,
    left: int,
    preview: int,
    *,
    texts: tuple[str, str, str],
    alternative: str,
    style: Style,
) -> str:
    """The bar as HTML; all numbers are days, and `left` is what is left after `preview`.

    `texts` stand in the three stretches, in their order. A text that does not fit its stretch
    shrinks to its number, then disappears: the page says the numbers in words too. A stretch of no
    days, or fewer, is not drawn.
    """
    palette = style.palette
    parts = (
        Part(granted, texts[0], palette.data, palette.data, palette.on_data),
        Part(preview, texts[1], palette.preview, palette.data, palette.text),
        Part(left, texts[2], palette.free, palette.axis, palette.text),
    )
    drawn = "".join(_stretch(part, style) for part in parts if part.days > 0)
    said = escape(alternative, quote=True)
    return f'<div class="decision-bar" role="img" aria-label="{said}">{drawn}</div>'


def _stretch(part: Part, style: Style) -> str:
    colours = f"background:{part.fill};border-color:{part.stroke};color:{part.ink}"
    number = str(part.days)
    whole, short = (_need(text, style) for text in (part.text, number))
    return (
        f'<div style="flex-grow:{part.days};--whole:{whole}px;--short:{short}px;{colours}">'
        f'<span class="whole">{escape(part.text)}</span><span class="short">{number}</span></div>'
    )


def _need(text: str, style: Style) -> int:
    """The pixels that a stretch must have for the text."""
    return round(text_width(text, style.emphasis_size)) + 2 * _INDENT
