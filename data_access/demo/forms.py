"""A saved mapping: what the columns of a form tool's export are called here."""

from typing import Any

#: Column of the form: column of `sparring_application`.
_COLUMNS = {
    "Hakemuksen otsikko": "title",
    "Miksi sparrausta tarvitaan?": "need",
    "Mitä tavoitellaan?": "goal",
    "Teema": "theme",
    "Toimiala": "sector",
    "Montako päivää haetaan?": "days_requested",
    "Kuinka moni osallistuu?": "people_involved",
    "Toteutustapa": "delivery_mode",
    "Lähetetty": "submitted_at",
}


def form_mappings() -> list[dict[str, Any]]:
    """The one mapping of the demo."""
    return [{"form_name": "Sparraushakemus (esimerkki)", "mapping": _COLUMNS}]
