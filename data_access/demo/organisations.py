"""The 246 invented organisations and the years in which 241 of them took part.

92 took part in both funding periods, 95 only in the first, 54 only in the second; 5 only applied
for sparring and were rejected.
"""

from dataclasses import dataclass
from functools import cache

from data_access.demo.arithmetic import evenly, mixed
from data_access.demo.content import rows
from programme.codes import OrganisationType

BOTH, FIRST_ONLY, SECOND_ONLY = 92, 95, 54

#: The organisation that got sparring in 2018 and applies again in 2020.
RETURNING_APPLICANT = "Kuusilahden kaupunki"

#: Organisations that come for the first time in their funding period, and those that return.
_NEWCOMERS = {2015: 70, 2016: 72, 2017: 45, 2018: 90, 2019: 36, 2020: 20}
_RETURNING = {2015: 0, 2016: 38, 2017: 52, 2018: 0, 2019: 57, 2020: 63}
FIRST_PERIOD, SECOND_PERIOD = (2015, 2016, 2017), (2018, 2019, 2020)


@dataclass(frozen=True)
class Organisation:
    """An invented organisation; `sectors` are those in which it could apply for sparring."""

    organisation_id: int
    name_fi: str
    name_sv: str
    organisation_type: OrganisationType
    region_code: str
    language: str
    employee_count: int
    sectors: frozenset[str]
    takes_part: bool


@cache
def organisations() -> tuple[Organisation, ...]:
    """All organisations by id."""
    return tuple(
        _organisation(number, row) for number, row in enumerate(rows("organisations"), start=1)
    )


def _organisation(number: int, row: dict[str, str]) -> Organisation:
    return Organisation(
        organisation_id=number,
        name_fi=row["name_fi"],
        name_sv=row["name_sv"],
        organisation_type=OrganisationType(row["organisation_type"]),
        region_code=row["region_code"],
        language=row["language"],
        employee_count=int(row["employee_count"]),
        sectors=frozenset(row["sectors"].split()),
        takes_part=row["takes_part"] == "yes",
    )


@cache
def by_name() -> dict[str, Organisation]:
    """Organisations by Finnish name."""
    return {organisation.name_fi: organisation for organisation in organisations()}


@cache
def participants() -> tuple[Organisation, ...]:
    """The 241 that took part, regions and types mixed, RETURNING_APPLICANT first."""
    taking_part = [one for one in organisations() if one.takes_part]
    start = taking_part.index(by_name()[RETURNING_APPLICANT])
    return tuple(mixed(taking_part[start:] + taking_part[:start], 89))


@cache
def members() -> dict[int, tuple[Organisation, ...]]:
    """The organisations of each year: 70, 110, 97, 90, 93, 83, together 241."""
    everybody = participants()
    first = everybody[: BOTH + FIRST_ONLY]
    second = everybody[:BOTH] + everybody[BOTH + FIRST_ONLY :]
    return {
        **_years(mixed(first, 71), FIRST_PERIOD),
        **_years(mixed(second, 55), SECOND_PERIOD),
    }


def _years(
    order: list[Organisation], years: tuple[int, ...]
) -> dict[int, tuple[Organisation, ...]]:
    """For each year its newcomers, next in `order`, and evenly chosen earlier ones."""
    found: dict[int, tuple[Organisation, ...]] = {}
    seen = 0
    for year in years:
        returning = evenly(order[:seen], _RETURNING[year])
        newcomers = order[seen : seen + _NEWCOMERS[year]]
        found[year] = (*newcomers, *returning)
        seen += len(newcomers)
    return found
