"""What a password has to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.passwords import MAX_BYTES, MIN_LENGTH, Weakness, weakness


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("", Weakness.SHORT),
        ("kesä ja 9ta", Weakness.SHORT),
        ("salasana1234", Weakness.COMMON),
        ("password1234", Weakness.COMMON),
        ("qwertyuiop123", Weakness.COMMON),
        ("aaaaaaaaaaaaaaaa", Weakness.COMMON),
        ("tilannehuone1", Weakness.COMMON),
        ("ä" * 37, Weakness.LONG),
        ("lumi sataa mustaan veteen", None),
        ("korpi-lapio-viulu", None),
    ],
)
def test_short_long_and_common_ones_are_not_taken(password: str, expected: Weakness | None) -> None:
    assert weakness(password) is expected


def test_the_owners_own_name_is_not_a_password() -> None:
    assert weakness("mattimeikalainen") is None
    assert weakness("mattimeikalainen", ["mattimeikalainen"]) is Weakness.COMMON


@given(st.text(max_size=100))
def test_what_is_taken_fits_the_hash(password: str) -> None:
    if weakness(password) is None:
        assert len(password) >= MIN_LENGTH
        assert len(password.encode()) <= MAX_BYTES
