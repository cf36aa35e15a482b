"""Where names fit on a chart: boxes of text that never overlap.

How large a chart is drawn is known in the browser only. So a layout is made for each of several
sizes, and the chart takes the largest one that is not larger than itself: a label keeps its size
in pixels while places move apart, so what did not overlap in the smaller chart does not in a
larger one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from charts.style import text_width

LINE = 1.26  # height of a line of text, in font sizes: that of our font
_GAP = 2  # pixels between two boxes


@dataclass(frozen=True)
class Box:
    """A box in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two are closer than the gap that keeps texts apart."""
        return (
            self.left < other.right + _GAP
            and other.left < self.right + _GAP
            and self.top < other.bottom + _GAP
            and other.top < self.bottom + _GAP
        )

    def inside(self, other: "Box") -> bool:
        """Whether nothing of it sticks out of the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Label:
    """A text of one or more lines (\\n between them), centred on a place."""

    x: float
    y: float
    text: str

    def box(self, font_size: int) -> Box:
        """The room that it takes."""
        lines = self.text.split("\n")
        width = max(text_width(line, font_size) for line in lines)
        height = len(lines) * font_size * LINE
        left, top = self.x - width / 2, self.y - height / 2
        return Box(left, top, left + width, top + height)


def fitting(
    wanted: Mapping[str, Sequence[Label]],
    *,
    font_size: int,
    frame: Box,
    taken: Iterable[Box] = (),
) -> dict[str, Label]:
    """Code → the label that is drawn; a code for which none fits is left out.

    `wanted` has for each code its labels, the best one first, the codes that matter most first.
    First everybody gets the most modest one, then in turn each the next better one that there is
    room for, so that no long name drives others out. `taken` are boxes that must stay free.
    """
    boxes = {code: [each.box(font_size) for each in labels] for code, labels in wanted.items()}
    chosen: dict[str, int] = {}
    blocked = tuple(taken)
    for modesty in range(1, 1 + max(map(len, boxes.values()), default=0)):
        for code in boxes:
            number = len(boxes[code]) - modesty
            others = [boxes[other][at] for other, at in chosen.items() if other != code]
            if number >= 0 and _is_free(boxes[code][number], frame, (*blocked, *others)):
                chosen[code] = number
    return {code: wanted[code][number] for code, number in chosen.items()}


def _is_free(box: Box, frame: Box, others: Iterable[Box]) -> bool:
    return box.inside(frame) and not any(box.overlaps(other) for other in others)


def text_at(size: str, steps: Sequence[int], field: str = "text") -> str:
    """The Vega expression of the text for a size: that of the largest step not above it.

    `size` is an expression in pixels, `steps` rise, and rows have a field for each of them
    (`text_0`, `text_1`, …). Below the first step there is no text.
    """
    found = "''"
    for number, step in enumerate(steps):
        found = f"{size} >= {step} ? datum.{field}_{number} : {found}"
        found = f"({found})"
    return found
