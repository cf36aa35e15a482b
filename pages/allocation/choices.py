"""What is shared out and by which rules. The address alone remembers it."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from programme.allocation import Policy
from programme.allocation.notation import read, written
from programme.allocation.presets import PRESETS
from ui import address

ROUND, POLICY, AGAINST = "round", "policy", "against"

#: Stands in the address for no second policy.
NOTHING = "none"
_POLICY, _AGAINST = "first_time", "oldest"


@dataclass(frozen=True)
class Choices:
    """The round, the policy to propose by, and the one that it is compared with, if any."""

    round_code: str
    policy: Policy
    against: Policy | None

    @property
    def vintage(self) -> Literal["2016", "2021"]:
        """The borders of the round's year."""
        return "2016" if self.round_code < "2021" else "2021"


def choices(rounds: tuple[str, ...]) -> Choices:
    """What the address asks for, of these rounds; the usual where it asks for nothing there is."""
    asked = st.query_params
    round_code = asked.get(ROUND, "")
    against = asked.get(AGAINST, _AGAINST)
    return Choices(
        round_code if round_code in rounds else rounds[0],
        read(asked.get(POLICY, _POLICY)) or PRESETS[_POLICY],
        None if against == NOTHING else read(against) or PRESETS[_AGAINST],
    )


def understood(rounds: tuple[str, ...]) -> bool:
    """Whether there is such a round and such policies as the address asks for."""
    asked = st.query_params
    policies = (asked.get(POLICY, _POLICY), asked.get(AGAINST, _AGAINST))
    known = all(text == NOTHING or read(text) is not None for text in policies)
    return known and asked.get(ROUND, rounds[0]) in rounds and asked.get(POLICY) != NOTHING


def choose_round(code: str) -> None:
    """Look at another round."""
    address.put({ROUND: code})


def choose_policy(policy: Policy) -> None:
    """Propose by other rules."""
    address.put({POLICY: written(policy)})


def choose_against(text: str) -> None:
    """Compare with the policy of this text, or with NOTHING."""
    address.put({AGAINST: text})


def swap(chosen: Choices) -> None:
    """Have the two policies change places."""
    if chosen.against is not None:
        address.put({POLICY: written(chosen.against), AGAINST: written(chosen.policy)})
