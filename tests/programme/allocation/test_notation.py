"""A policy in an address: what is written is read, and what is no policy is none."""

import pytest
from hypothesis import given

from programme.allocation import Policy
from programme.allocation.notation import read, written
from programme.allocation.presets import PRESETS
from tests.programme.allocation.demands import policies


@given(policies())
def test_what_is_written_is_read(policy: Policy) -> None:
    assert read(written(policy)) == policy


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_written_by_its_name(name: str) -> None:
    assert written(PRESETS[name]) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nothing",
        "even.even",
        "even.",
        "floor",
        "floor-x",
        "floor-100",
        "floor--1",
        "floor-MK6-1",
        "floor-MK06-1-1",
        "cap-",
        "cap-0",
        "theme-MK06-1",
        "theme-well_being",
        "type-x-1",
        "cap-١",
        "first_time floor-1",
    ],
)
def test_what_is_no_policy_is_none(text: str) -> None:
    assert read(text) is None
