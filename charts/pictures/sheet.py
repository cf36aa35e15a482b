"""What stands on a sheet, before anything of it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from charts.figure import Figure


@dataclass(frozen=True)
class Panel:
    """A chart and how wide it is drawn, in pixels; its height is its own. A title stands above."""

    figure: Figure
    width: int
    title: str = ""


@dataclass(frozen=True)
class Sheet:
    """A page: charts in rows between a heading and what a reader must know about them.

    All texts are plain and in the reader's language. `mark` stands in a box in the corner, such
    as that this is demo data; empty for none. `description` says in words what the charts show.
    `visibility` is what the programme's funder wants to be told, beside the emblem of the Union.
    """

    title: str
    subtitle: str
    description: str
    rows: tuple[tuple[Panel, ...], ...]
    notes: tuple[str, ...]
    visibility: str
    mark: str = ""

    def order(self) -> dict[str, Any]:
        """The sheet as plain values, for the process that draws it."""
        return {
            "title": self.title,
            "subtitle": self.subtitle,
            "description": self.description,
            "notes": list(self.notes),
            "visibility": self.visibility,
            "mark": self.mark,
            "titles": [[panel.title for panel in row] for row in self.rows],
            "rows": [[_drawable(panel) for panel in row] for row in self.rows],
        }


#: The charts' font as whoever opens the picture may have it; the first one is ours (`fonts/`).
PRINTED_FONT = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif"
_FONT_FIELDS = frozenset({"font", "labelFont", "titleFont"})


def _drawable(panel: Panel) -> dict[str, Any]:
    spec = panel.figure.to_dict()
    datasets = spec.pop("datasets")
    return {**_printed(spec), "datasets": datasets, "width": panel.width}


def _printed(value: Any) -> Any:
    """The specification with the font of pictures wherever it names one."""
    if isinstance(value, Mapping):
        return {
            key: PRINTED_FONT if key in _FONT_FIELDS else _printed(each)
            for key, each in value.items()
        }
    return [_printed(each) for each in value] if isinstance(value, list) else value
