"""The three views of the page."""

from ui.page_views import choose_view
from ui.texts import t

VIEWS = ("load", "export", "integrity")
#: Which kind of odd data is looked at, in the address.
KIND = "kind"


def show() -> str:
    """Draw the choice of view; returns the one of the address."""
    return choose_view(
        "data", t("data.view"), VIEWS, lambda name: t(f"data.view_{name}"), forgotten=[KIND]
    )
