"""Database text made inert for Streamlit Markdown.

Streamlit reads Markdown in nearly every label, and Markdown can fetch pictures, make links and
imitate the app's own words. Two passes work on it: the parser (which backslashes and character
references satisfy) and replacements on the parsed text, which see through both: links typed out,
e-mail addresses, emoji codes, icons and arrows. Those are broken with an empty directive: it
renders as an empty element, so that what is seen, found and copied stays letter for letter the
same.
"""

import re
from collections.abc import Iterable

BREAK = ":small{}"

_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[ \t\n\x0b\f\r\u2028\u2029]+")
_LINE_ENDS = re.compile(r"\r\n?")
_PARAGRAPH_ENDS = re.compile(r"\n(?:[ \t]*\n)+")

_REPLACEMENTS = {
    **{character: f"\\{character}" for character in "\\`*_<>&$~|!{}:"},
    # st.badge puts a backslash before brackets, which would undo one of ours.
    "[": "&#91;",
    "]": "&#93;",
}
_ACTIVE = re.compile("[" + re.escape("".join(_REPLACEMENTS)) + "]")
_OPENING = re.compile(r"^([-+=#])")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
# The browser rewrites ":material/" in the source, before any escape is read.
_ICON_PATH = re.compile(r"(?<=:material)/")
_ALIVE_AFTER_PARSING = re.compile(
    r"(?<=https)(?=://)|(?<=http)(?=://)|(?<=www)(?=\.)"
    r"|(?<=[\w.+-])(?=@)"
    r"|(?<=:)(?=[\w+-]+(?::|$))"
    r"|(?<=-)(?=[->])|(?<=<)(?=[-=])|(?<=>)(?==)|(?<=~)(?==)",
    re.IGNORECASE | re.ASCII,
)


class Markdown(str):
    """Text that is Markdown already: written by us, or escaped."""

    __slots__ = ()


def markdown(text: str) -> Markdown:
    """The text as inert Markdown on one line; white space runs become one space.

    Markdown comes back unchanged, so escaping twice does no harm. Safe in running text, labels
    and table cells; not as a link's address or inside code.
    """
    if isinstance(text, Markdown):
        return text
    return Markdown(_inert(one_line(text)))


def paragraphs(text: str) -> Markdown:
    """The text as inert Markdown that keeps its paragraphs and line breaks."""
    parts = _PARAGRAPH_ENDS.split(_LINE_ENDS.sub("\n", text).strip())
    return Markdown("\n\n".join(_lines(part) for part in parts))


def visible(text: str) -> str:
    """The text without characters that nobody sees but that turn or break up what stands around.

    For whatever shows text as it is: charts, components, alternative texts, files.
    """
    return _INVISIBLE.sub("", text)


def one_line(text: str) -> str:
    """The same with runs of white space as one space: for names in choices and drawings."""
    return _SPACES.sub(" ", visible(text)).strip()


def joined(separator: str, parts: Iterable[str]) -> Markdown:
    """The parts as one Markdown text; parts that are not Markdown yet are escaped."""
    return Markdown(separator.join(markdown(part) for part in parts))


def _lines(paragraph: str) -> str:
    return "\\\n".join(markdown(line) for line in paragraph.split("\n"))


def _inert(line: str) -> str:
    pieces = _ALIVE_AFTER_PARSING.split(line)
    return BREAK.join([_opening(pieces[0]), *(_escaped(piece) for piece in pieces[1:])])


def _opening(piece: str) -> str:
    """The first piece, which may stand where a heading, list or rule could begin."""
    return _NUMBERED.sub(r"\1\\\2", _OPENING.sub(r"\\\1", _escaped(piece)))


def _escaped(piece: str) -> str:
    inert_path = _ICON_PATH.sub("\0", piece)
    return _ACTIVE.sub(lambda hit: _REPLACEMENTS[hit[0]], inert_path).replace("\0", "\\/")
