"""The catalogues agree with each other, with the glossary and with the code that uses them."""

import ast
import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from ui.escape import Markdown
from ui.texts import LANGUAGES, LOCALES, plain, t, texts, use_language

ROOT = LOCALES.parent
GLOSSARY = Path(__file__).parent / "glossary.csv"
ICU_PLURAL = re.compile(r"\{(?:n|max), plural, one \{(.*?)\} other \{(.*?)\}\}")
ONE_DAY = {"fi": "Myönnä 1 päivä.", "sv": "Bevilja 1 dag.", "en": "Grant 1 day."}
CODE = ("app.py", "ui/**/*.py", "pages/**/*.py")


def placeholders(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


def areas(language: str) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (LOCALES / language).glob("*.po")}


def glossary() -> list[dict[str, str]]:
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def forms_of_term(term: str) -> tuple[str, ...]:
    """A term of the glossary as the catalogue holds it: plain, or its two plural forms."""
    if not ICU_PLURAL.search(term):
        return (term,)
    return (_plural_form(term, 1), _plural_form(term, 2))


def _plural_form(term: str, form: int) -> str:
    return ICU_PLURAL.sub(lambda match: match[form].replace("#", "{n}"), term)


def uses_in_code() -> list[tuple[str, str, set[str] | None]]:
    """Where a text is asked for by a literal key: place, key, names of its values if known."""
    return [
        use
        for pattern in CODE
        for path in sorted(ROOT.glob(pattern))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (use := use_of_text(path, node))
    ]


def use_of_text(path: Path, node: ast.AST) -> tuple[str, str, set[str] | None] | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    first = node.args[0] if node.args else None
    if node.func.id not in ("t", "plain") or not isinstance(first, ast.Constant):
        return None
    names = {keyword.arg or "**" for keyword in node.keywords} | ({"n"} if node.args[1:] else set())
    place = f"{path.relative_to(ROOT)}:{node.lineno}"
    return place, str(first.value), None if "**" in names else names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_areas_and_keys(language: str) -> None:
    assert areas(language).keys() == areas("fi").keys()
    assert texts(language).forms.keys() == texts("fi").forms.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_given_twice_and_none_is_empty(language: str) -> None:
    keys = Counter(
        key for area in areas(language).values() for key in re.findall(r'^msgid "(.+)"', area, re.M)
    )
    assert [key for key, times in keys.items() if times > 1] == []
    assert [key for key, forms in texts(language).forms.items() if not all(forms)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_placeholders_and_plurals(language: str) -> None:
    ours, finnish = texts(language).forms, texts("fi").forms
    for key, forms in ours.items():
        assert len(forms) == len(finnish[key]), key
        # "One day" may be said without the number; the other form has them all.
        assert placeholders(forms[-1]) == placeholders(finnish[key][-1]), key
        assert placeholders(forms[0]) <= placeholders(forms[-1]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_do_not_follow_a_colon_directly(language: str) -> None:
    """They could complete an emoji code there, which escaping a value alone cannot prevent."""
    found = [key for key, forms in texts(language).forms.items() if any(":{" in f for f in forms)]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_say_the_terms_of_the_glossary(language: str) -> None:
    for term in glossary():
        expected = forms_of_term(term[language])
        if term["key"] == "error.days_range":
            expected = (ONE_DAY[language], expected[1])
        assert texts(language).forms[term["key"]] == expected


def test_texts_used_in_the_code_exist_and_get_their_values() -> None:
    finnish = texts("fi").forms
    uses = uses_in_code()
    assert uses
    assert [(place, key) for place, key, _ in uses if key not in finnish] == []
    short = [
        (place, key, missing)
        for place, key, names in uses
        if names is not None and (missing := placeholders(finnish[key][-1]) - names)
    ]
    assert short == []


def test_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        t("no.such.text")


def test_plural_form_follows_the_number() -> None:
    assert t("error.pool", 1) == "Päiväkiintiö ei riitä: jäljellä 1 päivä."
    assert t("error.pool", 0) == "Päiväkiintiö ei riitä: jäljellä 0 päivää."
    assert t("filter.results", n=1200) == "1\u00a0200 tulosta"
    with use_language("sv"):
        assert t("error.days_range", 1) == "Bevilja 1 dag."
        assert t("error.days_range", 5) == "Bevilja 1–5 dagar."


def test_text_with_plural_forms_needs_a_number() -> None:
    with pytest.raises(TypeError, match="plural"):
        t("error.pool")


def test_values_are_written_as_the_language_does() -> None:
    assert plain("kpi.over", n=10_000) == "yli 10\u00a0000"
    assert plain("export.as_of", date=date(2018, 12, 31)) == "Tilanne 31.12.2018"
    with use_language("en"):
        assert plain("kpi.over", n=10_000) == "over 10,000"


def test_values_are_escaped_in_markdown_and_only_there() -> None:
    name = "*Kunta* [x](y)"
    assert t("dialog.approve", no=name) == r"Hyväksytäänkö hakemus \*Kunta\* &#91;x&#93;(y)?"
    assert plain("dialog.approve", no=name) == "Hyväksytäänkö hakemus *Kunta* [x](y)?"


def test_text_within_a_text_is_not_escaped_again() -> None:
    inner = t("dialog.approve", no="a_b")
    assert t("export.as_of", date=inner) == r"Tilanne Hyväksytäänkö hakemus a\_b?"


def test_markdown_does_not_get_into_plain_text() -> None:
    with pytest.raises(TypeError, match="Markdown"):
        plain("export.as_of", date=Markdown("**x**"))


def test_plain_text_is_shown_without_what_is_not_seen() -> None:
    assert plain("export.as_of", date="a\u202eb\x1bc") == plain("export.as_of", date="abc")
