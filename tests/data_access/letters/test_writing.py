"""Letters as decisions write them, in which language, and with the office's own texts."""

from datetime import date, timedelta

import pytest

from data_access.clock import WrongSetting
from data_access.connect import reading, writing
from data_access.decisions import Outcome, Refusal
from data_access.letters import editing
from data_access.letters.applications import Decided
from data_access.letters.causes import Cause
from data_access.letters.editing import EditAnswer, own_editions, save
from data_access.letters.own_texts import text_of
from data_access.letters.preview import OPEN, preview_for
from data_access.letters.standard import texts
from data_access.letters.writing import cancel_waiting
from data_access.schema import letter
from programme.codes import Language, RejectionGround
from programme.letter_texts import Fault, FaultKind, Text
from programme.letters import LetterStatus, Template
from programme.lifecycle import Action, Status
from tests.data_access.letters.correspondence import decided, letters, only
from tests.data_access.scenarios import MANAGER, NOW, OFFICER, REASON, World, clock

OWN = Text("Päätös {number}", "Saitte {days}, koska: {rationale}\n")


def edit(world: World, text: Text, *, seen: Text | None = None, by: str = MANAGER) -> EditAnswer:
    return save(world.engine, Template.APPROVED, Language.FI, text, seen=seen, by=by, clock=clock())


def own_of(world: World) -> Text | None:
    with reading(world.engine) as connection:
        return editing.edition(connection, Template.APPROVED, Language.FI).own


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.APPROVED, ["SP-2020-001", "1 sparrauspäivä", REASON]),
        (Status.REJECTED, ["SP-2020-001", "Tiedot ovat puutteelliset", REASON]),
        (Status.CLARIFICATION_REQUESTED, ["SP-2020-001", REASON, "15.1.2021"]),
        (Status.WAITLISTED, ["SP-2020-001", "2 sparrauspäivää", "Kunta 1"]),
    ],
)
def test_a_letter_tells_what_was_decided(world: World, status: Status, told: list[str]) -> None:
    decided(world, status)
    found = only(world)
    assert (found.template, found.status) == (status, LetterStatus.WAITING)
    assert [words for words in told if words not in found.body] == []
    assert (found.written_at, found.send_after) == (NOW, NOW + timedelta(minutes=10))


def test_a_letter_speaks_the_language_of_the_organisation(world: World) -> None:
    decided(world, language="sv", name_sv="Kommun 1")
    found = only(world)
    assert (found.language, found.body.splitlines()[0]) == ("sv", "Kommun 1")
    assert "Beviljat: 1 sparringsdag" in found.body


def test_what_was_written_is_repeated_to_the_letter(world: World) -> None:
    number = world.application()
    said = 'Katso {days} ja "lainaus" <b>, rivi\nkaksi.'
    assert world.act(number, Action.APPROVE, text=said).saved
    assert said in only(world).body


def test_the_same_request_twice_writes_one_letter(world: World) -> None:
    number = world.application()
    key = "11111111-1111-1111-1111-111111111111"
    first = world.act(number, Action.APPROVE, request_key=key)
    second = world.act(number, Action.APPROVE, request_key=key, seen_version=1)
    assert (first.outcome, second.outcome) == (Outcome.SAVED, Outcome.REPEATED)
    assert world.count(letter) == 1


def test_the_window_is_a_setting(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMME_UNDO_MINUTES", "30")
    decided(world)
    assert only(world).send_after == NOW + timedelta(minutes=30)


@pytest.mark.parametrize("said", ["-1", "1441", "ten", "½", "1.5"])
def test_a_window_that_is_no_number_of_minutes_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("PROGRAMME_UNDO_MINUTES", said)
    with pytest.raises(WrongSetting, match="PROGRAMME_UNDO_MINUTES"):
        decided(world)
    assert world.count(letter) == 0


def test_a_waiting_letter_is_cancelled_once(world: World) -> None:
    number = decided(world)
    cause = Cause.application(world.row(number).application_id, world.row(number).version)
    with writing(world.engine) as connection:
        assert [cancel_waiting(connection, cause) for _ in range(2)] == [True, False]
    assert only(world).status == LetterStatus.CANCELLED
    answer = world.act(number, Action.UNDO)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.LETTER_LEFT)


