"""The outbox as the office sees it, and what can be done with a letter by hand."""

import io
from collections import Counter
from datetime import datetime, timedelta
from email.parser import BytesParser
from email.policy import SMTP
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from data_access.accounts import Refused
from data_access.connect import reading
from data_access.decisions import Refusal
from data_access.letters import files, handling, outbox
from data_access.letters.handling import Handled
from data_access.letters.outbox import Shown
from data_access.letters.sending import Fate
from data_access.letters.settings import STANDARD
from data_access.letters.states import CLAIM_LASTS, State, is_due
from data_access.schema import access_log, letter
from programme.letters import Hindrance, LetterStatus
from programme.lifecycle import Action
from tests.data_access.letters.conftest import Running
from tests.data_access.letters.correspondence import ADDRESS, DUE, decided, letters, only, send
from tests.data_access.letters.workers import killed_before
from tests.data_access.scenarios import ADMIN, MANAGER, NOW, OFFICER, STEERING, World, clock

SOON = DUE + CLAIM_LASTS + timedelta(minutes=1)
REFUSED = "550 5.1.1 No such user"


def counts(world: World, now: datetime = SOON) -> dict[State, int]:
    with reading(world.engine) as connection:
        return {state: n for state, n in outbox.counts(connection, now).items() if n}


def shown(world: World, letter_id: int = 1) -> Shown:
    with reading(world.engine) as connection:
        found = outbox.one(connection, letter_id, SOON)
    assert found is not None
    return found


def refused(world: World, post: Running) -> None:
    mailbox, server = post
    decided(world)
    mailbox.to_recipient.append(REFUSED)
    send(world, server)


def maybe_sent(world: World, post: Running) -> None:
    decided(world)
    killed_before(world, post[1], "sent")


def test_the_outbox_says_how_each_letter_fares(world: World, post: Running) -> None:
    mailbox, server = post
    refused(world, post)
    decided(world, at=NOW + timedelta(seconds=1))
    send(world, server, STANDARD + timedelta(seconds=1))
    undone = decided(world)
    world.act(undone, Action.UNDO)
    decided(world, at=SOON)
    assert counts(world) == {State.FAILED: 1, State.SENT: 1, State.CANCELLED: 1, State.WAITING: 1}
    with reading(world.engine) as connection:
        frames = {state: outbox.outbox(connection, state, SOON) for state in State}
        assert outbox.outbox(connection, State.WAITING, SOON, most=0).empty
        assert outbox.one(connection, 77, SOON) is None
    assert tuple(frames[State.FAILED].columns) == outbox.COLUMNS
    (failed,) = frames[State.FAILED].to_dict("records")
    assert (failed["number"], failed["organisation"]) == ("SP-2020-001", "Kunta 1")
    assert (failed["failure"], failed["attempts"]) == (REFUSED, 1)
    assert frames[State.WAITING].iloc[0]["send_after"] == SOON + STANDARD
    assert len(mailbox.taken) == 1


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("020-002", [2]), ("KUNTA", [1, 2]), ("kunta 1", [1]), ("%", []), ("_", []), ("\0 ", [1, 2])],
)
def test_letters_are_found_by_number_and_organisation(
    world: World, wanted: str, found: list[int]
) -> None:
    decided(world)
    decided(world)
    with reading(world.engine) as connection:
        lines = outbox.outbox(connection, State.WAITING, SOON, wanted=wanted)
    assert list(lines["letter_id"]) == found


def test_what_may_have_left_is_said_and_not_guessed(world: World, post: Running) -> None:
    maybe_sent(world, post)
    assert counts(world, DUE) == {State.SENDING: 1}
    assert counts(world) == {State.MAY_HAVE_LEFT: 1}


def test_what_somebody_has_to_look_at_is_counted(world: World, post: Running) -> None:
    refused(world, post)
    maybe_sent(world, post)
    with reading(world.engine) as connection:
        assert outbox.stuck(connection, SOON) == {State.FAILED: 1, State.MAY_HAVE_LEFT: 1}


