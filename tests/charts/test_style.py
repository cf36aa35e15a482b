"""Colours keep their promised contrasts; numbers and dates follow the language."""

from itertools import combinations
from typing import Any

import pytest

from charts.style import DARK, LIGHT, Palette, Style, bands, contrast, hatch, text_width

NO_BREAK_SPACE = "\u00a0"
PALETTES = {"light": LIGHT, "dark": DARK}


def lightness(color: str) -> float:
    return contrast(color, "#000000")


# The ratios that the design notes promise, rounded down where they round.
PROMISED = [
    ("light", "text", "page", 17.6),
    ("light", "muted", "page", 7.0),
    ("light", "data", "page", 6.7),
    ("light", "preview", "data", 3.6),
    ("light", "over", "page", 4.2),
    ("light", "over_text", "page", 7.2),
    ("light", "axis", "page", 3.3),
    ("light", "axis", "field", 3.05),
    ("dark", "text", "page", 15.0),
    ("dark", "muted", "page", 8.1),
    ("dark", "data", "page", 7.4),
    ("dark", "preview", "data", 3.4),
    ("dark", "over", "page", 8.5),
    ("dark", "over_text", "page", 10.7),
    ("dark", "axis", "page", 4.0),
]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#777777", "#FFFFFF", 4.48),  # WebAIM's example of a grey that just fails
        ("#FF0000", "#FFFFFF", 4.0),
        ("#0000FF", "#FFFFFF", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(("theme", "ink", "paper", "at_least"), PROMISED)
def test_promised_contrast(theme: str, ink: str, paper: str, at_least: float) -> None:
    palette = PALETTES[theme]
    assert contrast(getattr(palette, ink), getattr(palette, paper)) >= at_least


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_text_in_the_capacity_bar_can_be_read(palette: Palette) -> None:
    pairs = [
        (palette.on_data, palette.data),
        (palette.text, palette.free),
        (palette.text, palette.preview),
        (palette.text, palette.page),
    ]
    assert all(contrast(ink, paper) >= 4.5 for ink, paper in pairs)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_classes_run_one_way_and_neighbours_differ(palette: Palette) -> None:
    lights = [lightness(color) for color in palette.classes]
    assert lights in (sorted(lights), sorted(lights, reverse=True))
    assert all(contrast(one, other) > 1.3 for one, other in combinations(palette.classes, 2))


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_the_selected_outline_stands_out_from_its_halo(palette: Palette) -> None:
    """Orange alone is too close to the middle classes: the halo carries the contrast."""
    assert contrast(palette.over, palette.page) >= 3
    assert min(contrast(palette.over, color) for color in palette.classes) < 3


@pytest.mark.parametrize(
    ("language", "decimal", "thousands"),
    [("fi", ",", NO_BREAK_SPACE), ("sv", ",", NO_BREAK_SPACE), ("en", ".", ",")],
)
def test_numbers(language: str, decimal: str, thousands: str) -> None:
    number = Style(language=language).config()["locale"]["number"]
    assert (number["decimal"], number["thousands"]) == (decimal, thousands)
    assert number["grouping"] == [3]


@pytest.mark.parametrize(
    ("language", "sunday", "january", "date"),
    [
        ("fi", "sunnuntai", "tammikuu", "%-d.%-m.%Y"),
        ("sv", "söndag", "januari", "%-d.%-m.%Y"),
        ("en", "Sunday", "January", "%-d %b %Y"),
    ],
)
def test_dates(language: str, sunday: str, january: str, date: str) -> None:
    time = Style(language=language).config()["locale"]["time"]
    assert (time["days"][0], time["months"][0], time["date"]) == (sunday, january, date)
    assert [len(time[names]) for names in ("days", "shortDays", "months", "shortMonths")] == [
        7,
        7,
        12,
        12,
    ]


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        Style(language="de").config()


def test_the_meeting_room_reads_from_afar() -> None:
    meeting = Style(scale="meeting")
    assert 34 <= meeting.font_size <= meeting.emphasis_size <= 40
    assert Style().font_size == 12


@pytest.mark.parametrize("size", [(240, 28), (46, 46), (20, 90)])
def test_hatching_reaches_the_far_corner(size: tuple[int, int]) -> None:
    """The far corner, projected on the gradient's vector, is its end."""
    fill: dict[str, Any] = hatch("#000000", "#FFFFFF", width=size[0], height=size[1])
    x, y = fill["x2"], fill["y2"]
    assert (x + y) / (x**2 + y**2) == pytest.approx(1, abs=0.01)


def test_hatching_has_hard_edges() -> None:
    stops = hatch("#000000", "#FFFFFF", width=100, height=20)["stops"]
    offsets = [stop["offset"] for stop in stops]
    assert offsets == sorted(offsets)
    assert (offsets[0], offsets[-1]) == (0, 1)
    assert {stop["color"] for stop in stops} == {"#000000", "#FFFFFF"}


def test_level_bands_run_across() -> None:
    fill = bands("#000000", "#FFFFFF", height=80, period=8)
    assert (fill["x1"], fill["x2"], fill["y1"], fill["y2"]) == (0, 0, 0, 1)
    assert len(fill["stops"]) == 4 * 10


def test_wider_text_takes_more_room() -> None:
    assert text_width("", 12) == 0
    assert text_width("Jäljellä 12", 13) < text_width("11 päivää ei mahdu", 13)
