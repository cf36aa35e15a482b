"""The ways of looking at the regions, and what may be set for them."""

from enum import StrEnum


class View(StrEnum):
    """What the page shows; the first one is the usual one."""

    MAP = "map"
    TILES = "tiles"
    YEARS = "years"
    COMPARE = "compare"
    CONTEXT = "context"


class Classes(StrEnum):
    """How the map divides the regions into classes: as many in each, or steps of one size."""

    QUANTILE = "quantile"
    EQUAL = "equal"


class Places(StrEnum):
    """What is marked on the map: where events and visits were, and where organisations are."""

    EVENTS = "events"
    VISITS = "visits"
    HOMES = "homes"
