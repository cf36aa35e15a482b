"""Names of regions in the viewer's language; the database has them in all three."""

from data_access.regions import region_names
from ui.language import language
from ui.reads import ask
from ui.texts import plain


def region_name(code: object) -> str:
    """The name of a region, KeyError for an unknown code; where there is none, that it is missing.

    A frame holds a missing code as NaN, so anything but a text counts as none.
    """
    if not isinstance(code, str):
        return plain("value.missing")
    return ask(region_names)[code][language()]
