"""The office's own rules: what comes first, floors, a cap, points. Each change is a new policy."""

from dataclasses import replace

import streamlit as st

from charts.geography import REGION_CODES
from pages.allocation.choices import choose_policy
from pages.allocation.words import points, region_name_or_code, weighted
from programme.allocation import Criterion, Policy, Weight, WeightOf
from programme.codes import OrganisationType, Theme
from ui.controls import value_of
from ui.escape import markdown
from ui.texts import plain, t

_FLOOR, _CAP, _EARLIER = "allocation_floor", "allocation_cap", "allocation_earlier"
_WHAT, _MUCH = "allocation_exception", "allocation_exception_number"

#: Stands in a choice for nothing.
_NO = ""
_HIGHEST_FLOOR, _HIGHEST_CAP, _HIGHEST_NUMBER = 5, 9, 9
#: Among what a rule can be added for: the floor of one region.
_OWN_FLOOR = "floor"


def show(policy: Policy) -> None:
    """Draw the button of the rules, and the rules themselves once it is pressed."""
    opened = st.popover(
        t("allocation.edit"), icon=":material/tune:", key="allocation_rules", on_change="rerun"
    )
    if opened.open:
        with opened:
            _order(policy)
            _limits(policy)
            _exceptions(policy)


# --- what comes first -----------------------------------------------------------------------------


def _order(policy: Policy) -> None:
    places = min(len(policy.criteria) + 1, len(Criterion))
    with st.grid(2, min_column_width=200):
        for place in range(places):
            _criterion(policy, place)


def _criterion(policy: Policy, place: int) -> None:
    key = f"allocation_criterion_{place}"
    st.session_state[key] = dict(enumerate(policy.criteria)).get(place, _NO)
    st.selectbox(
        t("allocation.place", number=str(place + 1)),
        [_NO, *Criterion],
        format_func=lambda code: plain(f"allocation.criterion_{code or 'oldest'}"),
        key=key,
        on_change=lambda: choose_policy(with_criterion(policy, place, value_of(key, _NO))),
    )


def with_criterion(policy: Policy, place: int, code: str) -> Policy:
    """The policy with another criterion in a place; _NO takes out the one that stands there."""
    others = [each for n, each in enumerate(policy.criteria) if n != place and each != code]
    chosen = [Criterion(code)] if code else []
    return replace(policy, criteria=(*others[:place], *chosen, *others[place:]))


# --- floor and cap --------------------------------------------------------------------------------


def _limits(policy: Policy) -> None:
    with st.grid(2, min_column_width=200):
        _number(policy, _FLOOR, policy.floor, range(_HIGHEST_FLOOR + 1))
        _number(policy, _CAP, policy.cap or 0, range(_HIGHEST_CAP + 1))
    st.session_state[_EARLIER] = policy.cap_counts_earlier
    st.checkbox(
        t("allocation.cap_counts_earlier"),
        key=_EARLIER,
        disabled=policy.cap is None,
        on_change=lambda: _set_limits(policy),
    )


def _number(policy: Policy, key: str, value: int, usual: range) -> None:
    """A choice of a number of days, 0 for no limit; one that only an address names is kept."""
    st.session_state[key] = value
    st.selectbox(
        t(f"allocation.{key.removeprefix('allocation_')}"),
        sorted({*usual, value}),
        format_func=lambda n: plain("unit.days", n=n) if n else plain("allocation.no_limit"),
        key=key,
        on_change=lambda: _set_limits(policy),
    )


def _set_limits(policy: Policy) -> None:
    changed = replace(
        policy,
        floor=value_of(_FLOOR, policy.floor) or 0,
        cap=value_of(_CAP, policy.cap) or None,
        cap_counts_earlier=bool(value_of(_EARLIER)),
    )
    choose_policy(changed)


# --- floors and points of single regions, themes and types ----------------------------------------


def _exceptions(policy: Policy) -> None:
    for code, days in policy.floors:
        _line(
            t("allocation.rule_floor_of", region=region_name_or_code(code), n=days),
            f"floor_{code}",
            replace(policy, floors=tuple(each for each in policy.floors if each[0] != code)),
        )
    for weight in policy.weights:
        others = tuple(each for each in policy.weights if each != weight)
        text = markdown(f"{weighted(weight)} {points(weight.points)}")
        _line(text, f"{weight.of}_{weight.code}", with_weights(policy, others))
    _adding(policy)


def _line(text: str, key: str, without: Policy) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(text, width="stretch")
        st.button(
            t("allocation.remove"),
            icon=":material/close:",
            type="tertiary",
            key=f"allocation_remove_{key}",
            on_click=choose_policy,
            args=(without,),
        )


def _adding(policy: Policy) -> None:
    st.selectbox(t("allocation.add_what"), _addable(), format_func=_addable_name, key=_WHAT)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(t("allocation.add_number"), range(1, _HIGHEST_NUMBER + 1), key=_MUCH)
        st.button(
            t("allocation.add"),
            icon=":material/add:",
            key="allocation_add",
            on_click=lambda: choose_policy(
                with_exception(policy, value_of(_WHAT, _addable()[0]), value_of(_MUCH, 1))
            ),
        )


def _addable() -> list[str]:
    """Kind and code of everything that a rule can be added for."""
    kinds = (
        (WeightOf.THEME, Theme),
        (WeightOf.TYPE, OrganisationType),
        (WeightOf.REGION, REGION_CODES),
        (_OWN_FLOOR, REGION_CODES),
    )
    return [f"{kind} {code}" for kind, codes in kinds for code in codes]


def _addable_name(text: str) -> str:
    kind, code = text.split()
    if kind == _OWN_FLOOR:
        return plain("allocation.add_floor", region=region_name_or_code(code))
    return plain("allocation.add_points", what=weighted(Weight(WeightOf(kind), code, 0)))


def with_exception(policy: Policy, what: str, number: int) -> Policy:
    """The policy with a rule more, which takes the place of an earlier one for the same."""
    kind, code = what.split()
    if kind == _OWN_FLOOR:
        others = tuple(each for each in policy.floors if each[0] != code)
        return replace(policy, floors=(*others, (code, number)))
    kept = tuple(each for each in policy.weights if (each.of, each.code) != (kind, code))
    return with_weights(policy, (*kept, Weight(WeightOf(kind), code, number)))


def with_weights(policy: Policy, weights: tuple[Weight, ...]) -> Policy:
    """The policy with these points, which count as soon as there are some."""
    points_count = Criterion.WEIGHTS in policy.criteria
    if weights and not points_count:
        return replace(policy, weights=weights, criteria=(*policy.criteria, Criterion.WEIGHTS))
    if weights:
        return replace(policy, weights=weights)
    kept = tuple(each for each in policy.criteria if each is not Criterion.WEIGHTS)
    return replace(policy, weights=(), criteria=kept)
