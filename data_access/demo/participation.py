"""Who came to what, and how many: the head counts behind the programme's reach.

Participants of the years 2015–2020: 700, 1 900, 2 100, 2 201, 1 700, 1 399, together 10 000; half
of them, 5 000, in long services, where exactly four fifths are employees.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice

from data_access.demo.activities import Activity, activities
from data_access.demo.applicants import applicants
from data_access.demo.arithmetic import chunks, evenly, positive_shares
from data_access.demo.organisations import (
    FIRST_PERIOD,
    Organisation,
    members,
    organisations,
    participants,
)
from programme.codes import Service, StaffGroup

#: Year: participants in long services, and in events, webinars and brunches.
_LONG = {2015: 350, 2016: 950, 2017: 1050, 2018: 1100, 2019: 850, 2020: 700}
_SHORT = {2015: 350, 2016: 950, 2017: 1050, 2018: 1101, 2019: 850, 2020: 699}

VISIT_HEADS = 60
EVENTS_ONLY = 5

_SHARED = (Service.WORKSHOP, Service.NETWORK)
_SHORT_SERVICES = (Service.REGIONAL_EVENT, Service.EVENT, Service.WEBINAR, Service.BRUNCH)

#: Staff groups in the order in which people are counted, over and over. In long services four of
#: five are employees and any ten people include a supervisor and a manager.
_E, _S, _M, _R = (
    StaffGroup.EMPLOYEE,
    StaffGroup.SUPERVISOR,
    StaffGroup.MANAGEMENT,
    StaffGroup.REPRESENTATIVE,
)
_LONG_STAFF = (_E, _E, _E, _E, _S, _E, _E, _E, _E, _M)
_SHORT_STAFF = (_E, _E, _S, _E, _E, _M, _E, _E, _R, _S)


@dataclass(frozen=True)
class Participation:
    """Head count of one staff group of one organisation in one activity."""

    activity: Activity
    organisation: Organisation
    staff_group: StaffGroup
    participant_count: int


@dataclass(frozen=True)
class _Visit:
    """An organisation at an activity, before anybody is counted."""

    activity: Activity
    organisation: Organisation


@cache
def participations() -> tuple[Participation, ...]:
    """All head counts, workplace visits among them."""
    found = list(_workplace_visits())
    for year in members():
        found += _counted(_long_visits(year), _LONG[year], _LONG_STAFF)
        found += _counted(_short_visits(year), _SHORT[year], _SHORT_STAFF)
    return tuple(found)


@cache
def regions() -> dict[Activity, str]:
    """The region of each activity whose place is open: that of its middle guest."""
    guests: dict[Activity, list[str]] = defaultdict(list)
    for one in participations():
        guests[one.activity].append(one.organisation.region_code)
    return {activity: sorted(codes)[len(codes) // 2] for activity, codes in guests.items()}


# --- who comes ---------------------------------------------------------------------------------


def _arranged(year: int, services: Iterable[Service]) -> list[Activity]:
    wanted = frozenset(services)
    return [
        one for one in activities() if one.year == year and one.service in wanted and one.counted
    ]


@cache
def _events_only() -> frozenset[Organisation]:
    """Five organisations that came once in 2015–2017, to events, and never got sparring."""
    applied = frozenset(applicants().values())
    years = {one: [year for year in members() if one in members()[year]] for one in participants()}
    once = [one for one in participants() if len(years[one]) == 1 and one not in applied]
    return frozenset([one for one in once if years[one][0] in FIRST_PERIOD][:EVENTS_ONLY])


@cache
def _long_visits(year: int) -> tuple[_Visit, ...]:
    """Visits to long services: every member of the year but those who only came to events."""
    own = [_Visit(one, one.application.organisation) for one in _sparring(year) if one.application]
    trained = _trainings(year, {visit.organisation for visit in own})
    served = {visit.organisation for visit in (*own, *trained)}
    others = [one for one in members()[year] if one not in served | _events_only()]
    regulars = evenly(_along_the_map(served), len(served) // 3)
    guests = _along_the_map({*others, *regulars})
    shared = _arranged(year, _SHARED)
    seated = [
        _Visit(activity, organisation)
        for activity, group in zip(shared, chunks(guests, len(shared)), strict=True)
        for organisation in group
    ]
    return (*own, *trained, *seated)


def _sparring(year: int) -> list[Activity]:
    return _arranged(year, [Service.SPARRING])


def _trainings(year: int, served: set[Organisation]) -> list[_Visit]:
    """Each training is one organisation's own; those without sparring come first."""
    arranged = _arranged(year, [Service.INTERNAL_DEVELOPER_TRAINING])
    free = [one for one in members()[year] if one not in served | _events_only()]
    return [
        _Visit(activity, organisation)
        for activity, organisation in zip(
            arranged, evenly(_along_the_map(free), len(arranged)), strict=True
        )
    ]


