"""A choice is kept by what it is, not by the words it was shown in."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from ui import kept

    words = {"fi": {1: "yksi", 2: "kaksi"}, "sv": {1: "ett", 2: "två"}}
    offered = st.session_state.get("offered", [1, 2])
    if st.session_state.get("shown", True):
        kept.put_back("number", offered, 1)
        st.segmented_control(
            "n",
            offered,
            format_func=lambda n: words[st.session_state.get("words", "fi")][n],
            key="number",
            on_change=kept.keep,
            args=("number",),
        )


def chosen() -> AppTest:
    app = AppTest.from_function(page).run()
    return app.segmented_control(key="number").set_value(2).run()


def test_it_outlives_a_change_of_words() -> None:
    app = chosen()
    app.session_state["words"] = "sv"
    assert app.run().segmented_control(key="number").value == 2


def test_it_outlives_a_time_off_the_page() -> None:
    app = chosen()
    app.session_state["shown"] = False
    app.run()
    app.session_state["shown"] = True
    assert app.run().segmented_control(key="number").value == 2


def test_what_is_no_longer_offered_is_not_chosen() -> None:
    app = chosen()
    app.session_state["offered"] = [1]
    assert app.run().segmented_control(key="number").value == 1
