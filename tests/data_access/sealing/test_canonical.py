"""The seal depends on what a row says, not on which database or program wrote it down."""

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.sealing.canonical import seal
from data_access.sealing.rows import AuditRow

ROW = AuditRow(7, "2020-12-01T07:00:00.000000Z", "deed", "5", "update", "{}", None, None, None)
CHARACTERS = st.characters(codec="utf-8")
VALUES = st.none() | st.booleans() | st.integers() | st.text(CHARACTERS)
OBJECTS = st.dictionaries(st.text(CHARACTERS, max_size=9), VALUES)


def of(after: str | None) -> str:
    """The seal of a row that says this."""
    return seal("before", 3, ROW._replace(after=after))


def test_the_seal_is_a_plain_hash() -> None:
    """Another recipe for the same row would break the chain of every database there is."""
    text = (
        "before\n"
        '[3, 7, "2020-12-01T07:00:00.000000Z", "deed", "5", "update", "{}", '
        r'"{\"a\":\"\u00e9\",\"b\":[true,null,2.5]}"]'
    )
    assert of('{"b": [true, null, 2.50], "a": "é"}') == sha256(text.encode()).hexdigest()


@given(OBJECTS)
def test_the_ways_of_writing_json_are_one(values: dict[str, Any]) -> None:
    backwards = dict(reversed(values.items()))
    ways = {
        of(json.dumps(one, ensure_ascii=ascii_only, separators=separators))
        for one in (values, backwards)
        for ascii_only in (False, True)
        for separators in ((",", ":"), (", ", ": "), (", ", " : "))
    }
    assert len(ways) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{"eur":1360000.00}', '{"eur": 1360000.0}'),
        ('{"eur":0.10}', '{"eur" : 0.1}'),
        ('{"eur":7.0}', '{"eur":7}'),
    ],
)
def test_idle_zeros_do_not_count(one: str, other: str) -> None:
    assert of(one) == of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{"a":1}', '{"a":1 }'),
        ('{"a":1}', '{"a":\t1}'),
        ('{"a":"\\u00e4"}', '{"a":"\\u00E4"}'),
        ('{"a":1.500}', '{"a":1.5e0}'),
        ('{"a":1}', '{"a":"1"}'),
        ('{"a":0.5}', '{"a":"0.5"}'),
        ('{"a":1}', '{"a":true}'),
        ('{"a":1,"b":2}', '{"a":1,"a":1,"b":2}'),
        ("null", None),
        ("", None),
        ("{}", "{"),
    ],
)
def test_everything_else_counts(one: str | None, other: str | None) -> None:
    assert of(one) != of(other)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("audit_id", 8),
        ("at", "2020-12-01T07:00:00.000001Z"),
        ("table_name", "deeds"),
        ("row_key", "6"),
        ("action", "delete"),
        ("before", None),
        ("after", "{}"),
    ],
)
def test_every_column_counts(field: str, value: Any) -> None:
    assert seal("before", 3, ROW) != seal("before", 3, ROW._replace(**{field: value}))


def test_place_and_predecessor_count() -> None:
    assert len({seal("before", 3, ROW), seal("before", 4, ROW), seal("other", 3, ROW)}) == 3


def test_the_seal_itself_does_not_count() -> None:
    assert seal("", 1, ROW) == seal("", 1, ROW._replace(seal_no=5, seal="x"))
