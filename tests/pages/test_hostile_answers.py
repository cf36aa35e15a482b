"""What the app answers to a command names people and applications, whatever they are called."""

import pytest
from streamlit.testing.v1 import AppTest

from programme.lifecycle import Status
from tests.hostile.strings import STRINGS
from ui.escape import markdown


def draw(text: str) -> None:
    from tests.hostile.answers import say_everything

    say_everything(text)


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_names_and_numbers_stay_text(text: str) -> None:
    app = AppTest.from_function(draw, args=(text,), default_timeout=30).run()
    assert not app.exception
    said = [element.value for element in (*app.markdown, *app.warning)]
    assert len(said) > len(Status)
    assert [sentence for sentence in said if markdown(text) not in sentence] == []
