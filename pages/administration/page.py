"""Ylläpito: users and their links, open sessions, the access log and the audit."""

from collections.abc import Callable

from data_access.accounts import User
from pages.administration import (
    access_view,
    audit_view,
    dialogs,
    sessions_view,
    users_view,
    views,
)
from programme.roles import Right
from ui.layout import page_header
from ui.live import live_status
from ui.part import part
from ui.reads import is_demo
from ui.viewer import viewer

_SHOW: dict[str, Callable[[User], None]] = {
    "users": users_view.show,
    "sessions": sessions_view.show,
    "access": access_view.show,
    "audit": audit_view.show,
}


@part
def main() -> None:
    """One run of the page."""
    user = viewer(Right.KEEP_USERS)
    header = page_header("page.administration", demo=is_demo())
    with header.receipt:
        dialogs.receipt()
    _SHOW[views.show()](user)
    dialogs.show_if_open(user)
    live_status(header.live, hold=dialogs.is_open())


main()
