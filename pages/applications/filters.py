"""What of the queue is listed: read from the address, so that a copied one lists the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from data_access.queueing.search import DEFAULT_VIEW, NEWEST_FIRST, VIEWS, QueueSearch, Sort, Word
from data_access.regions import region_names
from programme.codes import OrganisationType, Theme
from ui import address
from ui.language import language
from ui.reads import ask
from ui.texts import plain

VIEW, WORDS, SORT, PAGE = "queue", "search", "sort", "page"

#: Working days that a list can be asked for to have waited more than, and days asked for.
AGES, DAYS = ("5", "10", "20", "40"), ("1", "2", "3")
LATE = "late"

#: More than anybody searches for; a pattern has its limits.
_LONGEST_WORD, _MOST_WORDS = 60, 8


@dataclass(frozen=True)
class Filter:
    """One filter: its parameter in the address, and what a value of it is called."""

    parameter: str
    name_of: Callable[[str], str]

    @property
    def value(self) -> str | None:
        """What the address asks for."""
        return said(self.parameter)

    @property
    def label(self) -> str:
        """What the filter is called."""
        return plain(f"queue.filter_{self.parameter}")


def said(parameter: str) -> str | None:
    """What the address says, without the one character that PostgreSQL cannot be asked for."""
    return st.query_params.get(parameter, "").replace("\0", "") or None


def search() -> QueueSearch:
    """What the address asks for; what it says that means nothing is passed over."""
    asked, age = said(VIEW), said("age")
    view = asked if asked and asked in VIEWS else DEFAULT_VIEW
    sort = said(SORT) or ("-waited" if view in NEWEST_FIRST else "waited")
    return QueueSearch(
        view=view,
        round_code=said("round"),
        theme=said("theme"),
        region_code=said("region"),
        organisation_type=said("type"),
        late=age == LATE,
        waited_over=_number(age, AGES),
        days=_number(said("days"), DAYS),
        words=_words(said(WORDS) or ""),
        sort=_sort(sort.removeprefix("-")),
        backwards=sort.startswith("-"),
        page=_page(said(PAGE)),
    )


def narrow(parameters: Mapping[str, str | None]) -> None:
    """Ask for something else from here on: its first page."""
    address.put({PAGE: None, **parameters})


def clear() -> None:
    """Take every filter and the search away; the view and the order stay."""
    narrow(dict.fromkeys([WORDS, *(each.parameter for each in FILTERS)]))


def active() -> list[Filter]:
    """The filters that the address sets."""
    return [each for each in FILTERS if each.value]


def _number(value: str | None, known: Iterable[str]) -> int | None:
    return int(value) if value is not None and value in known else None


def _sort(name: str) -> Sort:
    return Sort(name) if name in list(Sort) else Sort.WAITED


def _page(value: str | None) -> int:
    known = value is not None and value.isascii() and value.isdecimal() and len(value) < 6
    return max(1, int(value)) if known and value else 1


def _words(text: str) -> tuple[Word, ...]:
    return tuple(_word(word[:_LONGEST_WORD]) for word in text.split()[:_MOST_WORDS])


def _word(text: str) -> Word:
    """The word with the regions and themes that are called something with it here."""
    folded = text.casefold()
    regions = {code: names[language()] for code, names in ask(region_names).items()}
    themes = {str(theme): plain(f"theme.{theme}") for theme in Theme}
    return Word(text, _called(regions, folded), _called(themes, folded))


def _called(names: Mapping[str, str], folded: str) -> tuple[str, ...]:
    return tuple(code for code, name in names.items() if folded in name.casefold())


def _theme(code: str) -> str:
    return plain(f"theme.{code}") if code in list(Theme) else code


def _region(code: str) -> str:
    names = ask(region_names).get(code)
    return names[language()] if names else code


def _organisation_type(code: str) -> str:
    return plain(f"orgtype.{code}") if code in list(OrganisationType) else code


def _age(value: str) -> str:
    if value == LATE:
        return plain("queue.age_late")
    return plain("queue.age_over", n=int(value)) if value in AGES else value


def _days(value: str) -> str:
    return plain("unit.days", n=int(value)) if value in DAYS else value


FILTERS = (
    Filter("round", lambda code: plain("queue.round", code=code)),
    Filter("theme", _theme),
    Filter("region", _region),
    Filter("type", _organisation_type),
    Filter("age", _age),
    Filter("days", _days),
)
