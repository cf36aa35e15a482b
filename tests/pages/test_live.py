"""Without the push, under plain `streamlit run`, the tick can be paused too (WCAG 2.2.2)."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data_access import changes
from programme.roles import Role
from tests.pages.opening import opened

#: Looks at the revisions in a run: one at its start, and one by the tick unless that is paused.
START, TICK = 1, 1


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[Engine]:
    """Grows with each look at the revisions, by the start of a run and by the tick."""
    seen: list[Engine] = []
    really = changes.revisions

    def look(engine: Engine) -> Mapping[str, int]:
        seen.append(engine)
        return really(engine)

    monkeypatch.setattr(changes, "revisions", look)
    return seen


def status(app: AppTest) -> str:
    return next(text.value for text in app.text if "klo" in text.value)


def test_a_paused_tick_looks_at_nothing_until_it_goes_on(
    empty: Engine, looks: list[Engine]
) -> None:
    app = opened("meeting", Role.STEERING)
    assert "Päivitetty klo" in status(app)
    assert app.button(key="live_pause").label == "Keskeytä päivitys"
    app.button(key="live_pause").click().run()
    assert "Päivitys keskeytetty" in status(app)
    before = len(looks)
    app.run()
    assert len(looks) == before + START
    app.button(key="live_pause").click().run()
    assert len(looks) == before + START + START + TICK
    assert "Päivitetty klo" in status(app)
