"""Services and events of the programme: what was arranged, when and where.

Sparring comes from the applications; all else is planned here. Counts that are published: 4
regional events and 20 workplace visits in 2015; 7 trainings and 3 brunches in 2018, beside which
one training and one brunch were cancelled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from data_access.demo.applications import Application, applications
from data_access.demo.arithmetic import after, dates
from data_access.demo.content import rows
from data_access.demo.life_cycles import delivery_of
from data_access.demo.rounds import Fate
from programme.codes import ActivityStatus, DeliveryMode, Service, Theme


@dataclass(frozen=True)
class Activity:
    """One activity; `number` tells those of a service and year apart.

    A region is given where the place itself is a fact or where the activity belongs to one
    organisation; elsewhere it follows from who came (`participation.regions`).
    """

    service: Service
    name: str
    starts_on: date
    ends_on: date
    delivery_mode: DeliveryMode
    status: ActivityStatus
    theme: Theme | None = None
    region_code: str | None = None
    municipality_code: str | None = None
    application: Application | None = None

    @property
    def year(self) -> int:
        return self.starts_on.year

    @property
    def counted(self) -> bool:
        """Whether somebody came: it is going on or over."""
        return self.status in (ActivityStatus.RUNNING, ActivityStatus.COMPLETED)


#: Service: how many in each year of 2015–2020.
_PER_YEAR: dict[Service, tuple[int, ...]] = {
    Service.INTERNAL_DEVELOPER_TRAINING: (2, 6, 7, 7, 6, 4),
    Service.WORKSHOP: (4, 12, 12, 12, 11, 9),
    Service.NETWORK: (1, 3, 4, 4, 4, 3),
    Service.WEBINAR: (2, 6, 8, 10, 8, 14),
    Service.EVENT: (2, 5, 5, 4, 4, 2),
    Service.BRUNCH: (0, 0, 0, 3, 4, 1),
}
#: Service, year: cancelled ones besides; in the spring of 2020 by the pandemic.
_CANCELLED = {
    (Service.INTERNAL_DEVELOPER_TRAINING, 2018): date(2018, 10, 9),
    (Service.BRUNCH, 2018): date(2018, 11, 22),
    (Service.EVENT, 2020): date(2020, 3, 24),
    (Service.BRUNCH, 2020): date(2020, 4, 2),
    (Service.WORKSHOP, 2020): date(2020, 3, 18),
}
#: Working days that an activity takes from its first day to its last.
_LENGTH = {Service.INTERNAL_DEVELOPER_TRAINING: 40, Service.NETWORK: 90}

_SEASONS = {
    2015: (date(2015, 9, 14), date(2015, 12, 10)),
    2016: (date(2016, 1, 25), date(2016, 12, 2)),
    2017: (date(2017, 1, 23), date(2017, 12, 4)),
    2018: (date(2018, 2, 5), date(2018, 12, 5)),
    2019: (date(2019, 1, 28), date(2019, 12, 3)),
    2020: (date(2020, 1, 27), date(2020, 11, 27)),
}
#: Planned ones that still take enrolments: which of the service's names, first and last day.
_UPCOMING = {
    Service.INTERNAL_DEVELOPER_TRAINING: (0, date(2020, 12, 8), date(2020, 12, 18)),
    Service.WORKSHOP: (4, date(2020, 12, 10), date(2020, 12, 10)),
}
#: From this day on everything happened remotely.
_PANDEMIC = date(2020, 3, 16)

#: The four places of the regional events: day, municipality code, region.
_REGIONAL_EVENTS = {
    "Tampere": (date(2015, 8, 27), "837", "MK06"),
    "Helsinki": (date(2015, 9, 3), "091", "MK01"),
    "Oulu": (date(2015, 9, 10), "564", "MK17"),
    "Kuopio": (date(2015, 9, 17), "297", "MK11"),
}
#: The one visited workplace that is named: municipality code, region, day.
_NAMED_VISIT = ("257", "MK01", date(2015, 6, 11))


@cache
def activities() -> tuple[Activity, ...]:
    """All activities in the order of their first days."""
    everything = [*_planned(), *_cancelled(), *_regional_events(), *_visits(), *_sparring()]
    everything += upcoming()
    return tuple(sorted(everything, key=lambda activity: (activity.starts_on, activity.service)))


@cache
def upcoming() -> tuple[Activity, ...]:
    """Those of December 2020 that one can still enrol in: all remote, so without a region."""
    return tuple(
        Activity(
            service=service,
            name=_name(service, number)[0],
            starts_on=first,
            ends_on=last,
            delivery_mode=DeliveryMode.REMOTE,
            status=ActivityStatus.PLANNED,
            theme=_name(service, number)[1],
        )
        for service, (number, first, last) in _UPCOMING.items()
    )


def _planned() -> Iterator[Activity]:
    for service, counts in _PER_YEAR.items():
        for year, count in zip(_SEASONS, counts, strict=True):
            for number, day in enumerate(dates(*_SEASONS[year], count)):
                yield _arranged(service, _out_of_summer(day), number + year)


def _out_of_summer(day: date) -> date:
    """The day, or three weeks past the holidays when it falls into them."""
    holidays = date(day.year, 6, 19), date(day.year, 8, 9)
    return after(holidays[1], 1 + day.day % 12) if holidays[0] <= day <= holidays[1] else day


def _arranged(
    service: Service,
    day: date,
    number: int,
    status: ActivityStatus = ActivityStatus.COMPLETED,
) -> Activity:
    name, theme = _name(service, number)
    last = after(day, _LENGTH.get(service, 0))
    if status is ActivityStatus.COMPLETED and last > date(2020, 11, 30):
        status = ActivityStatus.RUNNING
    remote = service is Service.WEBINAR or (day >= _PANDEMIC)
    return Activity(
        service=service,
        name=name,
        starts_on=day,
        ends_on=last,
        delivery_mode=DeliveryMode.REMOTE if remote else DeliveryMode.ONSITE,
        status=status,
        theme=theme,
    )


def _name(service: Service, number: int) -> tuple[str, Theme | None]:
    names = [row for row in rows("activity_names") if row["service_type"] == service]
    row = names[number % len(names)]
    return row["name"], Theme(row["theme"]) if row["theme"] else None


def _cancelled() -> Iterator[Activity]:
    for number, ((service, _year), day) in enumerate(_CANCELLED.items()):
        yield Activity(
            service=service,
            name=_name(service, number)[0],
            starts_on=day,
            ends_on=after(day, _LENGTH.get(service, 0)),
            delivery_mode=DeliveryMode.ONSITE,
            status=ActivityStatus.CANCELLED,
            theme=_name(service, number)[1],
            region_code="MK01",
        )


def _regional_events() -> Iterator[Activity]:
    for place, (day, municipality_code, region_code) in _REGIONAL_EVENTS.items():
        yield Activity(
            service=Service.REGIONAL_EVENT,
            name=f"{_name(Service.REGIONAL_EVENT, 0)[0]}, {place}",
            starts_on=day,
            ends_on=day,
            delivery_mode=DeliveryMode.ONSITE,
            status=ActivityStatus.COMPLETED,
            region_code=region_code,
            municipality_code=municipality_code,
        )


def _visits() -> Iterator[Activity]:
    """20 workplace visits from April to July 2015, one of them in Kirkkonummi in June."""
    municipality_code, region_code, named_day = _NAMED_VISIT
    yield _visit(named_day, region_code, municipality_code)
    for day in dates(date(2015, 4, 13), date(2015, 7, 3), 19):
        yield _visit(day)


def _visit(
    day: date, region_code: str | None = None, municipality_code: str | None = None
) -> Activity:
    return Activity(
        service=Service.VISIT,
        name=_name(Service.VISIT, 0)[0],
        starts_on=day,
        ends_on=day,
        delivery_mode=DeliveryMode.ONSITE,
        status=ActivityStatus.COMPLETED,
        region_code=region_code,
        municipality_code=municipality_code,
    )


_SPARRING_STATUS = {
    Fate.SCHEDULED: ActivityStatus.PLANNED,
    Fate.IN_PROGRESS: ActivityStatus.RUNNING,
}


def _sparring() -> Iterator[Activity]:
    for application in applications():
        delivery = delivery_of(application.slot)
        if delivery:
            yield Activity(
                service=Service.SPARRING,
                name=_name(Service.SPARRING, 0)[0],
                starts_on=delivery[0],
                ends_on=delivery[1],
                delivery_mode=application.delivery_mode,
                status=_SPARRING_STATUS.get(application.slot.fate, ActivityStatus.COMPLETED),
                theme=application.topic.theme,
                region_code=application.organisation.region_code,
                application=application,
            )
