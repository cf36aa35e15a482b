"""The process that draws one sheet: reads an order from its input, writes the picture, ends.

It is a process of its own because Vega runs in a JavaScript engine that holds Python's lock while
it draws, one and a half seconds the first time: in the server every screen would stand still for
as long. Its memory goes with it. It gets no environment and asks no network.
"""

import json
import sys
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring, tostring

import vl_convert

from charts.pictures.page import page

FONTS = Path(__file__).parent / "fonts"
#: The one that `altair` writes specifications for.
VEGA_LITE = "6.4"
#: Pixels of a PNG for each of the sheet: sharp on a slide and on paper.
DENSITY = 2

_XLINK = "{http://www.w3.org/1999/xlink}"
_SVG = "{http://www.w3.org/2000/svg}"


def drawn(order: dict[str, Any]) -> bytes:
    """The picture of the order in the format that it names; ValueError when Vega refuses."""
    vl_convert.register_font_directory(str(FONTS))
    rows = [
        [_chart(spec, f"part{line}-{place}-") for place, spec in enumerate(row)]
        for line, row in enumerate(order["rows"])
    ]
    text = tostring(page(order, rows, order["font"]), encoding="unicode")
    if order["format"] == "svg":
        return text.encode()
    return vl_convert.svg_to_png(text, scale=DENSITY)


def _chart(spec: dict[str, Any], prefix: str) -> Element:
    text = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    root = fromstring(text)  # noqa: S314 - written by Vega a moment ago
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        _rename(element, prefix)
    return root


def _rename(element: Element, prefix: str) -> None:
    """Gradients and clips of charts on one page must not share their names."""
    for name, value in element.items():
        if name == "id":
            element.set(name, prefix + value)
        elif name == f"{_XLINK}href" or value.startswith("url(#"):
            element.set(name, value.replace("#", f"#{prefix}", 1))


def main() -> None:
    """Draw what stands in the input."""
    sys.stdout.buffer.write(drawn(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
