"""Finding words in the texts of applications, whatever their case, on both databases.

Neither database is trusted with the letters beyond ASCII: SQLite folds none of them, PostgreSQL
those of the locale that it was made with. So the pattern names both cases of each letter. That is
slow, and only looked at where a plain pattern, in which such a letter is any sign, has matched.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from data_access.queueing.search import Word
from data_access.schema import application_comment, organisation, sparring_application

_TEXTS = (
    sparring_application.c.title,
    sparring_application.c.need,
    sparring_application.c.goal,
    sparring_application.c.application_no,
)


def found(word: Word, dialect: str) -> ColumnElement[bool]:
    """That the word is in one of the texts of an application, its organisation or its comments,
    or in the name of its theme or region."""
    asked = sparring_application.c
    named = select(organisation.c.organisation_id).where(
        or_(
            _holds(organisation.c.name_fi, word.text, dialect),
            _holds(organisation.c.name_sv, word.text, dialect),
            organisation.c.region_code.in_(word.regions),
        )
    )
    commented = select(application_comment.c.application_id).where(
        _holds(application_comment.c.comment, word.text, dialect)
    )
    return or_(
        asked.organisation_id.in_(named),
        asked.theme.in_(word.themes),
        *(_holds(text, word.text, dialect) for text in _TEXTS),
        asked.application_id.in_(commented),
    )


def _holds(column: ColumnElement[Any], text: str, dialect: str) -> ColumnElement[bool]:
    pattern = f"%{_loose(text)}%"
    # SQLite's LIKE ignores the case of ASCII by itself, and would have ILIKE call a function.
    like = column.like if dialect == "sqlite" else column.ilike
    likely = like(pattern, escape="\\")
    if text.isascii():
        return likely
    exact = "GLOB" if dialect == "sqlite" else "~"
    return and_(likely, column.op(exact, is_comparison=True)(_strict(text, dialect)))


def _loose(text: str) -> str:
    """A pattern of LIKE in which a letter beyond ASCII is any one sign."""
    return "".join(_loose_sign(sign) for sign in text)


def _loose_sign(sign: str) -> str:
    if sign in "%_\\":
        return f"\\{sign}"
    return sign if sign.isascii() else "_"


def _strict(text: str, dialect: str) -> str:
    """A pattern of GLOB or of a regular expression that names both cases of each letter."""
    signs = "".join(_either(sign, dialect) for sign in text)
    return f"*{signs}*" if dialect == "sqlite" else signs


def _either(sign: str, dialect: str) -> str:
    cases = {sign} | {case for case in (sign.lower(), sign.upper()) if len(case) == 1}
    if len(cases) > 1:
        return f"[{''.join(sorted(cases))}]"
    if dialect == "sqlite":
        return f"[{sign}]" if sign in "*?[" else sign
    return f"\\{sign}" if sign.isascii() and not sign.isalnum() else sign
