"""Parts of the screen that run by themselves: what the viewer does in one leaves the rest alone.

A page is such a part, so the frame around it (the document, the navigation, the user's menu) is
neither run nor drawn again with each click. Since app.py does not run then, what it sees to at the
door is seen to here: who is there, and what is said when something fails.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

import streamlit as st

from data_access.accounts import User
from ui.entrance import enter
from ui.sign_in import signed_in_user
from ui.trouble import explained

Arguments = ParamSpec("Arguments")


def part(draw: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """`draw` as a part. It still checks for itself what the viewer may; when somebody else is
    there than the screen was drawn for, all of it runs."""
    by_itself = st.fragment(_for_its_viewer(draw))

    @wraps(draw)
    def first(*arguments: Arguments.args, **named: Arguments.kwargs) -> None:
        by_itself(signed_in_user(), *arguments, **named)

    return first


def _for_its_viewer(
    draw: Callable[Arguments, None],
) -> Callable[Concatenate[User | None, Arguments], None]:
    def run(
        drawn_for: User | None, /, *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> None:
        with explained():
            if enter() != drawn_for:
                st.rerun()
            draw(*arguments, **named)

    # Streamlit knows a part by its name and its place.
    run.__module__, run.__qualname__ = draw.__module__, draw.__qualname__
    return run
