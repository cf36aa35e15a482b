"""Escaped text shows what it was, and nothing in it is alive in Streamlit's Markdown.

The patterns below are what Streamlit's page acts on: what CommonMark, GitHub's additions,
directives and mathematics start with, and what is replaced in the text after parsing.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile.strings import STRINGS
from ui.escape import BREAK, Markdown, joined, markdown, paragraphs, visible

ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&#(91|93);")
ALIVE_IN_MARKDOWN = re.compile(r"[\\`*_<>&$~|\[\]!{}:]")
ALIVE_AT_THE_START = re.compile(r"[-+=#]|\d{1,9}[.)](\s|$)|\s")
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
ALIVE_AFTER_PARSING = re.compile(
    r"https?://|www\.|[-.\w+]@[-\w]|:[\w+-]+:|:material_\w+:|:streamlit:|<->|->|<-|--|>=|<=|~=",
    re.IGNORECASE | re.ASCII,
)

TOKENS = [
    *"\\`*_<>&$~|[]!{}:()#+-=.@/'\"1 \t\n\r^%;,?aäB",
    *("http://", "https", "://", "www.", "evil.test", "@evil.test", "xmpp:", "mailto:", "//x"),
    *(":smile:", ":material/home:", ":material_home:", ":streamlit:", ":red[", "]", "-badge["),
    *("->", "<-", "--", ">=", "<=", "~=", "1.", "12)", "---", "```", "~~~", "$$", "&amp;", "&#33;"),
    *("![](", "](x)", "[^1]", "<img src=x>", "\n\n", "\u00a0", "\u202e", "\x00", "\u2028"),
]
hostile = (
    st.lists(st.sampled_from(TOKENS), max_size=12).map("".join)
    | st.text(max_size=40)
    | st.sampled_from(list(STRINGS.values()))
)


def nodes(escaped: str) -> list[str]:
    """The texts that the page has after parsing: breaks divide, escapes are undone."""
    return [ESCAPE.sub(lambda e: e[1] or chr(int(e[2])), part) for part in escaped.split(BREAK)]


def seen(text: str) -> str:
    """What a browser shows of a text on one line."""
    return re.sub(r"[ \t\n\x0b\f\r\u2028\u2029]+", " ", INVISIBLE.sub("", text)).strip()


@given(hostile)
def test_what_is_seen_stays_the_same(text: str) -> None:
    assert "".join(nodes(markdown(text))) == seen(text)


@given(hostile)
def test_nothing_is_alive_for_the_parser(text: str) -> None:
    escaped = markdown(text).replace(BREAK, "")
    assert not ALIVE_IN_MARKDOWN.search(ESCAPE.sub("", escaped))
    assert not ALIVE_AT_THE_START.match(escaped)
    assert ":material/" not in escaped


@given(hostile)
def test_nothing_is_alive_after_parsing(text: str) -> None:
    assert [node for node in nodes(markdown(text)) if ALIVE_AFTER_PARSING.search(node)] == []


@given(hostile)
def test_a_word_and_a_colon_after_the_text_do_not_wake_it(text: str) -> None:
    last = nodes(markdown(text) + ": 3")[-1]
    assert not re.search(r":[\w+-]+:", last, re.ASCII)


@given(hostile)
def test_text_shown_as_it_is_keeps_all_that_can_be_seen(text: str) -> None:
    assert seen(visible(text)) == seen(text)
    assert not INVISIBLE.search(visible(text))


@given(hostile)
def test_it_stays_on_one_line(text: str) -> None:
    assert not re.search(r"[\r\n\u2028\u2029]", markdown(text))


@given(hostile)
def test_escaping_twice_does_no_harm(text: str) -> None:
    assert markdown(markdown(text)) == markdown(text)


@pytest.mark.parametrize(
    "text", ["2020-2-019", "Kuusilahden kaupunki", "10\u00a0000 €", "a (b), 100 % c/d; 5.3.", "1–2"]
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert markdown(text) == text


def test_paragraphs_and_lines_are_kept() -> None:
    assert paragraphs("Eka\r\ntoka\n\n# kolmas\n") == "Eka\\\ntoka\n\n\\# kolmas"


def test_joining_escapes_what_is_not_markdown() -> None:
    assert joined(" · ", [Markdown("**a**"), "*b*"]) == r"**a** · \*b\*"
