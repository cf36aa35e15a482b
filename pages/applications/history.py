"""The history of an application in sentences, the newest first."""

from collections.abc import Iterable, Iterator

from data_access.case_history import Commented, Entry, Event, Held, Letter, Proposed, Rebooked
from pages.applications.proposing import what
from programme.codes import ProposalSource
from programme.letters import LetterStatus
from programme.lifecycle import Status
from ui import formats
from ui.escape import Markdown, joined
from ui.texts import t

#: Where a letter is that may or may not have left: none of these can be told as sent.
_ON_ITS_WAY = (LetterStatus.SENDING, LetterStatus.HANDED_OVER)


def told(entries: Iterable[Entry]) -> Markdown:
    """Every entry as a line of its own."""
    return joined("  \n", map(_entry, entries))


def _entry(entry: Entry) -> Markdown:
    match entry:
        case Event():
            return joined(" ", _event(entry))
        case Proposed():
            return joined(" ", (_proposed(entry), _quoted(entry.rationale)))
        case Commented():
            said = t("judging.event_comment", when=_when(entry), actor=entry.actor)
            return joined(" ", (said, _quoted(entry.text)))
        case Rebooked():
            return t(
                "judging.event_rebooked",
                actor=entry.actor,
                when=_when(entry),
                expert=entry.expert,
                day=entry.starts_on,
            )
        case Held():
            return _held(entry)


def _when(entry: Entry) -> Markdown:
    return t("applications.when", day=entry.at, time=formats.time(entry.at))


def _quoted(text: str) -> Markdown:
    return t("applications.quoted", text=text)


def _event(event: Event) -> Iterator[Markdown]:
    yield _change(event)
    if event.ground:
        yield t("judging.sentence", text=t(f"reason.{event.ground}"))
    if event.note:
        yield _quoted(event.note)
    if event.letter:
        yield _letter(event.letter)


def _change(event: Event) -> Markdown:
    if _is_taken_back(event):
        return t("applications.event_taken_back", actor=event.actor, when=_when(event))
    if event.expert:
        return t(
            "judging.event_booked",
            actor=event.actor,
            when=_when(event),
            expert=event.expert,
            day=event.starts_on,
        )
    if event.due_on:
        return t("judging.event_asked", actor=event.actor, when=_when(event), due=event.due_on)
    return t(
        f"applications.event_{event.to_status}",
        n=event.days or 0,
        actor=event.actor,
        when=_when(event),
    )


def _is_taken_back(event: Event) -> bool:
    """Review that comes back from a decision is its own sentence."""
    decided = (Status.APPROVED, Status.REJECTED)
    return event.to_status is Status.IN_REVIEW and event.from_status in decided


def _letter(letter: Letter) -> Markdown:
    if letter.status in _ON_ITS_WAY:
        return t("judging.letter_on_its_way")
    if letter.status is LetterStatus.FAILED:
        return t("judging.letter_failed", reason=letter.failure or "")
    moment = letter.sent_at or letter.send_after
    when = t("applications.when", day=moment, time=formats.time(moment))
    return t(f"judging.letter_{letter.status}", when=when)


def _proposed(entry: Proposed) -> Markdown:
    source = "allocation" if entry.source is ProposalSource.ALLOCATION else "office"
    said = t(f"judging.proposed_{source}", actor=entry.actor, what=what(entry))
    return joined(" ", (_when(entry), said))


def _held(entry: Held) -> Markdown:
    return t(
        "judging.event_session",
        day=entry.held_on,
        expert=entry.expert,
        hours=entry.hours,
        share=formats.value(entry.day_share),
    )
