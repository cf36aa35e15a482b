"""Policies, allocations and reasons in words."""

from collections.abc import Iterable, Iterator

from programme.allocation import Policy, Reason, Weight, WeightOf
from programme.allocation.notation import written
from programme.allocation.presets import PRESETS
from ui import formats
from ui.language import use_language
from ui.region_names import region_name
from ui.texts import plain

#: The language of what is written into the database for the office.
_OFFICE = "fi"
_MINUS, _THEN = "\u2212", " → "


def policy_name(policy: Policy) -> str:
    """What a policy is called; all that are no presets share a name."""
    code = written(policy)
    return plain(f"allocation.policy_{code}" if code in PRESETS else "allocation.own")


def rules(policy: Policy) -> str:
    """All that the policy says, as one sentence."""
    order = _THEN.join(_order(policy))
    return ". ".join([order, *_caps(policy)]) + "."


def _order(policy: Policy) -> Iterator[str]:
    if policy.floor:
        yield plain("allocation.rule_floor", n=policy.floor)
    for code, days in policy.floors:
        yield plain("allocation.rule_floor_of", region=region_name_or_code(code), n=days)
    yield from (plain(f"allocation.criterion_{each}") for each in policy.criteria)
    yield plain("allocation.criterion_oldest")


def _caps(policy: Policy) -> Iterator[str]:
    if policy.cap is not None:
        earlier = "earlier" if policy.cap_counts_earlier else "now"
        yield plain(f"allocation.rule_cap_{earlier}", n=policy.cap)
    yield from (f"{weighted(each)} {points(each.points)}" for each in policy.weights)


def weighted(weight: Weight) -> str:
    """The theme, region or type that gets points."""
    match weight.of:
        case WeightOf.THEME:
            return plain(f"theme.{weight.code}")
        case WeightOf.TYPE:
            return plain(f"orgtype.{weight.code}")
        case WeightOf.REGION:
            return region_name_or_code(weight.code)


def points(count: int) -> str:
    """Points in words."""
    return plain("allocation.points", n=count)


def region_name_or_code(code: str) -> str:
    """The region's name; an address may name one that there is not."""
    try:
        return region_name(code)
    except KeyError:
        return code


def reasons(found: Iterable[Reason]) -> str:
    """Why so many days, in one or two sentences."""
    return " ".join(_sentence(reason) for reason in found)


def _sentence(reason: Reason) -> str:
    kind = "missing" if reason.missing else "given"
    key = f"allocation.{kind}_{reason.because}"
    return plain(key) if reason.value is None else plain(key, n=reason.value)


def rationale(days: int, found: Iterable[Reason]) -> str:
    """What a proposal of so many days says for itself, in the language of the office."""
    with use_language(_OFFICE):
        proposed = plain("allocation.rationale", n=days) if days else plain("allocation.none_now")
        return f"{proposed} {reasons(found)}"


def difference(days: int) -> str:
    """A difference with its sign; nothing for none."""
    if not days:
        return ""
    return f"{'+' if days > 0 else _MINUS}{formats.number(abs(days))}"
