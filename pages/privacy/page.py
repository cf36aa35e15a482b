"""Tietosuojaseloste, as Articles 13 and 14 of the GDPR ask for it. Open to everybody."""

from datetime import date

from ui.escape import Markdown, joined
from ui.notices import notice
from ui.office import office
from ui.texts import t

WRITTEN_ON = date(2026, 11, 26)

_KINDS = ("users", "sign_ins", "decisions", "contacts", "participants", "logs")


def main() -> None:
    """One run of the page."""
    controller = office()
    notice(
        "privacy",
        t("privacy_notice.about"),
        WRITTEN_ON,
        [
            (t("privacy.controller"), joined("\n\n", [controller.name, controller.contact])),
            (t("privacy_notice.purpose"), t("privacy_notice.purpose_text")),
            (t("privacy_notice.data"), joined("\n", map(_kind, _KINDS))),
            (t("privacy_notice.sharing"), t("privacy_notice.sharing_text")),
            (t("privacy_notice.rights"), t("privacy_notice.rights_text")),
        ],
    )


def _kind(name: str) -> Markdown:
    return Markdown(f"- {t(f'privacy_notice.{name}')}")


main()
