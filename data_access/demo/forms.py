"""A saved mapping: what the columns of a form tool's export are called here."""

from typing import Any

from data_access.demo.life_cycles import OFFICER

#: Heading of the form: column of `sparring_application`, or how its applicant is found.
_COLUMNS = {
    "Y-tunnus": "organisation.business_id",
    "Organisaation nimi": "organisation.name",
    "Lähetetty": "submitted_at",
    "Hakemuksen otsikko": "title",
    "Miksi sparrausta tarvitaan?": "need",
    "Mitä tavoitellaan?": "goal",
    "Teema": "theme",
    "Toimiala": "sector",
    "Montako päivää haetaan?": "days_requested",
    "Kuinka moni osallistuu?": "people_involved",
    "Osallistujat: johto": "includes_management",
    "Osallistujat: esihenkilöt": "includes_supervisors",
    "Osallistujat: henkilöstö": "includes_staff",
    "Vakuutamme, ettei työ johda irtisanomisiin": "no_layoff_declared",
    "Toteutustapa": "delivery_mode",
}
#: What an answer means, by column.
_CHOSEN = {"": "ei", "Valittu": "kyllä"}
_VALUES = {
    "theme": {
        "Yhteinen toimintakulttuuri": "shared_culture",
        "Prosessien uudistaminen": "process_renewal",
        "Työhyvinvointi": "well_being",
        "Asiakaslähtöiset toimintatavat": "customer_oriented",
        "Palvelumuotoilu": "service_design",
        "Henkilöstölähtöinen tuloksellisuus": "staff_driven",
        "Digitalisaation edistäminen": "digitalisation",
    },
    "sector": {
        "Sosiaali- ja terveysala": "health_social",
        "Opetus ja kasvatus": "education",
        "Varhaiskasvatus": "ecec",
        "Ateria- ja puhtauspalvelut": "catering_cleaning",
        "Tekninen ala": "technical",
        "Hallinto": "administration",
        "Kulttuuri ja vapaa-aika": "culture_leisure",
    },
    "days_requested": {"Yksi päivä": "1", "Kaksi päivää": "2", "Kolme päivää": "3"},
    "includes_management": _CHOSEN,
    "includes_supervisors": _CHOSEN,
    "includes_staff": _CHOSEN,
    "no_layoff_declared": _CHOSEN,
    "delivery_mode": {
        "Lähitoteutus": "onsite",
        "Etätoteutus": "remote",
        "Hybriditoteutus": "hybrid",
    },
}
#: What the form does not ask.
_COMPOSED = {
    "application_no": "SP-2020-{Vastausnumero}",
    "round_code": "2020-2",
    "changed_by": OFFICER,
}


def form_mappings() -> list[dict[str, Any]]:
    """The one mapping of the demo."""
    mapping = {"columns": _COLUMNS, "values": _VALUES, "composed": _COMPOSED}
    return [{"form_name": "Sparraushakemus (esimerkki)", "mapping": mapping}]
