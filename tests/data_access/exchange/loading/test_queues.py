"""Proposals, submissions, enrolments and their letters: out, in again, and on from there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from data_access.access_log import COMMAND_LINE
from data_access.connect import create_engine_for, reading, writing
from data_access.exchange.exporting.export import export
from data_access.exchange.loading.load import load
from data_access.integrity.verification import verify
from data_access.schema import (
    app_user,
    application_comment,
    application_proposal,
    enrolment,
    letter,
    letter_template,
)
from programme.deed_submissions import SubmissionAction, SubmissionStatus
from programme.enrolments import EnrolmentAction, EnrolmentStatus
from programme.lifecycle import Action, Status
from tests.backends import Backend
from tests.data_access.desk import Desk
from tests.data_access.exchange.loading.databases import written
from tests.data_access.scenarios import MANAGER, NOW, OFFICER, REASON, World


@pytest.fixture
def filled(world: World) -> World:
    """A world with rows in every table of the queues, in many states."""
    desk = Desk(world)
    _judge(world)
    for status in SubmissionStatus:
        desk.submission(status)
    _go_back_and_forth(desk)
    training = desk.training(places=9)
    for state in EnrolmentStatus:
        desk.enrolment(training, state, message="Kolme kehittäjää")
    _let_letters_fare(world)
    # Who acted then may be gone by now.
    world.change(
        f"UPDATE app_user SET active = false, role = 'steering' WHERE username = '{OFFICER}'"
    )
    return world


def _judge(world: World) -> None:
    """Proposals, comments and a booking, as other programs may write them too."""
    number = world.application(Status.IN_REVIEW)
    application = world.row(number)
    key = {"application_id": application.application_id, "version": application.version}
    world.add(
        application_proposal,
        key
        | {
            "outcome": "approved",
            "days": 1,
            "rationale": REASON,
            "source": "office",
            "proposed_by": OFFICER,
            "proposed_at": NOW,
            "request_key": "proposal-1",
        },
    )
    world.add(
        application_comment,
        {
            "application_id": application.application_id,
            "comment": "=Soitettu; odotetaan",
            "written_by": OFFICER,
            "written_at": NOW,
            "request_key": "comment-1",
        },
    )
    world.act(number, Action.APPROVE)
    world.add(
        letter_template,
        {
            "template": "approved",
            "language": "fi",
            "subject": "Päätös",
            "body": "Hyvä {organisation}",
            "changed_by": MANAGER,
            "changed_at": NOW,
        },
    )
    world.application(Status.WAITLISTED)
    world.application(Status.SCHEDULED)


def _go_back_and_forth(desk: Desk) -> None:
    """A submission that was edited, published, taken back and published again."""
    number = desk.submission(SubmissionStatus.RETURNED)
    for action in (
        SubmissionAction.RESUBMIT,
        SubmissionAction.PUBLISH,
        SubmissionAction.UNDO,
        SubmissionAction.PUBLISH,
    ):
        assert desk.act(number, action).saved


def _let_letters_fare(world: World) -> None:
    """One letter in every state that sending leads to."""
    fates: tuple[dict[str, Any], ...] = (
        {"status": "sent", "sent_at": NOW, "attempts": 1},
        {"status": "sending", "claimed_by": "host:1", "claimed_at": NOW},
        {"status": "handed_over", "claimed_by": "host:1", "claimed_at": NOW, "attempts": 1},
        {"status": "failed", "failure": "550 5.1.1; tuntematon", "attempts": 3},
        {"status": "waiting", "retry_at": NOW, "failure": "451 4.7.1", "attempts": 1},
    )
    waiting = world.all(
        select(letter.c.letter_id).where(letter.c.status == "waiting").order_by(letter.c.letter_id)
    )
    assert len(waiting) > len(fates)
    with writing(world.engine) as connection:
        for (number,), fate in zip(waiting, fates, strict=False):
            connection.execute(letter.update().where(letter.c.letter_id == number).values(fate))


@pytest.fixture
def other(backend: Backend, migrated_template: str) -> Iterator[Engine]:
    """A second database, with our schema and no rows."""
    url = backend.create(copy_of=migrated_template)
    engine = create_engine_for(url)
    yield engine
    engine.dispose()
    backend.drop(url)


def exported(engine: Engine, folder: Path) -> Path:
    with reading(engine) as connection:
        export(connection, folder, personal=True)
    return folder


def loaded(engine: Engine, folder: Path) -> None:
    report = load(engine, folder, by=COMMAND_LINE)
    assert report.problems == ()
    assert report.written


def test_out_and_in_again_is_the_same(filled: World, other: Engine, tmp_path: Path) -> None:
    files = exported(filled.engine, tmp_path / "out")
    loaded(other, files)
    assert written(exported(other, tmp_path / "again")) == written(files)
    assert not load(other, files, by=COMMAND_LINE).written
    assert not load(filled.engine, files, by=COMMAND_LINE).written
    assert verify(other).findings == ()


def test_users_are_what_they_were_after_the_load(
    filled: World, other: Engine, tmp_path: Path
) -> None:
    loaded(other, exported(filled.engine, tmp_path / "out"))
    query = select(app_user.c.role, app_user.c.active).where(app_user.c.username == OFFICER)
    with reading(other) as connection:
        assert tuple(connection.execute(query).one()) == ("steering", False)


def test_what_happens_later_is_loaded_on_top(world: World, other: Engine, tmp_path: Path) -> None:
    desk = Desk(world)
    training = desk.training(places=3)
    came, waits = desk.enrolment(training), desk.enrolment(training)
    sent = desk.submission()
    desk.act(came, EnrolmentAction.ACCEPT)
    loaded(other, exported(world.engine, tmp_path / "before"))
    for number, action in (
        (came, EnrolmentAction.CANCEL),
        (waits, EnrolmentAction.WAITLIST),
        (waits, EnrolmentAction.ACCEPT),
        (sent, SubmissionAction.RETURN),
        (sent, SubmissionAction.RESUBMIT),
        (sent, SubmissionAction.PUBLISH),
    ):
        assert desk.act(number, action).saved
    organisation = world.one(
        select(enrolment.c.organisation_id).where(enrolment.c.enrolment_no == came)
    )
    desk.enrolment(training, organisation_id=organisation[0])
    files = exported(world.engine, tmp_path / "after")
    loaded(other, files)
    assert written(exported(other, tmp_path / "again")) == written(files)
    assert verify(other).findings == ()
