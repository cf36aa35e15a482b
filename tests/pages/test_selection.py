"""What is marked is known by its number, whatever the browser or a filter shows meanwhile."""

import pandas as pd
import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as st_

from pages.applications import selection

numbers = st_.frozensets(st_.sampled_from("abcdef"))


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def mark(*some: str) -> None:
    told = {"stamp": selection.stamp(), "shown": list("abcdef"), "marked": list(some)}
    selection.take_over(told)


def rows(some: str) -> pd.DataFrame:
    return pd.DataFrame({"application_no": list(some)})


@given(numbers, numbers, numbers)
def test_the_browser_speaks_only_of_what_it_shows(
    before: frozenset[str], shown: frozenset[str], marked: frozenset[str]
) -> None:
    selection.unmark()
    mark(*before)
    told = {"stamp": selection.stamp(), "shown": list(shown), "marked": list(marked)}
    selection.take_over(told)
    assert selection.numbers() - shown == before - shown
    assert selection.numbers() & shown == marked & shown


def test_an_old_word_of_the_browser_changes_nothing() -> None:
    mark("a", "b")
    old = {"stamp": selection.stamp(), "shown": ["a", "b"], "marked": ["a", "b"]}
    selection.unmark(["a"])
    selection.take_over(old)
    assert selection.numbers() == {"b"}


def test_only_listed_rows_are_acted_on_in_whatever_order_they_come() -> None:
    mark("a", "c", "e")
    assert list(selection.marked(rows("fedcb"))["application_no"]) == ["e", "c"]
    assert selection.marked(rows("bdf")).empty
    assert selection.numbers() == {"a", "c", "e"}
