"""Aineisto: load the office's files, take the data out, and see whether it is whole."""

from collections.abc import Callable

from data_access.accounts import User
from pages.data import export_view, integrity_view, load_view, views
from programme.roles import Right
from ui.layout import page_header
from ui.live import live_status
from ui.part import part
from ui.reads import is_demo
from ui.viewer import viewer

_SHOW: dict[str, Callable[[User], None]] = {
    "load": load_view.show,
    "export": export_view.show,
    "integrity": integrity_view.show,
}


@part
def main() -> None:
    """One run of the page."""
    user = viewer(Right.KEEP_DATA)
    header = page_header("page.data", demo=is_demo())
    _SHOW[views.show()](user)
    with header.receipt:
        load_view.receipt()
    live_status(header.live)


main()
