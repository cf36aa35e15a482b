"""What a text of a letter may and must say, and that values go in as they are."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.letter_texts import (
    BODY_LENGTH,
    REQUIRED,
    SUBJECT_LENGTH,
    Fault,
    FaultKind,
    Text,
    faults,
    filled,
    placeholders,
)
from programme.letters import Template

SOUND = "{number} {days} {rationale}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (Text("{number}", "{days}\n{rationale}"), []),
        (Text("", SOUND), [Fault(FaultKind.SUBJECT_EMPTY)]),
        (Text(SOUND, " \n"), [Fault(FaultKind.BODY_EMPTY)]),
        (Text("x" * (SUBJECT_LENGTH + 1), SOUND), [Fault(FaultKind.SUBJECT_LONG)]),
        (Text("x", SOUND + "x" * BODY_LENGTH), [Fault(FaultKind.BODY_LONG)]),
        (Text("{nimi}", SOUND), [Fault(FaultKind.UNKNOWN, "nimi")]),
        (Text("{question}", SOUND), [Fault(FaultKind.UNKNOWN, "question")]),
        (Text("{number.__class__}", SOUND), [Fault(FaultKind.UNKNOWN, "number.__class__")]),
        (Text("{}", SOUND), [Fault(FaultKind.UNKNOWN)]),
        (Text("{number", SOUND), [Fault(FaultKind.LOOSE_BRACE)]),
        (Text("{{number}}", SOUND), [Fault(FaultKind.LOOSE_BRACE)]),
        (Text("{number}", "{days}"), [Fault(FaultKind.MISSING, "rationale")]),
        (
            Text("x", "x"),
            [Fault(FaultKind.MISSING, name) for name in ("days", "number", "rationale")],
        ),
    ],
)
def test_what_is_wrong_with_a_text_is_named(text: Text, found: list[Fault]) -> None:
    assert faults(Template.APPROVED, text) == found


@pytest.mark.parametrize("template", Template)
def test_what_a_letter_has_to_tell_it_can_tell(template: Template) -> None:
    assert REQUIRED[template] <= placeholders(template)
    assert REQUIRED[template]


@given(st.dictionaries(st.sampled_from(sorted(placeholders(Template.APPROVED))), st.text()))
def test_a_value_is_put_in_once_and_as_it_is(values: dict[str, str]) -> None:
    """Somebody's {days} in a rationale is what they wrote, not a place."""
    known = {name: values.get(name, "-") for name in placeholders(Template.APPROVED)}
    body = "|".join(f"{{{name}}}" for name in sorted(known))
    written = filled(Text("s", body), known).body
    kept = "|".join(known[name] for name in sorted(known))
    visible = set(string.printable) - set(string.whitespace)
    assert [c for c in written if c in visible] == [c for c in kept if c in visible]


def test_a_rationale_with_braces_stays() -> None:
    known = dict.fromkeys(placeholders(Template.APPROVED), "x") | {"rationale": "{days} {kaikki}"}
    assert filled(Text("s", "{rationale}"), known).body == "{days} {kaikki}\n"


def test_a_subject_is_one_line_and_fits() -> None:
    known = {"title": "Yksi\r\nBcc: muu@kunta.example\u2028kaksi " + "pitkä " * 60}
    subject = filled(Text("Päätös: {title}", "x"), known).subject
    assert subject.startswith("Päätös: Yksi Bcc: muu@kunta.example")
    assert "\n" not in subject
    assert (len(subject) <= SUBJECT_LENGTH, subject[-1]) == (True, "…")


def test_a_place_without_a_value_is_no_letter() -> None:
    with pytest.raises(KeyError):
        filled(Text("{number}", "x"), {})
