"""The made-up language is longer than Finnish and says the same to the code."""

import pytest

from tests.pseudo import LONGER, pseudo
from tests.ui.test_texts import placeholders
from ui.texts import texts


@pytest.mark.parametrize("key", sorted(texts("fi").forms))
def test_every_text_gets_longer_and_keeps_its_placeholders(key: str) -> None:
    for form in texts("fi").forms[key]:
        made = pseudo(form)
        assert placeholders(made) == placeholders(form)
        assert made == form or len(made) - 2 >= len(form) + (LONGER - 1) * letters(form)


def letters(form: str) -> int:
    """How many letters are read by people, at least: those outside of markup."""
    return sum(map(str.isalpha, form)) if not any(mark in form for mark in "{:&") else 0


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Hae", "«Háéhá»"),
        (":green[:material/check:] {text}", ":green[:material/check:] {text}"),
        ("**{n}** hakemus", "«**{n}** hákémúšhák»"),
    ],
)
def test_markup_stays_as_it_is(text: str, made: str) -> None:
    assert pseudo(text) == made
