"""Invented contact persons of the applicants: all of them are called Esimerkki (Example)."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from data_access.demo.applications import applications, at
from data_access.demo.organisations import Organisation

#: How many years after its last application an applicant's contact is kept.
_KEPT_YEARS = 2
_ERASING_BEGINS = date(2020, 12, 1)

_FIRST_NAMES = (
    "Aino", "Antti", "Eeva", "Heikki", "Helena", "Ilkka", "Johanna", "Jukka", "Kaisa", "Kari",
    "Leena", "Markku", "Merja", "Mikko", "Outi", "Pekka", "Riitta", "Sami", "Sanna", "Tapio",
    "Tuula", "Veli", "Virpi",
)  # fmt: skip
_PLAIN = str.maketrans("åäö", "aao")


@dataclass(frozen=True)
class Contact:
    """A contact person; names and address are None once erased."""

    organisation: Organisation
    full_name: str | None
    email: str | None
    retain_until: date
    erased_at: datetime | None


@cache
def contacts() -> tuple[Contact, ...]:
    """One contact for each applicant, by its first application."""
    last = {one.organisation: one.slot.submitted_on for one in applications()}
    return tuple(
        _contact(organisation, place, day) for place, (organisation, day) in enumerate(last.items())
    )


def _contact(organisation: Organisation, place: int, last_applied: date) -> Contact:
    retain_until = date(last_applied.year + _KEPT_YEARS, last_applied.month, 1)
    if retain_until < _ERASING_BEGINS:
        return Contact(organisation, None, None, retain_until, at(retain_until, 3))
    first_name = _FIRST_NAMES[place % len(_FIRST_NAMES)]
    name = organisation.name_fi.split()[0].lower().translate(_PLAIN)
    email = f"{first_name.lower()}.esimerkki@{name}.example"
    return Contact(organisation, f"{first_name} Esimerkki", email, retain_until, None)
