"""What is to be said about a region in a sentence: "Kainuussa on ollut mukana 5 organisaatiota …".

The names of the units are inflected, so each has its words in the catalogues.
"""

from pages.regions.figures import RegionFigures
from programme.counties import OF_ONE_REGION, SLUGS
from ui.language import language
from ui.texts import plain, texts

#: What the sentence about any measure tells anyhow.
_TOLD = ("municipality_share", "municipalities_reached", "organisations_reached")
_TOLD_AFTER = ("participations", "days_granted")


def sentence(figures: RegionFigures, code: str, measure: str) -> str:
    """How the unit has been reached, and the measure where that is another one. Not escaped."""
    place = where(figures, code)
    if not figures.in_target_area(code):
        return plain("regions.sentence_outside", place=place)
    if figures.value(code, "organisations_reached") is None:
        return plain("regions.sentence_unknown", place=place)
    parts = [_reach(figures, code, place), _amounts(figures, code)]
    if measure not in (*_TOLD, *_TOLD_AFTER):
        parts.append(_measure(figures, code, measure))
    return " ".join(parts)


def where(figures: RegionFigures, code: str) -> str:
    """The place as a sentence begins with it: "Kainuussa", "Uudellamaalla"."""
    key = f"regions.in_{SLUGS.get(code) or OF_ONE_REGION.get(code, code)}"
    if key in texts(language()).forms:
        return plain(key)
    return plain("regions.in_other", name=figures.name(code))


def _reach(figures: RegionFigures, code: str, place: str) -> str:
    towns = int(figures.value(code, "municipalities_reached") or 0)
    return plain(
        "regions.sentence_reach",
        place=place,
        organisations=plain(
            "unit.organisations", n=int(figures.value(code, "organisations_reached") or 0)
        ),
        municipalities=plain("regions.sentence_municipalities", n=towns),
        total=figures.municipality_count(code),
    )


def _amounts(figures: RegionFigures, code: str) -> str:
    days = figures.text(code, "days_granted")
    if figures.hidden(code, "participations"):
        return plain("regions.sentence_days", days=days)
    people = figures.text(code, "participations")
    return plain("regions.sentence_people", participations=people, days=days)


def _measure(figures: RegionFigures, code: str, measure: str) -> str:
    heading = plain(f"regions.heading_{measure}")
    return plain("regions.sentence_measure", heading=heading, value=figures.text(code, measure))
