"""The values in the English sentence of a problem, for screens that say it in other languages."""

import re
from collections.abc import Mapping
from enum import StrEnum, auto

from data_access.exchange.problems import Problem


class Told(StrEnum):
    """What a sentence holds a value against."""

    AS_STORED = auto()
    AS_LED = auto()
    DAYS_OF_ROUND = auto()
    POOL = auto()
    OTHER_THAN_ROW = auto()
    WHILE_OPEN = auto()
    OF_ROW = auto()


_SENTENCES = {
    Told.AS_STORED: r"(?P<value>.+), as in the database",
    Told.AS_LED: r"(?P<value>.+), (?:as the history has it|where the history leads)",
    Told.DAYS_OF_ROUND: r"1 to (?P<most>\d+), the most of round (?P<round>.+)",
    Told.POOL: r"at most (?P<most>\d+) days granted in round (?P<round>.+)",
    Told.OTHER_THAN_ROW: r"a value that row (?P<row>\d+) does not have",
    Told.WHILE_OPEN: r"a moment while the round was open, (?P<opened>.+) to (?P<closed>.+)",
    Told.OF_ROW: r"the (?P<first>\w+) and (?P<second>\w+) of a row of (?P<table>\w+)",
}


def told(problem: Problem) -> tuple[Told, Mapping[str, str]] | None:
    """What the problem's sentence holds the value against, and the values in it; None when it
    tells nothing that its rule and the format of its column do not tell as well."""
    for what, sentence in _SENTENCES.items():
        found = re.fullmatch(sentence, problem.expected, re.DOTALL)
        if found:
            return what, found.groupdict()
    return None
