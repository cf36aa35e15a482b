"""Why the last thing sent for an application was not saved, in words for people."""

from data_access import case_history
from data_access.application import Application
from data_access.decisions import Answer, Outcome, Refusal
from pages.applications.last import LAST, Added
from programme.lifecycle import Status
from ui import formats
from ui.deciding.sending import MovedOn, Unsent, say_unsaved
from ui.escape import Markdown
from ui.reads import ask
from ui.texts import t

#: Refusals that have a sentence for the whole app; the others are said on this page only.
_COMMON = (Refusal.FORBIDDEN, Refusal.RATIONALE_MISSING, Refusal.GROUND_MISSING)

_CONFLICTS = {
    Status.APPROVED: "approved",
    Status.REJECTED: "rejected",
    Status.CLARIFICATION_REQUESTED: "clarification",
    Status.WAITLISTED: "waitlisted",
    Status.IN_REVIEW: "in_review",
    Status.SCHEDULED: "scheduled",
}


def show(found: Application) -> None:
    """Draw it, until the request is saved or another one is sent."""
    sent = LAST.get()
    match sent:
        case MovedOn(number, opened) if opened == found.application_no:
            say_unsaved(t("applications.moved_on", number=number))
        case Unsent(number, trouble) if number == found.application_no:
            say_unsaved(t(f"error.database_{trouble}"))
        case Answer() if not sent.saved and sent.command.number == found.application_no:
            say_unsaved(_decision(sent))
        case Added() if not sent.saved and sent.number == found.application_no:
            say_unsaved(_addition(sent), t(f"judging.not_saved_{sent.kind}"))


def _decision(answer: Answer) -> Markdown:
    if answer.outcome is Outcome.CONFLICT:
        at = formats.time(answer.at) if answer.at else ""
        return _conflict(answer.status, answer.days, answer.actor, at)
    match answer.refusal:
        case Refusal.POOL:
            return t("error.pool", n=answer.days_left or 0)
        case Refusal.DAYS_RANGE:
            return t("error.days_range", n=answer.max_days or 1, max=answer.max_days or 1)
        case _:
            return _refused(answer.refusal)


def _addition(added: Added) -> Markdown:
    if added.refusal is not None:
        return _refused(added.refusal)
    if added.kind == "session":
        return t("judging.conflict_session")
    return _newest_change(added.number)


def _newest_change(number: str) -> Markdown:
    entries = ask(case_history.case_history, number)
    newest = next(each for each in entries if isinstance(each, case_history.Event))
    at = formats.time(newest.at)
    return _conflict(newest.to_status, newest.days, newest.actor, at)


def _conflict(status: Status | None, days: int | None, actor: str, at: str) -> Markdown:
    said = _CONFLICTS.get(status) if status else None
    if said is None:
        return t("applications.conflict_other", actor=actor, time=at)
    return t(f"applications.conflict_{said}", n=days or 0, actor=actor, time=at)


def _refused(refusal: Refusal | None) -> Markdown:
    return t(f"error.{refusal}") if refusal in _COMMON else t(f"applications.refused_{refusal}")
