"""A run that the screen starts by itself leaves the viewer where they are."""

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from ui import address

    address.remember()
    st.button("next", key="next", on_click=address.put, args=({"application": "2", "view": None},))
    st.button("news", key="news", on_click=address.stay)


@pytest.fixture
def app() -> AppTest:
    app = AppTest.from_function(page)
    app.query_params.update({"application": "1", "view": "all"})
    return app.run()


def news(app: AppTest, **sent: str) -> dict[str, str]:
    """The address after news for which the browser sent this one."""
    app.query_params = dict(sent)
    app.button(key="news").click().run()
    return dict(app.query_params)


def test_the_address_from_before_the_last_change_is_put_right(app: AppTest) -> None:
    app.button(key="next").click().run()
    assert news(app, application="1", view="all") == {"application": "2"}


def test_the_address_of_now_stays(app: AppTest) -> None:
    app.button(key="next").click().run()
    assert news(app, application="2") == {"application": "2"}


def test_where_the_viewer_went_in_the_same_moment_stays(app: AppTest) -> None:
    app.button(key="next").click().run()
    assert news(app, application="3") == {"application": "3"}


def test_the_viewers_own_way_back_stays(app: AppTest) -> None:
    app.button(key="next").click().run()
    assert news(app, application="3") == {"application": "3"}
    assert news(app, application="1", view="all") == {"application": "1", "view": "all"}
