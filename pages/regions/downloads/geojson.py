"""The figures as features of a map, for whoever has a map of their own (RFC 7946)."""

import json
from typing import Any

from charts.geography.features import geometry
from pages.regions.downloads.content import Content, called, codes, number
from pages.regions.figures import RegionFigures
from programme.region_measures import MEASURES
from ui.texts import LANGUAGES, plain, use_language

#: The media type of the format.
GEOJSON = "application/geo+json"


def geojson_of(content: Content) -> bytes:
    """A feature for each unit, and one without a place for what is in none of them."""
    collection = {
        "type": "FeatureCollection",
        "periods": [called(period) for period, _ in content.periods()],
        "division": plain(f"regions.division_{content.chosen.division}"),
        "measures": {measure: _measure(content, measure) for measure in MEASURES},
        **({"index": content.context.index.title} if content.context else {}),
        "notes": [*content.facts(), plain("export.eu_logo")],
        "features": [_feature(content, code) for code in codes(content.shown.figures)],
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode()


def _measure(content: Content, measure: str) -> dict[str, Any]:
    """What a measure is called, how it is counted, and the country's figure."""
    return {
        "name": plain(f"regions.heading_{measure}"),
        "how": content.how(measure),
        "country": content.country(measure),
    }


def _feature(content: Content, code: str) -> dict[str, Any]:
    figures = content.shown.figures
    there = code in figures.codes()
    return {
        "type": "Feature",
        "id": code,
        "geometry": geometry(content.chosen.borders.value, code) if there else None,
        "properties": {
            "code": code,
            **_names(figures, code),
            "in_target_area": figures.in_target_area(code) if there else None,
            **_values(figures, code),
            **_values_before(content, code),
            **_index(content, code),
        },
    }


def _values(figures: RegionFigures, code: str) -> dict[str, Any]:
    """Each measure as on the screen. One that is not shown is null, and it is told that it is."""
    hidden = [measure for measure in MEASURES if figures.hidden(code, measure)]
    return {
        **{measure: number(figures, code, measure) for measure in MEASURES},
        "suppressed": bool(hidden),
        "suppressed_measures": hidden,
    }


def _values_before(content: Content, code: str) -> dict[str, Any]:
    """The same of the period that the chosen one is laid beside, where there is one."""
    if content.other is None or code not in codes(content.other[1]):
        return {}
    before = content.other[1]
    return {f"{name}_before": value for name, value in _values(before, code).items()}


def _index(content: Content, code: str) -> dict[str, Any]:
    """The unit's value of the outside index, in the view that has one."""
    return {"index": content.context.values.get(code)} if content.context else {}


def _names(figures: RegionFigures, code: str) -> dict[str, str]:
    names = {}
    for language in LANGUAGES:
        with use_language(language):
            names[f"name_{language}"] = figures.name(code)
    return names
