"""The pages that the server gives without the app."""

from html.parser import HTMLParser

import pytest

from ui.language import LANGUAGES, use_language
from ui.plain_pages import plain_page
from ui.texts import plain


class Read(HTMLParser):
    """Headings, links and languages of a page; external references would show in `links`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.languages: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := found.get(name))]
        if tag == "section":
            self.languages.append(found.get("lang") or "")


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 421, 431, 500, 503])
def test_every_language_says_what_is_wrong_and_shows_a_way_back(status: int) -> None:
    page = plain_page(status)
    read = Read(page)
    assert read.languages == list(LANGUAGES)
    assert read.links == [f"/?lang={code}" for code in LANGUAGES]
    assert read.tags.count("h1") == len(LANGUAGES)
    assert "script" not in read.tags


def test_kinds_of_trouble_have_words_of_their_own() -> None:
    assert len({plain_page(status) for status in (404, 413, 500, 503, 405)}) == 5
    assert plain_page(405) == plain_page(421)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_failure_tells_the_number_to_quote(code: str) -> None:
    with use_language(code):
        words = plain("refused.number", number="AB12CD")
    assert words in plain_page(500, "AB12CD")
    assert "AB12CD" not in plain_page(500)
