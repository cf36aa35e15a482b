"""Every key is used, every used key exists, and no text on screen is outside the catalogues.

Keys put together in the code, such as `t(f"status.{status}")`, are read as patterns.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from data_access.attention import Need
from data_access.decisions import Refusal
from data_access.queueing.search import VIEWS as QUEUE_VIEWS
from pages.meeting.views import VIEWS as MEETING_VIEWS
from programme.codes import Comparator, OrganisationType, RejectionGround, Theme
from programme.lifecycle import Status
from programme.region_measures import MEASURES
from programme.roles import Role
from ui.registry import PAGES
from ui.streamlit_words import WORDS
from ui.texts import LANGUAGES, LOCALES, texts

ROOT = LOCALES.parent
SCREEN = [
    path for part in ("app.py", "ui/**/*.py", "pages/**/*.py") for path in sorted(ROOT.glob(part))
]
CHARTS = sorted((ROOT / "charts").rglob("*.py"))
SCRIPTS = [path for part in ("ui", "pages") for path in sorted((ROOT / part).rglob("*.js"))]
#: The terms of the programme, complete, whether a page says them already or not.
TERMS = "glossary.po"

A_VALUE = "\0"
FILES = frozenset({"py", "css", "js", "csv", "svg"})
WORD = re.compile(r"[^\W\d_]{2,}")
#: What is no word: an icon, a colour, a directive, an entity, a placeholder of a format.
MARKS = re.compile(r":material/[\w\0]+:|:[a-z\0]+\[|&\w+;|\{\w*\}|\0")


# --- keys -------------------------------------------------------------------------------------


@cache
def keys() -> frozenset[str]:
    return frozenset(texts("fi").forms)


@cache
def heads() -> frozenset[str]:
    """The first parts of the keys: what else begins like that in the code is a key."""
    return frozenset(key.partition(".")[0] for key in keys())


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def written_keys() -> Iterator[tuple[str, str]]:
    """Place and key or pattern of everything in the code that begins like a key."""
    for path in SCREEN:
        inside = {id(part) for node in ast.walk(tree(path)) for part in parts_of_f_string(node)}
        for node in ast.walk(tree(path)):
            found = None if id(node) in inside else template(node)
            if found and is_key(found):
                yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", found


def parts_of_f_string(node: ast.AST) -> list[ast.expr]:
    return node.values if isinstance(node, ast.JoinedStr) else []


def template(node: ast.AST) -> str | None:
    """The text of a string, with A_VALUE wherever only the run knows what stands there."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(template(part) or A_VALUE for part in parts)
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Add()):
            return text + A_VALUE
        case _:
            return None


def is_key(text: str) -> bool:
    head, _, rest = text.partition(".")
    return head in heads() and bool(re.fullmatch(r"[\w.\0]+", rest)) and rest not in FILES


def matching(pattern: str) -> set[str]:
    expression = re.compile(re.escape(pattern).replace(re.escape(A_VALUE), r"\w+"))
    return {key for key in keys() if expression.fullmatch(key)}


def test_every_key_written_in_the_code_exists() -> None:
    found = list(written_keys())
    assert len(found) > 200
    assert [(place, key) for place, key in found if not matching(key)] == []


def test_every_text_is_used() -> None:
    used = {key for _, pattern in written_keys() for key in matching(pattern)}
    used |= {page.title_key for page in PAGES}
    terms = {key for key, _ in messages(LOCALES / "fi" / TERMS)}
    assert sorted(keys() - used - terms) == []


#: Patterns whose values are known: each value has its text.
VALUES: dict[str, Iterable[str]] = {
    "status.": Status,
    "role.": Role,
    "reason.": RejectionGround,
    "orgtype.": OrganisationType,
    "theme.": Theme,
    "compared.": Comparator,
    "attention.": Need,
    "overview.happened.": Status,
    "applications.event_": Status,
    "applications.view_": QUEUE_VIEWS,
    "regions.measure_": MEASURES,
    "regions.heading_": MEASURES,
    "regions.none_": MEASURES,
    "regions.how_": MEASURES,
    "meeting.view_": MEETING_VIEWS,
    "streamlit.": WORDS,
    "page.": [page.key for page in PAGES],
}


@pytest.mark.parametrize("head", VALUES)
def test_every_value_of_a_list_has_its_text(head: str) -> None:
    assert [str(value) for value in VALUES[head] if f"{head}{value}" not in keys()] == []


