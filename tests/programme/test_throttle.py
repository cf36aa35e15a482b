"""How long refused attempts make one wait."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.throttle import FIRST_WAIT, FREE_ATTEMPTS, LONGEST_WAIT, Subject, wait

subjects = st.sampled_from(Subject)
attempts = st.integers(min_value=0, max_value=10**6)


@pytest.mark.parametrize("subject", Subject)
def test_some_mistakes_are_free_and_the_next_one_waits(subject: Subject) -> None:
    assert wait(subject, FREE_ATTEMPTS[subject]) == timedelta(0)
    assert wait(subject, FREE_ATTEMPTS[subject] + 1) == FIRST_WAIT


@given(subjects, attempts)
def test_the_wait_grows_up_to_its_limit(subject: Subject, failures: int) -> None:
    now, then = wait(subject, failures), wait(subject, failures + 1)
    assert timedelta(0) <= now <= then <= LONGEST_WAIT
    assert now < then or now == timedelta(0) or now == LONGEST_WAIT