def _short_visits(year: int) -> tuple[_Visit, ...]:
    """Visits to events and webinars: most members once or twice, the events-only ones always."""
    arranged = _arranged(year, _SHORT_SERVICES)
    only = [one for one in members()[year] if one in _events_only()]
    most = [one for place, one in enumerate(members()[year]) if place % 6 and one not in only]
    second = evenly(most, len(most) // 2)
    first_round = _seats(arranged, _along_the_map({*only, *most}))
    second_round = _seats(arranged[::-1], second)
    return tuple(dict.fromkeys((*first_round, *second_round)))


def _seats(arranged: Sequence[Activity], guests: Sequence[Organisation]) -> list[_Visit]:
    return [
        _Visit(activity, organisation)
        for activity, group in zip(arranged, chunks(guests, len(arranged)), strict=True)
        for organisation in group
    ]


#: A path through the regions on which neighbours stand near each other.
_PATH = (
    *("MK01", "MK02", "MK04", "MK05", "MK07", "MK08", "MK09", "MK10", "MK11"),
    *("MK12", "MK13", "MK06", "MK14", "MK15", "MK16", "MK17", "MK18", "MK19"),
)


def _along_the_map(guests: Iterable[Organisation]) -> list[Organisation]:
    return sorted(guests, key=lambda one: (_PATH.index(one.region_code), one.organisation_id))


# --- how many ----------------------------------------------------------------------------------


def _counted(
    visits: Sequence[_Visit], total: int, staff: Sequence[StaffGroup]
) -> Iterator[Participation]:
    """`total` participants over the visits; sparring brings the people it was applied for."""
    heads = [_agreed_heads(visit) for visit in visits]
    rest = total - sum(filter(None, heads))
    open_places = [place for place, agreed in enumerate(heads) if agreed is None]
    weights = [_weight(visits[place], place) for place in open_places]
    shared_out = dict(zip(open_places, positive_shares(rest, weights), strict=True))
    queue = cycle(staff)
    for place, visit in enumerate(visits):
        people = Counter(islice(queue, heads[place] or shared_out[place]))
        for group, count in people.items():
            yield Participation(visit.activity, visit.organisation, group, count)


def _agreed_heads(visit: _Visit) -> int | None:
    application = visit.activity.application
    return application.people_involved if application else None


def _weight(visit: _Visit, place: int) -> int:
    base = {
        Service.INTERNAL_DEVELOPER_TRAINING: 18,
        Service.WORKSHOP: 6,
        Service.NETWORK: 4,
        Service.REGIONAL_EVENT: 9,
        Service.EVENT: 8,
        Service.WEBINAR: 6,
        Service.BRUNCH: 3,
    }[visit.activity.service]
    return base + place * 5 % 4


# --- workplace visits --------------------------------------------------------------------------


def _workplace_visits() -> Iterator[Participation]:
    """19 visits with 60 people; of the one in a named place no head count is known."""
    visits = [one for one in activities() if one.service is Service.VISIT]
    hosts = evenly([one for one in organisations() if one.takes_part], len(visits))
    invented = [visit for visit in visits if visit.municipality_code is None]
    heads = positive_shares(VISIT_HEADS, [1] * len(invented))
    for visit, host, count in zip(invented, hosts, heads, strict=False):
        yield Participation(visit, host, StaffGroup.SUPERVISOR, count)
