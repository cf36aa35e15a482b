"""Where a viewer's browser gets the borders of the map."""

import pytest
from streamlit.testing.v1 import AppTest

from data_access import changes
from ui.charts import BORDERS


def shows_borders() -> None:
    import streamlit as st

    from ui.charts import chart_style

    st.text(chart_style().borders or "inside")


@pytest.mark.parametrize(
    ("served", "state", "borders"),
    [
        (True, {}, BORDERS),
        (True, {"session_cookie_task": "set"}, "inside"),
        (True, {"session_cookie_task": "set", "set": True}, BORDERS),
        (False, {}, "inside"),
    ],
    ids=["served", "no cookie yet", "cookie reported", "plain streamlit run"],
)
def test_borders_are_fetched_when_somebody_serves_them_and_the_browser_has_its_cookie(
    monkeypatch: pytest.MonkeyPatch, served: bool, state: dict[str, object], borders: str
) -> None:
    monkeypatch.setattr(changes, "watched", lambda: served)
    app = AppTest.from_function(shows_borders)
    for key, value in state.items():
        app.session_state[key] = value
    assert app.run().text[0].value == borders
