"""Small rounds for the tests of the allocation, and every way to share their days."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import strategies as st

from programme.allocation import Criterion, Demand, Policy, Request, Weight, WeightOf
from programme.codes import OrganisationType, Theme

MONDAY = datetime(2020, 11, 2, 8, tzinfo=UTC)
REGIONS = ("MK01", "MK06", "MK18", None)


def request(number: int, **other: object) -> Request:
    """A request by its number; the later its number, the later it came."""
    usual: dict[str, object] = {
        "number": f"SP-2020-{number:03}",
        "version": 1,
        "organisation_id": number,
        "organisation": f"Kunta {number}",
        "organisation_type": OrganisationType.MUNICIPALITY,
        "region_code": "MK01",
        "theme": Theme.WELL_BEING,
        "days_requested": 2,
        "max_days": 2,
        "submitted_at": MONDAY + timedelta(hours=number),
        "earlier_days": 0,
    }
    return Request(**(usual | other))  # type: ignore[arg-type]  # the names are those above


def demand(days_left: int, *requests: Request, **granted: int) -> Demand:
    """A round with so many days left."""
    return Demand(days_left, requests, tuple(granted.items()))


@st.composite
def demands(draw: st.DrawFn) -> Demand:
    """Up to five requests, some of one organisation, some that came at the same moment."""
    count = draw(st.integers(0, 5))
    earlier = draw(st.lists(st.integers(0, 2), min_size=4, max_size=4))
    limit = draw(st.integers(1, 3))
    requests = []
    for number in range(count):
        organisation = draw(st.integers(0, 3))
        requests.append(
            request(
                number,
                organisation_id=organisation,
                region_code=REGIONS[organisation],
                organisation_type=list(OrganisationType)[organisation % 2],
                theme=draw(st.sampled_from(list(Theme)[:2])),
                days_requested=draw(st.integers(1, 3)),
                max_days=limit,
                submitted_at=MONDAY + timedelta(days=draw(st.integers(0, 2))),
                earlier_days=earlier[organisation],
            )
        )
    granted = draw(st.dictionaries(st.sampled_from(REGIONS[:3]), st.integers(0, 2)))
    return Demand(draw(st.integers(0, 9)), tuple(requests), tuple(granted.items()))


def _weights() -> st.SearchStrategy[tuple[Weight, ...]]:
    coded = st.one_of(
        st.builds(Weight, st.just(WeightOf.THEME), st.sampled_from(list(Theme)[:2]), _points),
        st.builds(Weight, st.just(WeightOf.REGION), st.sampled_from(["MK01", "MK06"]), _points),
        st.builds(Weight, st.just(WeightOf.TYPE), st.just("joint_authority"), _points),
    )
    return st.lists(coded, max_size=3).map(tuple)


_points = st.integers(0, 5)


def policies() -> st.SearchStrategy[Policy]:
    """Policies of every kind, contradictory ones too."""
    return st.builds(
        Policy,
        criteria=st.lists(st.sampled_from(Criterion), unique=True).map(tuple),
        floor=st.integers(0, 3),
        floors=st.dictionaries(st.sampled_from(["MK06", "MK18"]), st.integers(0, 4)).map(
            lambda floors: tuple(floors.items())
        ),
        cap=st.none() | st.integers(1, 3),
        cap_counts_earlier=st.booleans(),
        weights=_weights(),
    )


def ways(given: Demand) -> Iterator[dict[str, int]]:
    """Every way to give each request from nothing to all that its round allows."""
    numbers = [each.number for each in given.requests]
    for days in product(*(range(each.most + 1) for each in given.requests)):
        yield dict(zip(numbers, days, strict=True))
