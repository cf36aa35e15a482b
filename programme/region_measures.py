"""What the map can show: indicators in the order of the menu, the most telling first."""

from collections.abc import Mapping

from programme.indicators import ACTIVITIES_OF

#: The group's heading in the menu → its measures; the codes are those of INDICATORS.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "reach": ("municipality_share", "municipalities_reached", "organisations_reached"),
    "participation": ("participations", "long_service_participations"),
    "sparring": (
        "sparring_applications",
        "pending_applications",
        "days_requested",
        "days_granted",
        "approval_rate",
        "days_per_1000_employees",
        "days_per_1000_inhabitants",
        "days_per_municipality",
    ),
    "activities": ("activities", *ACTIVITIES_OF.values()),
    "deeds": ("deeds", "solutions"),
}

#: Every measure, "municipality_share" first.
MEASURES: tuple[str, ...] = tuple(code for group in GROUPS.values() for code in group)
