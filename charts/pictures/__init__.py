"""Charts as pictures to take along: on a sheet with title, legend and sources, SVG or PNG."""

from charts.pictures.drawing import NotDrawn, png, svg
from charts.pictures.sheet import Panel, Sheet

__all__ = ["NotDrawn", "Panel", "Sheet", "png", "svg"]
