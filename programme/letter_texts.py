"""Texts of letters: what they may and must say, where the values go, and filling them.

A text has places such as `{number}` for what differs from letter to letter. Nothing else in
braces is allowed, so that no letter leaves with a hole in it. A value that is put in is never
looked at again: what somebody has written is repeated as it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from programme.letters import Template

SUBJECT_LENGTH = 200
BODY_LENGTH = 20_000

_PLACE = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_LINE_END = re.compile(r"\r\n?")
_SPACES = re.compile(r"\s+")

#: What every letter can name; `date` is the day of the decision, `office` the sender.
ALWAYS = frozenset({"organisation", "number", "title", "date", "office"})

#: What a letter can name beside that.
_MORE: dict[Template, frozenset[str]] = {
    Template.APPROVED: frozenset({"round", "days", "days_requested", "rationale"}),
    Template.REJECTED: frozenset({"round", "days_requested", "ground", "rationale"}),
    Template.CLARIFICATION_REQUESTED: frozenset({"round", "question", "due_on"}),
    Template.WAITLISTED: frozenset({"round", "days_requested"}),
    Template.DEED_PUBLISHED: frozenset(),
    Template.DEED_RETURNED: frozenset({"rationale"}),
    Template.DEED_DECLINED: frozenset({"rationale"}),
    Template.ENROLMENT_ACCEPTED: frozenset({"starts_on", "people", "people_accepted"}),
    Template.ENROLMENT_WAITLISTED: frozenset({"starts_on", "people"}),
    Template.ENROLMENT_DECLINED: frozenset({"starts_on", "people", "rationale"}),
}

#: What a letter has to tell: without it, whoever gets it does not know what was decided.
REQUIRED: dict[Template, frozenset[str]] = {
    Template.APPROVED: frozenset({"number", "days", "rationale"}),
    Template.REJECTED: frozenset({"number", "ground", "rationale"}),
    Template.CLARIFICATION_REQUESTED: frozenset({"number", "question", "due_on"}),
    Template.WAITLISTED: frozenset({"number"}),
    Template.DEED_PUBLISHED: frozenset({"title"}),
    Template.DEED_RETURNED: frozenset({"title", "rationale"}),
    Template.DEED_DECLINED: frozenset({"title", "rationale"}),
    Template.ENROLMENT_ACCEPTED: frozenset({"title", "people_accepted"}),
    Template.ENROLMENT_WAITLISTED: frozenset({"title"}),
    Template.ENROLMENT_DECLINED: frozenset({"title", "rationale"}),
}


def placeholders(template: Template) -> frozenset[str]:
    """The names that a text of this template may hold."""
    return ALWAYS | _MORE[template]


@dataclass(frozen=True)
class Text:
    """Subject and body: of a template with its places, of a letter filled in."""

    subject: str
    body: str


class FaultKind(StrEnum):
    """What is wrong with a template; the screen has a sentence for each."""

    SUBJECT_EMPTY = "subject_empty"
    BODY_EMPTY = "body_empty"
    SUBJECT_LONG = "subject_long"
    BODY_LONG = "body_long"
    UNKNOWN = "unknown"
    LOOSE_BRACE = "loose_brace"
    MISSING = "missing"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and the name that it is about where there is one."""

    kind: FaultKind
    name: str = ""


def faults(template: Template, text: Text) -> list[Fault]:
    """All that keeps `text` from being used for `template`; empty when it can be."""
    return [*_sizes(text), *_places(template, text)]


def _sizes(text: Text) -> Iterator[Fault]:
    if not text.subject.strip():
        yield Fault(FaultKind.SUBJECT_EMPTY)
    if not text.body.strip():
        yield Fault(FaultKind.BODY_EMPTY)
    if len(text.subject) > SUBJECT_LENGTH:
        yield Fault(FaultKind.SUBJECT_LONG)
    if len(text.body) > BODY_LENGTH:
        yield Fault(FaultKind.BODY_LONG)


def _places(template: Template, text: Text) -> Iterator[Fault]:
    whole = f"{text.subject}\n{text.body}"
    named = dict.fromkeys(_PLACE.findall(whole))
    for name in named:
        if name not in placeholders(template):
            yield Fault(FaultKind.UNKNOWN, name)
    if _BRACE.search(_PLACE.sub("", whole)):
        yield Fault(FaultKind.LOOSE_BRACE)
    for name in sorted(REQUIRED[template] - named.keys()):
        yield Fault(FaultKind.MISSING, name)


def filled(text: Text, values: Mapping[str, str]) -> Text:
    """The letter: `values` by name in their places; KeyError for a place without a value."""
    subject = one_line(_put_in(text.subject, values))
    return Text(_cut(subject), clean(_put_in(text.body, values)).strip() + "\n")


def _put_in(text: str, values: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: values[place[1]], text)


def clean(text: str) -> str:
    """The text without characters that have no business in a letter; lines end one way."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """The same on one line: a subject that broke off could be taken for other headers."""
    return _SPACES.sub(" ", clean(text)).strip()


def _cut(subject: str) -> str:
    whole = len(subject) <= SUBJECT_LENGTH
    return subject if whole else subject[: SUBJECT_LENGTH - 1].rstrip() + "…"
