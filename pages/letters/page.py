"""Kirjeet: the outbox, and the texts of letters."""

from collections.abc import Callable

from data_access.accounts import User
from pages.letters import actions, outbox_view, texts_view, views
from programme.roles import Right
from ui.layout import page_header
from ui.live import live_status
from ui.part import part
from ui.reads import is_demo
from ui.viewer import viewer

_SHOW: dict[str, Callable[[User], None]] = {
    "outbox": outbox_view.show,
    "texts": texts_view.show,
}


@part
def main() -> None:
    """One run of the page."""
    user = viewer(Right.SEE_APPLICATIONS)
    header = page_header("page.letters", demo=is_demo(), receipt=actions.receipt)
    _SHOW[views.show()](user)
    live_status(header.live)


main()
