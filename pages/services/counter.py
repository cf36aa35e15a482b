"""The queue of enrolments on this page: what is open of it, and what it says of answers."""

from data_access.decisions import Answer
from programme.enrolments import ENROLMENTS, EnrolmentAction
from ui.deciding.answers import Counter
from ui.deciding.opened import Opened
from ui.escape import Markdown
from ui.texts import t

#: The list of enrolments, and how the address names the one that is open.
OPENED = Opened("enrolment", "enrolment_queue")


class _Words:
    def receipt(self, answer: Answer) -> Markdown:
        people = answer.people or 0
        return t(f"enrolments.receipt_{answer.status}", n=people, number=answer.command.number)

    def conflict(self, answer: Answer, at: str) -> Markdown:
        people = answer.people or 0
        return t(f"enrolments.conflict_{answer.status}", n=people, actor=answer.actor, time=at)

    def moved_on(self, number: str) -> Markdown:
        return t("enrolments.moved_on", number=number)


COUNTER = Counter(OPENED, ENROLMENTS, EnrolmentAction.UNDO, _Words())