def test_every_refusal_has_its_text() -> None:
    """Where it stands depends on whether it is a term of the programme."""
    texts_of = {key.partition(".")[2] for key in keys() if key.startswith("error.")}
    texts_of |= {key.partition("refused_")[2] for key in keys() if ".refused_" in key}
    assert [refusal for refusal in Refusal if refusal not in texts_of] == []


# --- catalogues -------------------------------------------------------------------------------


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Key and forms of each message."""
    return [(key_of(message), forms_of(message)) for message in catalogue(path) if message.id]


def key_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms_of(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


CATALOGUES = sorted(LOCALES.rglob("*.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_catalogue_is_for_its_language_and_has_all_plural_forms(path: Path) -> None:
    read = catalogue(path)
    assert str(read.locale) == path.parent.name
    plurals = [each for each in read if each.id and not isinstance(each.id, str)]
    assert [key_of(each) for each in plurals if len(forms_of(each)) != read.num_plurals] == []
    assert [message.id for message in read if message.fuzzy and message.id] == []
    assert list(read.obsolete) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_texts_have_no_stray_spaces_and_no_exclamations(path: Path) -> None:
    untidy = re.compile(r"^\s|\s$| {2}|!|\.\.\.")
    assert [key for key, forms in messages(path) if any(map(untidy.search, forms))] == []


#: A number before a full stop, a mark or an abbreviation needs no forms.
UNINFLECTED = re.compile(r"\{n\}(?!\w)\W*((pv|arkipv|d|wd|vard\.)(?!\w).*)?$")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_before_a_word_has_plural_forms(language: str) -> None:
    single = [(key, forms[0]) for key, forms in texts(language).forms.items() if len(forms) == 1]
    assert [key for key, form in single if "{n}" in form and not UNINFLECTED.search(form)] == []


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "fi"])
def test_sentences_are_translated(language: str) -> None:
    """A word may be the same in two languages, a sentence is not."""
    finnish, ours = texts("fi").forms, texts(language).forms
    same = [key for key in keys() if ours[key][-1] == finnish[key][-1]]
    assert [key for key in same if len(WORD.findall(MARKS.sub("", ours[key][-1]))) > 3] == []


# --- text outside the catalogues ---------------------------------------------------------------

#: Of Streamlit's elements, the arguments that people read; all else is an option or a key.
READ_BY_PEOPLE = frozenset(
    {"label", "body", "text", "help", "placeholder", "alt", "title", "caption", "delta", "value",
     "page_title", "delta_description", "message"}
)  # fmt: skip
#: Elements of Streamlit whose first argument is read by people.
ELEMENTS = frozenset(
    {"title", "header", "subheader", "markdown", "text", "write", "caption", "badge", "metric",
     "button", "download_button", "form_submit_button", "link_button", "menu_button",
     "text_input", "text_area", "number_input", "date_input", "selectbox", "multiselect", "radio",
     "checkbox", "toggle", "slider", "segmented_control", "pills", "tabs", "popover", "expander",
     "dialog", "toast", "info", "warning", "error", "success", "status", "spinner", "exception",
     "file_uploader", "small"}
)  # fmt: skip
#: Our own parts of pages, whose second argument is.
PARTS = frozenset({"card", "page_link"})
#: Of Altair's, the arguments that are drawn.
DRAWN = frozenset({"title", "text", "description"})


def spoken(node: ast.AST) -> Iterator[str]:
    """Words of a literal, a choice between literals or a list of them."""
    match node:
        case ast.IfExp(body=body, orelse=other):
            yield from (*spoken(body), *spoken(other))
        case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from spoken(part)
        case ast.BinOp(left=left, right=right):
            yield from (*spoken(left), *spoken(right))
        case ast.Constant() | ast.JoinedStr():
            yield from WORD.findall(MARKS.sub(" ", template(node) or ""))


def arguments(call: ast.Call, read: frozenset[str], elements: frozenset[str]) -> Iterator[ast.AST]:
    """The arguments of a call that end up on the screen."""
    if is_silent(call.func):
        return
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in elements:
        yield from call.args[:1]
    if name in PARTS:
        yield from call.args[1:2]
    yield from (keyword.value for keyword in call.keywords if keyword.arg in read)


def literals(
    paths: list[Path], read: frozenset[str], elements: frozenset[str]
) -> list[tuple[str, list[str]]]:
    return [
        (f"{path.relative_to(ROOT)}:{call.lineno}", words)
        for path in paths
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call)
        for argument in arguments(call, read, elements)
        if (words := list(spoken(argument)))
    ]


def test_no_element_is_given_a_literal_text() -> None:
    assert literals(SCREEN, READ_BY_PEOPLE, ELEMENTS) == []


def test_no_chart_is_given_a_literal_text() -> None:
    """Fields of the data and formats are no texts: `text="label:N"`."""
    found = literals(CHARTS, DRAWN, frozenset())
    field = re.compile(r"^(\w+)$")
    assert [each for each in found if not field.match(" ".join(each[1])) or len(each[1]) > 1] == []


SENTENCE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")
#: Tags, rules of a style sheet and selectors inside a string.
CODE = re.compile(r"<[^>]*>?|\{[^}]*\}|\[[^\]]*\]")


def prose(path: Path) -> Iterator[tuple[str, str]]:
    """Strings of the code that look like a sentence: words with a space between them."""
    silent = {id(part) for node in ast.walk(tree(path)) for part in silenced(node)}
    for node in ast.walk(tree(path)):
        if id(node) in silent or not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, str) and SENTENCE.search(CODE.sub("", node.value)):
            yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


def silenced(node: ast.AST) -> Iterator[ast.AST]:
    """What is inside of docstrings, errors, log lines, markup and expressions."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.Raise):
        yield from ast.walk(node)
    if isinstance(node, ast.Call) and is_silent(node.func):
        yield from ast.walk(node)


