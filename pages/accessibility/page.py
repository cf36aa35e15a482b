"""Saavutettavuusseloste, in the form that Act 306/2019 asks for. Open to everybody."""

from datetime import date

from pages.accessibility.gaps import GAPS, Gap
from ui.escape import Markdown, joined
from ui.notices import notice
from ui.office import office
from ui.texts import t

#: When the pages were last looked through by a person; bring it up to date with the text.
ASSESSED_ON = date(2026, 11, 24)


def main() -> None:
    """One run of the page."""
    answering = office()
    notice(
        "accessibility",
        t("accessibility.about", office=answering.name),
        ASSESSED_ON,
        [
            (t("accessibility.status"), t("accessibility.status_text")),
            (t("accessibility.gaps"), _gaps()),
            (
                t("accessibility.feedback"),
                _paragraphs(t("accessibility.feedback_text"), answering.contact),
            ),
            (
                t("accessibility.supervision"),
                _paragraphs(t("accessibility.supervision_text"), t("accessibility.authority")),
            ),
            (
                t("accessibility.assessment"),
                t("accessibility.assessment_text", on=ASSESSED_ON),
            ),
        ],
    )


def _gaps() -> Markdown:
    return _paragraphs(t("accessibility.gaps_text"), joined("\n", map(_gap, GAPS)))


def _gap(gap: Gap) -> Markdown:
    issue = Markdown(f"[{gap.issue}]({gap.address})")
    told = t("accessibility.gap", text=t(gap.text_key), criterion=gap.criterion, issue=issue)
    return Markdown(f"- {told}")


def _paragraphs(*parts: Markdown) -> Markdown:
    return joined("\n\n", parts)


main()