def test_letters_that_have_left_are_not_looked_at(world: World) -> None:
    """There are many of them, and the worker looks often."""
    due = select(letter.c.letter_id).where(is_due(SOON))
    with reading(world.engine) as connection:
        if connection.dialect.name == "postgresql":  # of a few rows it would read them all
            connection.exec_driver_sql("SET enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
        sql = due.compile(connection, compile_kwargs={"literal_binds": True})
        plan = connection.exec_driver_sql(f"{explain} {sql}").all()
    assert "letter_outbox" in str(plan)


def test_a_claim_of_unknown_age_is_of_somebody_gone(world: World) -> None:
    """As a load or a restore may bring it."""
    decided(world)
    world.change("UPDATE letter SET status = 'handed_over'")
    assert counts(world) == {State.MAY_HAVE_LEFT: 1}


def test_a_failed_letter_is_sent_again_when_somebody_says_so(world: World, post: Running) -> None:
    mailbox, server = post
    refused(world, post)
    assert handling.send_again(world.engine, 1, State.FAILED, OFFICER, clock(SOON)) is Handled.DONE
    assert (shown(world).state, shown(world).failure) == (State.WAITING, None)
    assert send(world, server, timedelta(hours=1)) == Counter({Fate.SENT: 1})
    assert len(mailbox.taken) == 1


def test_a_letter_that_may_have_left_is_sent_again_only_on_somebodys_word(
    world: World, post: Running
) -> None:
    mailbox, server = post
    maybe_sent(world, post)
    number = "SP-2020-001"
    again = handling.send_again(world.engine, 1, State.MAY_HAVE_LEFT, OFFICER, clock(SOON))
    assert (again, counts(world)) == (Handled.DONE, {State.WAITING: 1})
    assert world.act(number, Action.UNDO).refusal is Refusal.LETTER_LEFT
    assert send(world, server, timedelta(hours=1)) == Counter({Fate.SENT: 1})
    first, second = mailbox.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@programme.example>")
    assert send(world, server, timedelta(hours=2)) == Counter()


@pytest.mark.parametrize(
    ("answer", "state"),
    [("451 4.7.1 Later", State.WAITING), ("550 5.1.1 No", State.MAY_HAVE_LEFT)],
)
def test_a_second_copy_that_is_refused_leaves_the_first_in_doubt(
    world: World, post: Running, answer: str, state: State
) -> None:
    mailbox, server = post
    maybe_sent(world, post)
    handling.send_again(world.engine, 1, State.MAY_HAVE_LEFT, OFFICER, clock(SOON))
    mailbox.to_recipient.append(answer)
    send(world, server, timedelta(hours=1))
    assert (shown(world).state, shown(world).failure) == (state, answer)
    assert only(world).status == LetterStatus.HANDED_OVER
    assert world.act("SP-2020-001", Action.UNDO).refusal is Refusal.LETTER_LEFT


def test_a_second_copy_waits_out_a_server_that_is_away(world: World, post: Running) -> None:
    maybe_sent(world, post)
    handling.send_again(world.engine, 1, State.MAY_HAVE_LEFT, OFFICER, clock(SOON))
    post[0].to_recipient.append("421 4.3.2 Closing")
    assert send(world, post[1], timedelta(hours=1)) == Counter({Fate.SERVER_AWAY: 1})
    assert (shown(world).state, only(world).status) == (State.WAITING, LetterStatus.HANDED_OVER)
    assert send(world, post[1], timedelta(hours=2)) == Counter({Fate.SENT: 1})


def test_marking_as_sent_says_who(world: World, post: Running) -> None:
    maybe_sent(world, post)
    done = handling.mark_sent(world.engine, 1, State.MAY_HAVE_LEFT, OFFICER, clock(SOON))
    found = shown(world)
    assert (done, found.state, found.sent_at, found.marked_by) == ("done", "sent", SOON, "Otto")
    refused(world, post)
    assert handling.drop(world.engine, 2, State.FAILED, MANAGER, clock(SOON)) is Handled.DONE
    assert shown(world, 2).state is State.CANCELLED


def test_a_mail_servers_letter_was_marked_by_nobody(world: World, post: Running) -> None:
    decided(world)
    send(world, post[1])
    assert (shown(world).state, shown(world).marked_by) == (State.SENT, None)


@pytest.mark.parametrize("act", [handling.send_again, handling.mark_sent, handling.drop])
def test_a_letter_that_has_moved_on_is_left_alone(world: World, post: Running, act: object) -> None:
    assert callable(act)
    refused(world, post)
    handling.send_again(world.engine, 1, State.FAILED, OFFICER, clock(SOON))
    before = letters(world)
    assert act(world.engine, 1, State.FAILED, MANAGER, clock(SOON)) is Handled.MOVED_ON
    assert act(world.engine, 1, State.SENT, MANAGER, clock(SOON)) is Handled.MOVED_ON
    assert letters(world) == before


@pytest.mark.parametrize("act", [handling.send_again, handling.mark_sent, handling.drop])
@pytest.mark.parametrize("by", [STEERING, ADMIN, "nobody"])
def test_letters_are_the_offices(world: World, post: Running, act: object, by: str) -> None:
    assert callable(act)
    refused(world, post)
    assert act(world.engine, 1, State.FAILED, by, clock(SOON)) is Handled.FORBIDDEN
    assert shown(world).state is State.FAILED


def test_letters_go_by_hand_where_there_is_no_mail_server(world: World) -> None:
    decided(world)
    decided(world, email=None)
    decided(world, email="kehittäjä@kunta.example")
    decided(world, at=SOON)
    with reading(world.engine) as connection:
        waiting = outbox.due(connection, SOON)
    assert waiting == (1, 2, 3)
    archive = ZipFile(io.BytesIO(files.as_archive(world.engine, waiting, OFFICER, clock(SOON))))
    assert archive.namelist() == [f"SP-2020-00{n}-{n}.eml" for n in (1, 2, 3)]
    drafts = [
        BytesParser(policy=SMTP).parsebytes(archive.read(name)) for name in archive.namelist()
    ]
    assert [draft["To"] for draft in drafts] == [ADDRESS, None, None]
    assert {draft["X-Unsent"] for draft in drafts} == {"1"}
    assert drafts[0]["Subject"] == letters(world)[0].subject
    logged = world.all(select(access_log.c.username, access_log.c.action, access_log.c.subject))
    assert logged == [(OFFICER, "contact_read", f"SP-2020-00{n}") for n in (1, 2, 3)]
    assert handling.mark_all_sent(world.engine, [*waiting, 4, 99], OFFICER, clock(SOON)) == 3
    assert counts(world) == {State.SENT: 3, State.WAITING: 1}
    assert handling.mark_all_sent(world.engine, waiting, OFFICER, clock(SOON)) == 0


def test_one_letter_as_a_file(world: World) -> None:
    decided(world)
    draft = BytesParser(policy=SMTP).parsebytes(files.as_file(world.engine, 1, OFFICER, clock()))
    assert draft["To"] == ADDRESS
    assert draft.get_content().splitlines() == only(world).body.splitlines()


@pytest.mark.parametrize(("letter_id", "by"), [(1, STEERING), (1, ADMIN), (1, "x"), (7, OFFICER)])
def test_a_file_is_for_the_office_only(world: World, letter_id: int, by: str) -> None:
    decided(world)
    with pytest.raises(Refused):
        files.as_file(world.engine, letter_id, by, clock())
    assert world.count(access_log) == 0


def test_a_letter_from_before_letters_had_texts_cannot_leave(
    world: World, post: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older version of the program kept only that there is one."""
    monkeypatch.setattr("data_access.deciding.sparring_writes.TEMPLATES", {})
    number = decided(world)
    bare = {"template": "approved", "language": "fi", "written_at": NOW, "send_after": DUE}
    row = world.row(number)
    world.add(letter, {"application_id": row.application_id, "version": row.version, **bare})
    with reading(world.engine) as connection:
        assert outbox.due(connection, SOON) == ()
    assert send(world, post[1]) == Counter({Fate.FAILED: 1})
    assert (shown(world).failure, shown(world).body) == (Hindrance.NO_TEXT, None)
    with pytest.raises(Refused):
        files.as_file(world.engine, 1, OFFICER, clock())