def is_silent(function: ast.expr) -> bool:
    match function:
        case ast.Attribute(value=ast.Name(id="log")):
            return True
        case ast.Attribute(attr=name):
            return name in ("component", "compile", "fullmatch", "sub")
        case _:
            return False


def test_no_sentence_stands_in_the_code_of_the_screen() -> None:
    assert [found for path in SCREEN for found in prose(path)] == []


class Spoken(HTMLParser):
    """Collects what people see and hear of markup."""

    SPOKEN = ("aria-label", "aria-description", "alt", "title", "placeholder")

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words += [value for name, value in attrs if name in self.SPOKEN and value]

    def handle_data(self, data: str) -> None:
        self.words += WORD.findall(data)


def markup() -> Iterator[tuple[str, str]]:
    """The markup that our components bring."""
    for path in SCREEN:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.keyword) and node.arg == "html":
                yield str(path.relative_to(ROOT)), template(node.value) or ""


def test_markup_of_components_has_no_words() -> None:
    found = list(markup())
    assert found
    for place, text in found:
        reader = Spoken()
        reader.feed(text)
        assert reader.words == [], place


#: Ways in which a script puts words on the page.
SCRIPT_TEXT = re.compile(
    r"""(?:\.(?:textContent|innerText|innerHTML|title|alt|placeholder|ariaLabel)\s*=\s*"""
    r"""|setAttribute\(\s*["'](?:aria-label|title|alt|placeholder)["']\s*,\s*"""
    r"""|\bcell\(\s*["']\w+["']\s*,\s*)["'`]([^"'`]*)["'`]"""
)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_put_no_words_of_their_own_on_the_page(path: Path) -> None:
    assert [
        text for text in SCRIPT_TEXT.findall(path.read_text("utf-8")) if WORD.search(text)
    ] == []


# --- the finders find ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        'st.button("Tallenna")',
        'place.markdown(f"Yhteensä {n}")',
        'st.text_input(t("a.b"), placeholder="Hae tästä")',
        'st.metric(label, value, help="Mitä tämä on" if n else None)',
        'st.tabs(["Yksi", "Kaksi"])',
        'st.altair_chart(chart, alt="Kuvio " + name)',
    ],
)
def test_a_literal_on_the_screen_would_be_found(line: str) -> None:
    call = next(node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert any(list(spoken(part)) for part in arguments(call, READ_BY_PEOPLE, ELEMENTS))


@pytest.mark.parametrize(
    "line",
    [
        'st.button(t("action.save"), icon=":material/save:")',
        'st.markdown(f":{colour}[:material/{icon}:]")',
        'st.metric(label, "–", delta=f"{n}")',
    ],
)
def test_icons_and_looked_up_texts_are_no_literals(line: str) -> None:
    call = next(node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert [list(spoken(part)) for part in arguments(call, READ_BY_PEOPLE, ELEMENTS)] == [
        [] for _ in arguments(call, READ_BY_PEOPLE, ELEMENTS)
    ]


def test_a_word_in_a_script_would_be_found() -> None:
    assert SCRIPT_TEXT.findall('node.textContent = "Ei mitään"') == ["Ei mitään"]
    assert SCRIPT_TEXT.findall("x.setAttribute('aria-label', `Sulje`)") == ["Sulje"]
