"""A text commands no terminal, whatever is printed of it."""

import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.terminal import printable, say_json
from tests.hostile.strings import STRINGS

hostile = st.sampled_from(list(STRINGS.values())) | st.text(max_size=40)


@given(hostile)
def test_nothing_printed_is_a_command(text: str) -> None:
    kinds = {unicodedata.category(character) for character in printable(text)}
    assert kinds.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert set(printable(text)).isdisjoint("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(hostile, hostile, max_size=3))
def test_json_is_read_back_as_it_was(
    values: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    say_json(values)
    assert json.loads(capsys.readouterr().out) == values


@pytest.mark.parametrize("text", ["Åsa Käyttäjä", "2 päivää – 10\u00a0000 €", r"a\u001b", ""])
def test_ordinary_text_is_printed_as_it_is(text: str) -> None:
    assert printable(text) == text
