"""A policy as one short text, for addresses: `first_time.even.floor-1.floor-MK06-2.cap-3`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from programme.allocation.presets import PRESETS
from programme.allocation.types import Criterion, Policy, Weight, WeightOf
from programme.codes import OrganisationType, Theme

#: The most that a floor, a cap or a weight can be.
HIGHEST = 99

_PART, _INSIDE, _EARLIER = ".", "-", "earlier"
_NUMBER = re.compile(r"\d{1,2}", re.ASCII)
_CODES = {
    WeightOf.THEME: re.compile("|".join(Theme)),
    WeightOf.TYPE: re.compile("|".join(OrganisationType)),
    WeightOf.REGION: re.compile(r"MK\d\d", re.ASCII),
}


def written(policy: Policy) -> str:
    """The policy's text: the name of the preset where it is one."""
    names = (name for name, preset in PRESETS.items() if preset == policy)
    return next(names, None) or _PART.join(_parts(policy))


def read(text: str) -> Policy | None:
    """The policy of a text; None when it is none."""
    policy: Policy | None = PRESETS.get(text, Policy())
    for part in [] if text in PRESETS else text.split(_PART):
        policy = policy and _with(policy, part.split(_INSIDE))
    return policy


def _parts(policy: Policy) -> Iterator[str]:
    yield from policy.criteria
    if policy.floor:
        yield f"floor-{policy.floor}"
    yield from (f"floor-{code}-{days}" for code, days in policy.floors)
    if policy.cap is not None:
        yield f"cap-{policy.cap}"
    if policy.cap_counts_earlier:
        yield _EARLIER
    yield from (f"{each.of}-{each.code}-{each.points}" for each in policy.weights)


def _with(policy: Policy, part: list[str]) -> Policy | None:
    """The policy with one part more; None when that says nothing or says it twice."""
    match part:
        case [code] if code in set(Criterion) - set(policy.criteria):
            return replace(policy, criteria=(*policy.criteria, Criterion(code)))
        case ["earlier"]:
            return replace(policy, cap_counts_earlier=True)
        case ["floor", days] if _is_number(days):
            return replace(policy, floor=int(days))
        case ["cap", days] if _is_number(days) and int(days) > 0:
            return replace(policy, cap=int(days))
        case ["floor", code, days] if _is_number(days) and _is_code(WeightOf.REGION, code):
            return replace(policy, floors=(*policy.floors, (code, int(days))))
        case [of, code, points] if of in set(WeightOf) and _is_number(points):
            return _weighted(policy, WeightOf(of), code, int(points))
    return None


def _weighted(policy: Policy, of: WeightOf, code: str, points: int) -> Policy | None:
    if not _is_code(of, code):
        return None
    return replace(policy, weights=(*policy.weights, Weight(of, code, points)))


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _is_code(of: WeightOf, text: str) -> bool:
    return _CODES[of].fullmatch(text) is not None
