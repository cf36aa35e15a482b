"""The row of controls: which round, by which rules, compared with which."""

import streamlit as st

from pages.allocation import rules
from pages.allocation.choices import (
    NOTHING,
    Choices,
    choices,
    choose_against,
    choose_policy,
    choose_round,
    swap,
    understood,
)
from pages.allocation.words import policy_name
from programme.allocation import Policy
from programme.allocation.notation import read, written
from programme.allocation.presets import PRESETS
from ui.controls import value_of
from ui.texts import plain, t

_ROUND, _POLICY, _AGAINST = "allocation_round", "allocation_policy", "allocation_against"


def show(rounds: tuple[str, ...]) -> Choices:
    """Draw the row and return what is chosen, with a word when the address asks in vain."""
    chosen = choices(rounds)
    with st.container(horizontal=True, vertical_alignment="bottom", key="allocation_controls"):
        _round_control(rounds, chosen)
        _policy_control(chosen)
        rules.show(chosen.policy)
        _against_control(chosen)
        _swap_button(chosen)
    if not understood(rounds):
        st.info(t("allocation.unknown_choice"), icon=":material/info:")
    return chosen


def _round_control(rounds: tuple[str, ...], chosen: Choices) -> None:
    st.session_state[_ROUND] = chosen.round_code
    st.selectbox(
        t("allocation.round"),
        rounds,
        key=_ROUND,
        on_change=lambda: choose_round(value_of(_ROUND, chosen.round_code)),
        width=140,
    )


def _policy_control(chosen: Choices) -> None:
    st.session_state[_POLICY] = written(chosen.policy)
    st.selectbox(
        t("allocation.policy"),
        _offered(chosen.policy),
        format_func=_name,
        key=_POLICY,
        on_change=_choose_policy,
        width=270,
    )


def _choose_policy() -> None:
    policy = read(value_of(_POLICY, ""))
    if policy is not None:
        choose_policy(policy)


def _against_control(chosen: Choices) -> None:
    st.session_state[_AGAINST] = NOTHING if chosen.against is None else written(chosen.against)
    st.selectbox(
        t("allocation.against"),
        [NOTHING, *_offered(chosen.against)],
        format_func=_name,
        key=_AGAINST,
        on_change=lambda: choose_against(value_of(_AGAINST, NOTHING)),
        width=270,
    )


def _offered(policy: Policy | None) -> list[str]:
    """The presets, and the policy itself where it is none of them."""
    own = [] if policy is None or written(policy) in PRESETS else [written(policy)]
    return [*PRESETS, *own]


def _name(text: str) -> str:
    policy = read(text)
    return plain("allocation.no_comparison") if policy is None else policy_name(policy)


def _swap_button(chosen: Choices) -> None:
    st.button(
        t("allocation.swap"),
        icon=":material/swap_horiz:",
        type="tertiary",
        key="allocation_swap",
        disabled=chosen.against is None,
        on_click=swap,
        args=(chosen,),
    )
