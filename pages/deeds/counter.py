"""The queue of deeds as it stands on this page: what is open of it, and what it says of answers."""

from data_access.decisions import Answer
from programme.deed_submissions import SUBMISSIONS, SubmissionAction
from ui.deciding.answers import Counter
from ui.deciding.opened import Opened
from ui.escape import Markdown
from ui.texts import t

#: The list of submissions, and how the address names the one that is open.
OPENED = Opened("submission", "deed_queue")


class _Words:
    def receipt(self, answer: Answer) -> Markdown:
        return t(f"deeds.receipt_{answer.status}", number=answer.command.number)

    def conflict(self, answer: Answer, at: str) -> Markdown:
        return t(f"deeds.conflict_{answer.status}", actor=answer.actor, time=at)

    def moved_on(self, number: str) -> Markdown:
        return t("deeds.moved_on", number=number)


COUNTER = Counter(OPENED, SUBMISSIONS, SubmissionAction.UNDO, _Words())
