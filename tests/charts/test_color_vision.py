"""Map colours can be told apart by everybody, and borders and texts stand out from all of them."""

from itertools import combinations, pairwise

import pytest

from charts.style import DARK, LIGHT, Palette, contrast

from .color_vision import VISIONS, difference

PALETTES = {"light": LIGHT, "dark": DARK}
#: ΔE. A difference of 2.3 is just noticeable side by side; classes lie apart and stand small in a
#: legend, so they must differ five times as much.
BETWEEN_CLASSES = 12.0
BORDER = 3.0  # WCAG 1.4.11
TEXT = 4.5  # WCAG 1.4.3


def scales(palette: Palette) -> dict[str, tuple[str, ...]]:
    return {"classes": palette.classes, "changes": palette.changes}


def fills(palette: Palette) -> set[str]:
    """Everything that lies beside a border: classes, and the page and field that hatching is on."""
    return {*palette.classes, *palette.changes, palette.page, palette.field}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("scale", ["classes", "changes"])
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_any_two_classes_look_different(palette: Palette, scale: str, vision: str) -> None:
    found = {pair: difference(*pair, vision) for pair in combinations(scales(palette)[scale], 2)}
    assert {pair: far for pair, far in found.items() if far < BETWEEN_CLASSES} == {}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_changes_grow_away_from_none_on_both_sides(palette: Palette) -> None:
    """Contrast with the page rises from the middle outwards: more change, more ink."""
    against = [contrast(color, palette.page) for color in palette.changes]
    assert against[0] > against[1] > against[2] < against[3] < against[4]


@pytest.mark.parametrize("vision", ["protanopia", "deuteranopia", "tritanopia"])
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_decrease_never_looks_like_an_increase(palette: Palette, vision: str) -> None:
    less, more = palette.changes[:2], palette.changes[3:]
    assert min(difference(a, b, vision) for a in less for b in more) >= 2 * BETWEEN_CLASSES


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_border_stands_out_from_each_fill_that_it_separates(palette: Palette) -> None:
    """One colour cannot do it for five classes, as the next test proves; one of the two tones does
    for each fill, and the two stand out from each other."""
    tones = (palette.border, palette.border_core)
    assert contrast(*tones) >= BORDER
    found = {fill: max(contrast(tone, fill) for tone in tones) for fill in fills(palette)}
    assert {fill: ratio for fill, ratio in found.items() if ratio < BORDER} == {}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_no_single_colour_could_be_the_border(palette: Palette) -> None:
    """Not even a grey of any lightness has 3:1 to all five classes: hence two tones."""
    greys = [f"#{level:02X}{level:02X}{level:02X}" for level in range(256)]
    best = max(min(contrast(grey, fill) for fill in palette.classes) for grey in greys)
    assert best < BORDER


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_text_on_tiles_and_maps_can_be_read_on_every_fill(palette: Palette) -> None:
    found = {fill: contrast(palette.ink_on(fill), fill) for fill in fills(palette)}
    assert {fill: ratio for fill, ratio in found.items() if ratio < TEXT} == {}


def test_the_simulation_knows_red_from_green_only_with_full_vision() -> None:
    """A check of the tool itself, with colours of nearly one lightness that are known to be
    confused: an orange-brown and an olive green."""
    one, other = "#B36200", "#7A7D00"
    assert difference(one, other, "full") > 3 * difference(one, other, "deuteranopia")
    for vision in VISIONS:
        assert difference("#000000", "#FFFFFF", vision) == pytest.approx(100, abs=0.5)
        assert all(difference(*pair, vision) > 0 for pair in pairwise(("#000000", one, "#FFFFFF")))
