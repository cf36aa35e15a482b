"""The texts that come with the app: each in every language whole, and in the app's own words."""

import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from data_access.letters.preview import trial
from data_access.letters.standard import texts
from data_access.letters.wording import counted, named, sender, written
from programme.codes import Language, RejectionGround
from programme.letter_texts import faults, placeholders
from programme.letters import Template
from tests.data_access.scenarios import NOW

LOCALES = Path(__file__).resolve().parents[3] / "locales"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("template", Template)
def test_every_letter_is_filled_to_the_last_place(template: Template, language: Language) -> None:
    text = texts(language).templates[template]
    assert faults(template, text) == []
    letter = trial(text, template, language, NOW)
    whole = f"{letter.subject}\n{letter.body}"
    assert re.findall(r"[{}]|…", whole) == []
    assert sender(language) in letter.body


@pytest.mark.parametrize("template", Template)
def test_languages_tell_the_same(template: Template) -> None:
    told = [
        set(re.findall(r"\{(\w+)\}", texts(language).templates[template].body))
        for language in Language
    ]
    assert told[0] == told[1] == told[2]
    assert told[0] <= placeholders(template)


@pytest.mark.parametrize("language", Language)
def test_grounds_are_called_as_on_the_screen(language: Language) -> None:
    with (LOCALES / language / "glossary.po").open("rb") as file:
        catalogue = read_po(file)
    shown = {ground: catalogue[f"reason.{ground}"].string for ground in RejectionGround}
    assert texts(language).grounds == shown
    assert sender(language) == catalogue["org.programme_office"].string


def test_values_are_written_as_the_language_does() -> None:
    assert written("due_on", date(2021, 1, 5), Language.FI) == "5.1.2021"
    assert written("due_on", date(2021, 1, 5), Language.SV) == "5.1.2021"
    assert written("due_on", date(2021, 1, 5), Language.EN) == "5 January 2021"
    assert written("date", NOW.replace(hour=0), Language.FI) == "1.12.2020"  # in Finnish time
    assert written("days", 1, Language.SV) == "1 sparringsdag"
    assert written("days", 2, Language.FI) == "2 sparrauspäivää"
    assert written("people", 1, Language.EN) == "1 person"
    assert counted("person", 12, Language.FI) == "12 henkilöä"
    assert written("ground", RejectionGround.STAFF, Language.SV) == "Personalen deltar inte"
    assert written("title", "Oma otsikko", Language.EN) == "Oma otsikko"


def test_an_organisation_is_named_in_its_language() -> None:
    assert named("Kunta", "Kommun", Language.SV) == "Kommun"
    assert named("Kunta", None, Language.SV) == "Kunta"
    assert named("Kunta", "Kommun", Language.FI) == "Kunta"


def test_the_office_signs_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMME_OFFICE_NAME", "Kehittämistoimisto")
    assert sender(Language.EN) == "Kehittämistoimisto"
