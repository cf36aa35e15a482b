"""Opens pages of the app as somebody, on the demo data of a test."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data_access.connect import create_engine_for
from programme.roles import Role
from ui import database, registry
from ui.sign_in import SESSION, new_session
from ui.texts import LOCALES

APP = str(LOCALES.parent / "app.py")


@contextmanager
def looked_at(engine: Engine) -> Iterator[Engine]:
    """Have the app look at this database, those without applications through their window."""
    window = create_engine_for(engine.url.render_as_string(hide_password=False), steering=True)
    st.cache_resource.clear()  # answers are kept per process; this is another database
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_engine", lambda url, steering: window if steering else engine)
        yield engine
    window.dispose()


def opened(page: str, role: Role, /, **address: str) -> AppTest:
    """The page (by its key) as somebody of this role gets it from this address."""
    app = AppTest.from_file(APP, default_timeout=30)
    app.session_state[SESSION] = new_session(role.value)
    app.run()
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(registry.page(page).script).run()
    assert not app.exception
    assert not app.error
    return app


def everything_sent(app: AppTest) -> str:
    """All that reached the browser: texts, chart data, links."""
    sent = (node.proto for node in app._tree if getattr(node, "proto", None))
    return "\n".join(proto.SerializeToString().decode("utf-8", "replace") for proto in sent)
