"""What there is to share, what the policies make of it, and what they cannot keep to, in words."""

from collections.abc import Iterator

import streamlit as st

from pages.allocation.plan import Plan
from pages.allocation.words import region_name_or_code, rules
from programme.allocation import Allocation, Shortfall
from ui.escape import Markdown, joined
from ui.layout import small
from ui.texts import t


def show(plan: Plan) -> None:
    """Draw the sentences."""
    with st.container(key="allocation_situation", gap="xsmall"):
        st.markdown(joined(" ", _sentences(plan)))
        st.markdown(joined("  \n", _rules(plan)))
    for shortfalls, contradiction in _by_kind(plan.proposed.shortfalls):
        _warning(shortfalls, contradiction)


def _sentences(plan: Plan) -> list[Markdown]:
    demand = plan.round.demand
    asking = t("allocation.asking", n=len(demand.requests), days=t("unit.days", n=demand.asked))
    sentences = [t("allocation.left", n=demand.days_left), asking]
    sentences.append(_gives("proposed", plan.proposed))
    if plan.against:
        sentences += [_gives("against", plan.against), _change(plan)]
    return sentences


def _rules(plan: Plan) -> Iterator[Markdown]:
    yield small(t("allocation.rules_proposed", rules=rules(plan.chosen.policy)))
    if plan.chosen.against:
        yield small(t("allocation.rules_against", rules=rules(plan.chosen.against)))


def _gives(side: str, allocation: Allocation) -> Markdown:
    served = sum(days > 0 for days in allocation.grants.values())
    days = t("unit.days", n=allocation.days)
    return t(f"allocation.gives_{side}", n=served, days=days)


def _change(plan: Plan) -> Markdown:
    compared = plan.comparison
    if compared is None or not compared.days_moved:
        return t("allocation.no_difference")
    moved = t("unit.days", n=compared.days_moved)
    return t("allocation.change", gains=compared.gains, loses=compared.loses, days=moved)


def _by_kind(shortfalls: tuple[Shortfall, ...]) -> list[tuple[list[Shortfall], bool]]:
    kinds = [([each for each in shortfalls if each.contradiction is kind], kind) for kind in
             (True, False)]  # fmt: skip
    return [(found, kind) for found, kind in kinds if found]


def _warning(shortfalls: list[Shortfall], contradiction: bool) -> None:
    regions = ", ".join(
        f"{region_name_or_code(each.region_code)} {each.given}/{each.floor}" for each in shortfalls
    )
    if contradiction:
        st.warning(t("allocation.floors_too_high", regions=regions), icon=":material/block:")
    else:
        st.info(t("allocation.floors_not_asked", regions=regions), icon=":material/info:")
