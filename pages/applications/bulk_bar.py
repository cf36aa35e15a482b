"""Below the list while something is marked: what is marked, what it asks for, what can be done."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from data_access import queue
from data_access.accounts import User
from pages.applications import bulk, selection
from programme.bulk import common_actions
from programme.lifecycle import Action, Status
from ui.escape import joined
from ui.layout import small
from ui.reads import ask
from ui.texts import t

_ICONS = {
    Action.APPROVE: ":material/check:",
    Action.WAITLIST: ":material/hourglass_empty:",
    Action.TAKE_UP: ":material/pending:",
    Action.REJECT: ":material/cancel:",
}


def show(marked: pd.DataFrame, user: User) -> None:
    """Draw the bar for the marked rows that are listed; only to them anything can be done."""
    offered = common_actions(map(Status, marked["status"]), user.role)
    with st.container(key="bulk_bar", gap="xsmall"):
        st.markdown(joined(" ", _said_of(marked)))
        with st.container(horizontal=True, gap="xsmall"):
            for action in offered:
                st.button(
                    t(f"queue.bulk_{action}"),
                    icon=_ICONS[action],
                    key=f"bulk_{action}",
                    on_click=bulk.begin,
                    args=(action, marked),
                )
            if not offered:
                st.markdown(small(t("queue.nothing_in_common")), width="content")
            st.button(
                t("queue.unmark"),
                icon=":material/close:",
                type="tertiary",
                key="bulk_unmark",
                on_click=selection.unmark,
            )


def _said_of(marked: pd.DataFrame) -> Iterator[str]:
    days = int(marked["days_requested"].sum())
    yield t("queue.marked", n=len(marked), days=t("unit.days", n=days))
    pools = ask(queue.pools)
    for code in sorted(marked["round_code"].unique()):
        yield t("queue.pool_left", n=pools[code].left, code=code)
    hidden = len(selection.numbers()) - len(marked)
    if hidden:
        yield t("queue.marked_hidden", n=hidden)
