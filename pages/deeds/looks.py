"""How the state of a submission looks: a colour, an icon and a word, never one alone."""

from programme.deed_submissions import SubmissionStatus
from ui.status import Look

LOOKS = {
    SubmissionStatus.RECEIVED: Look("blue", "inbox"),
    SubmissionStatus.RETURNED: Look("orange", "edit_note"),
    SubmissionStatus.PUBLISHED: Look("green", "check_circle"),
    SubmissionStatus.DECLINED: Look("red", "cancel"),
}
