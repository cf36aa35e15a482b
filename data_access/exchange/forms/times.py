"""Moments as form tools write them: Finnish time without a zone."""

import re
from datetime import datetime

from programme.calendar import HELSINKI

_TIME = r"[ T]+(?:klo )?(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})(?:[.:](?P<second>[0-9]{2}))?"
_FORMS = (
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})" + _TIME),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})" + _TIME),
)


def with_zone(text: str) -> str:
    """The moment with the zone of Finland; anything else as it is."""
    match = next(filter(None, (form.fullmatch(text.strip()) for form in _FORMS)), None)
    if match is None:
        return text
    parts = {name: int(value or 0) for name, value in match.groupdict().items()}
    try:
        return datetime(**parts, tzinfo=HELSINKI).isoformat()
    except ValueError:
        return text
