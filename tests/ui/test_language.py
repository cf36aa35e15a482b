"""Which language a viewer sees."""

import pytest
from streamlit.testing.v1 import AppTest

from ui.language import language, use_language


def page() -> None:
    import streamlit as st

    from ui.language import keep_language, language
    from ui.user_menu import language_switch

    keep_language(st.session_state.get("of_the_account"))
    language_switch()
    st.text(language())


def opened(lang: str | None = None, account: str | None = None) -> AppTest:
    test = AppTest.from_function(page)
    if lang:
        test.query_params["lang"] = lang
    if account:
        test.session_state["of_the_account"] = account
    return test.run()


@pytest.mark.parametrize(
    ("lang", "account", "seen"),
    [
        (None, None, "fi"),
        ("sv", None, "sv"),
        ("de", None, "fi"),
        (None, "en", "en"),
        ("fi", "en", "fi"),
        ("de", "sv", "sv"),
    ],
)
def test_address_goes_before_account_and_account_before_finnish(
    lang: str | None, account: str | None, seen: str
) -> None:
    assert opened(lang, account).text[0].value == seen


def test_switch_keeps_the_rest_of_the_address() -> None:
    test = opened("sv")
    test.query_params["queue"] = "submitted"
    test.run()
    assert test.segmented_control(key="language").value == "sv"
    test.segmented_control(key="language").set_value("en").run()
    assert test.text[0].value == "en"
    assert test.query_params == {"lang": "en", "queue": "submitted"}


def test_language_outlives_an_address_without_it() -> None:
    test = opened("sv")
    del test.query_params["lang"]
    assert test.run().text[0].value == "sv"


def test_without_a_viewer_it_is_finnish() -> None:
    assert language() == "fi"


def test_forced_language_ends_with_its_block() -> None:
    with use_language("sv"), use_language("en"):
        assert language() == "en"
    assert language() == "fi"


def test_forcing_a_language_without_texts_is_an_error() -> None:
    with pytest.raises(ValueError, match="de"), use_language("de"):
        pass
