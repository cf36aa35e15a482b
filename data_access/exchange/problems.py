"""What can be wrong with a file, where, and what would be right."""

from dataclasses import dataclass
from enum import StrEnum, auto

#: How much of a wrong value is quoted.
QUOTED = 60


class Rule(StrEnum):
    """What a file breaks; the screen has a sentence for each, the command line `problem_text`."""

    # the file
    FILE_MISSING = auto()
    FILE_UNREADABLE = auto()
    FILE_KIND = auto()
    FILE_EMPTY = auto()
    FILE_TOO_LARGE = auto()
    FILE_BINARY = auto()
    FILE_ENCODING = auto()
    FILE_BROKEN = auto()
    TABLE_UNKNOWN = auto()
    TABLE_TWICE = auto()
    NO_TABLE = auto()
    # the headings
    HEADING_MISSING = auto()
    HEADING_UNKNOWN = auto()
    HEADING_TWICE = auto()
    HEADING_EMPTY = auto()
    # a row
    ROW_TOO_LONG = auto()
    ROW_CUT = auto()
    TOO_MANY_ROWS = auto()
    KEY_TWICE = auto()
    # a value
    VALUE_MISSING = auto()
    NOT_TEXT = auto()
    NOT_INTEGER = auto()
    NOT_DECIMAL = auto()
    NOT_DAY = auto()
    NOT_MOMENT = auto()
    NOT_BOOLEAN = auto()
    NOT_JSON = auto()
    NOT_ALLOWED = auto()
    TOO_LONG = auto()
    TOO_SHORT = auto()
    WRONG_PATTERN = auto()
    OUT_OF_RANGE = auto()
    CONTROL_CHARACTER = auto()
    FORMULA = auto()
    ERROR_VALUE = auto()
    ORGANISATION_UNKNOWN = auto()
    TOO_MANY_PROBLEMS = auto()
    # against the other rows and the database
    UNKNOWN_ROW = auto()
    NOT_UNIQUE = auto()
    ROW_RULE = auto()
    ROUND_CLOSED = auto()
    TOO_MANY_DAYS = auto()
    POOL_EXCEEDED = auto()
    LIVE_APPLICATION = auto()
    PLACES_EXCEEDED = auto()
    LIVE_ENROLMENT = auto()
    ENROLMENT_CLOSED = auto()
    HISTORY = auto()
    PAST = auto()
    FIXED = auto()
    DERIVED = auto()
    ERASED = auto()
    LAST_ADMIN = auto()
    OTHER_INSTALLATION = auto()
    FORBIDDEN = auto()
    REFUSED = auto()


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file: where, with which value, and what would be right.

    `row` is None when the whole file is wrong, `column` is the heading as the file writes it where
    there is one, `expected` says what would be right.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    rule: Rule
    expected: str


_SENTENCES = {
    Rule.FILE_MISSING: "there is no such file",
    Rule.FILE_UNREADABLE: "the file cannot be read",
    Rule.FILE_KIND: "this is no file of a kind that can be read",
    Rule.FILE_EMPTY: "the file is empty",
    Rule.FILE_TOO_LARGE: "the file is too large",
    Rule.FILE_BINARY: "the file is not text",
    Rule.FILE_ENCODING: "the characters cannot be read",
    Rule.FILE_BROKEN: "the file is damaged",
    Rule.TABLE_UNKNOWN: "there is no such table",
    Rule.TABLE_TWICE: "the table comes twice",
    Rule.NO_TABLE: "nothing here is a table of ours",
    Rule.HEADING_MISSING: "a heading is missing",
    Rule.HEADING_UNKNOWN: "the heading is unknown",
    Rule.HEADING_TWICE: "the heading comes twice",
    Rule.HEADING_EMPTY: "there are values below an empty heading",
    Rule.ROW_TOO_LONG: "the row has more cells than there are headings",
    Rule.ROW_CUT: "the row ends in the middle",
    Rule.TOO_MANY_ROWS: "there are too many rows",
    Rule.KEY_TWICE: "the row comes twice",
    Rule.VALUE_MISSING: "a value is missing",
    Rule.NOT_TEXT: "not text",
    Rule.NOT_INTEGER: "not a whole number",
    Rule.NOT_DECIMAL: "not a number",
    Rule.NOT_DAY: "not a day",
    Rule.NOT_MOMENT: "not a moment",
    Rule.NOT_BOOLEAN: "neither yes nor no",
    Rule.NOT_JSON: "not JSON",
    Rule.NOT_ALLOWED: "not an allowed value",
    Rule.TOO_LONG: "too long",
    Rule.TOO_SHORT: "too short",
    Rule.WRONG_PATTERN: "not of the right form",
    Rule.OUT_OF_RANGE: "out of range",
    Rule.CONTROL_CHARACTER: "a control character",
    Rule.FORMULA: "a formula",
    Rule.ERROR_VALUE: "an error of the spreadsheet",
    Rule.ORGANISATION_UNKNOWN: "no organisation is called that",
    Rule.TOO_MANY_PROBLEMS: "too many problems",
    Rule.UNKNOWN_ROW: "neither the files nor the database have such a row",
    Rule.NOT_UNIQUE: "another row has the same",
    Rule.ROW_RULE: "the values of the row do not go together",
    Rule.ROUND_CLOSED: "the round was not open",
    Rule.TOO_MANY_DAYS: "too many days",
    Rule.POOL_EXCEEDED: "the day pool of the round is not enough",
    Rule.LIVE_APPLICATION: "the organisation has another application in the round",
    Rule.PLACES_EXCEEDED: "the training has no room",
    Rule.LIVE_ENROLMENT: "the organisation has enrolled already",
    Rule.ENROLMENT_CLOSED: "enrolment was over",
    Rule.HISTORY: "the row and the history do not go together",
    Rule.PAST: "the database tells the past otherwise",
    Rule.FIXED: "this does not change once it is in the database",
    Rule.DERIVED: "the value does not follow from the other rows",
    Rule.ERASED: "the contact was erased",
    Rule.LAST_ADMIN: "no administrator would be left",
    Rule.OTHER_INSTALLATION: "the database is another kind of installation",
    Rule.FORBIDDEN: "whoever loads may not change this",
    Rule.REFUSED: "the database refused the row",
}


def problem_text(problem: Problem) -> str:
    """The problem as one English sentence: where, what is wrong, and what would be right."""
    place = [problem.file]
    if problem.row is not None:
        place.append(f"row {problem.row}")
    if problem.column is not None:
        place.append(f"column {problem.column}")
    value = "" if problem.value is None else f' "{_quoted(problem.value)}"'
    wrong = _SENTENCES[problem.rule]
    return f"{', '.join(place)}: {wrong}{':' if value else ''}{value}; expected {problem.expected}"


def _quoted(value: str) -> str:
    return value if len(value) <= QUOTED else f"{value[:QUOTED]}…"
