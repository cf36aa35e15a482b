"""How the state of an enrolment looks: a colour, an icon and a word, never one alone."""

from programme.enrolments import EnrolmentStatus
from ui.status import Look

LOOKS = {
    EnrolmentStatus.RECEIVED: Look("blue", "inbox"),
    EnrolmentStatus.ACCEPTED: Look("green", "check_circle"),
    EnrolmentStatus.WAITLISTED: Look("gray", "hourglass_empty"),
    EnrolmentStatus.DECLINED: Look("red", "cancel"),
    EnrolmentStatus.CANCELLED: Look("gray", "block"),
}
