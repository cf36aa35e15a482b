"""The address that failed sign-ins are counted under."""

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from ui.visitor import HERE, UNKNOWN, client_address


@pytest.mark.parametrize(
    ("told", "counted_as"),
    [
        (None, HERE),
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("'; DROP TABLE", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_an_address_is_cut_to_what_one_customer_has(
    told: str | None, counted_as: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContextProxy, "ip_address", told)
    assert client_address() == counted_as


def test_where_there_is_no_connection_it_is_unknown() -> None:
    def page() -> None:
        import streamlit as st

        from ui.visitor import client_address

        st.text(client_address())

    assert AppTest.from_function(page).run().text[0].value == UNKNOWN