def test_the_preview_is_the_letter_that_the_decision_writes(world: World) -> None:
    number = world.application(Status.IN_REVIEW)
    words = Decided(REASON, 1, RejectionGround.STAFF, date(2021, 1, 15))
    for action in (Action.WAITLIST, Action.REJECT):
        with reading(world.engine) as connection:
            shown = preview_for(connection, number, action, words, NOW)
        assert world.act(number, action, OFFICER if action is Action.WAITLIST else MANAGER,
                         ground=RejectionGround.STAFF).saved  # fmt: skip
        found = letters(world)[-1]
        assert shown == (Language.FI, Text(found.subject, found.body))


def test_a_preview_leaves_open_what_is_not_decided_yet(world: World) -> None:
    number = world.application()
    with reading(world.engine) as connection:
        before = world.content()
        shown = preview_for(connection, number, Action.APPROVE, Decided(), NOW)
        assert shown is not None
        assert f"Myönnetty: {OPEN}" in shown[1].body
        for unknown in ("SP-1999-001", "\0"):
            assert preview_for(connection, unknown, Action.APPROVE, Decided(), NOW) is None
        assert preview_for(connection, number, Action.WITHDRAW, Decided(), NOW) is None
    assert world.content() == before


def test_the_offices_own_text_is_used_from_then_on(world: World) -> None:
    decided(world)
    assert edit(world, OWN).outcome is editing.Outcome.SAVED
    decided(world)
    before, after = letters(world)
    assert before.subject == "Päätös sparraushakemukseen SP-2020-001: hyväksytty"
    assert (after.subject, after.body) == (
        "Päätös SP-2020-002",
        f"Saitte 1 sparrauspäivä, koska: {REASON}\n",
    )
    with reading(world.engine) as connection:
        assert own_editions(connection) == {(Template.APPROVED, Language.FI)}
        found = editing.edition(connection, Template.APPROVED, Language.FI)
        assert (found.text, found.changed_by, found.changed_at) == (OWN, "Anna", NOW)


def test_going_back_to_the_text_that_comes_with_the_app(world: World) -> None:
    edit(world, OWN)
    answer = editing.reset(world.engine, Template.APPROVED, Language.FI, seen=OWN, by=MANAGER)
    standard = texts(Language.FI).templates[Template.APPROVED]
    assert (answer.outcome, answer.text, own_of(world)) == ("saved", standard, None)
    assert edit(world, standard).outcome is editing.Outcome.SAVED
    assert own_of(world) is None  # the same words are no text of one's own


def test_a_text_that_cannot_be_used_is_refused_and_nothing_kept(world: World) -> None:
    faulty = Text("Päätös {numero}", "Saitte {days}.")
    answer = edit(world, faulty)
    assert (answer.outcome, answer.text) == (editing.Outcome.FAULTY, faulty)
    assert answer.faults == [
        Fault(FaultKind.UNKNOWN, "numero"),
        Fault(FaultKind.MISSING, "number"),
        Fault(FaultKind.MISSING, "rationale"),
    ]
    assert own_of(world) is None


def test_only_who_decides_writes_the_letters(world: World) -> None:
    assert edit(world, OWN, by=OFFICER).outcome is editing.Outcome.FORBIDDEN
    edit(world, OWN)
    refused = editing.reset(world.engine, Template.APPROVED, Language.FI, seen=OWN, by=OFFICER)
    assert (refused.outcome, own_of(world)) == (editing.Outcome.FORBIDDEN, OWN)


def test_who_edits_what_somebody_else_has_changed_is_told(world: World) -> None:
    edit(world, OWN)
    mine = Text("Toinen {number}", OWN.body)
    answer = edit(world, mine, seen=None, by="mikko")
    assert (answer.outcome, answer.text) == (editing.Outcome.OVERTAKEN, mine)
    assert own_of(world) == OWN
    late = editing.reset(world.engine, Template.APPROVED, Language.FI, seen=None, by="mikko")
    assert late.outcome is editing.Outcome.OVERTAKEN
    assert edit(world, mine, seen=OWN, by="mikko").outcome is editing.Outcome.SAVED


def test_a_text_that_another_program_spoilt_stops_no_decision(world: World) -> None:
    edit(world, OWN)
    world.change("UPDATE letter_template SET body = 'Hei {jokin}'")
    decided(world)
    assert only(world).subject == "Päätös sparraushakemukseen SP-2020-001: hyväksytty"
    with reading(world.engine) as connection:
        standard = texts(Language.FI).templates[Template.APPROVED]
        assert text_of(connection, Template.APPROVED, Language.FI) == standard
