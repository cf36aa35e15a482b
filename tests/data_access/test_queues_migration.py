"""The migration of the three queues, on databases that are in use."""

from typing import Any

import pytest
from sqlalchemy import Engine, exc, select

from data_access.changes import revisions
from data_access.connect import reading
from data_access.integrity.verification import verify
from data_access.migrations import downgrade, upgrade
from data_access.migrations.queues.rules import NEW_TOPICS
from data_access.migrations.queues.tables import TABLES as NEW_TABLES
from data_access.schema import data_revision, letter, metadata
from programme.deed_submissions import SubmissionStatus
from programme.enrolments import EnrolmentStatus
from programme.lifecycle import Action, Status
from tests.data_access.desk import Desk
from tests.data_access.scenarios import World
from tests.data_access.test_migrations import tables, triggers
from tests.data_access.test_whole_migration import indexes

#: What an older letter has.
OLD = ("application_id", "version", "template", "language", "written_at", "send_after")
#: Tables whose rows the migration itself writes.
_OWN = {"letter", "audit_log", "audit_head", "data_revision"}
BEFORE = "0005"


def kept_rows(engine: Engine) -> dict[str, list[Any]]:
    """The rows of the tables that there were before, but for the letters."""
    with reading(engine) as connection:
        return {
            name: sorted(connection.execute(select(table)).all(), key=repr)
            for name, table in metadata.tables.items()
            if name not in {*NEW_TABLES, *_OWN}
        }


def letters(world: World) -> list[tuple[Any, ...]]:
    """What an older letter has, of every letter."""
    columns = [letter.c[name] for name in OLD]
    return sorted((tuple(row) for row in world.all(select(*columns))), key=repr)


@pytest.fixture
def used(world: World) -> World:
    """A world with rows in the queues' tables and a letter in every state."""
    desk = Desk(world)
    for sent in SubmissionStatus:
        desk.submission(sent)
    training = desk.training()
    for state in EnrolmentStatus:
        desk.enrolment(training, state)
    world.application(Status.WAITLISTED)
    world.application(Status.SCHEDULED)
    world.act(world.application(Status.APPROVED), Action.UNDO)
    for status in ("sent", "sending", "handed_over", "failed"):
        number = world.row(world.application(Status.REJECTED)).application_id
        world.change(f"UPDATE letter SET status = '{status}' WHERE application_id = {number}")
    return world


def test_down_and_up_again_with_data(used: World) -> None:
    """What was there before stays; what came with the queues goes, and the audit says so."""
    before, rules = kept_rows(used.engine), (triggers(used.engine), indexes(used.engine))
    old = [row for row in letters(used) if row[0] is not None and row[2] != "waitlisted"]
    assert len(letters(used)) > len(old)
    downgrade(used.engine, BEFORE)
    assert not set(NEW_TABLES) & tables(used.engine)
    upgrade(used.engine)
    assert kept_rows(used.engine) == before
    assert (triggers(used.engine), indexes(used.engine)) == rules
    assert letters(used) == old
    assert all(used.count(metadata.tables[name]) == 0 for name in NEW_TABLES)
    assert verify(used.engine).findings == ()


def test_letters_that_were_on_their_way_wait_again(used: World) -> None:
    downgrade(used.engine, BEFORE)
    upgrade(used.engine)
    status = letter.c.status
    found = [row.status for row in used.all(select(status).where(letter.c.template == "rejected"))]
    assert sorted(found) == ["sent", "waiting", "waiting", "waiting"]
    (undone,) = used.all(select(letter).where(status == "cancelled"))
    assert (undone.subject, undone.body, undone.attempts) == (None, None, 0)


def test_nothing_counts_as_changed_that_did_not(world: World) -> None:
    world.application(Status.APPROVED)
    before = revisions(world.engine)
    downgrade(world.engine, BEFORE)
    upgrade(world.engine)
    assert revisions(world.engine) == {**before, **dict.fromkeys(NEW_TOPICS, 0)}


def test_the_older_rules_hold_in_the_older_schema(used: World) -> None:
    downgrade(used.engine, BEFORE)
    for sql, rule in (
        ("UPDATE letter SET status = 'failed' WHERE status = 'waiting'", "letter_status_known"),
        ("UPDATE letter SET template = 'approved' WHERE status = 'waiting'", "letter_is_final"),
        ("UPDATE letter SET status = 'waiting' WHERE status = 'sent'", "letter_is_final"),
        ("DELETE FROM letter", "letter_is_final"),
        (
            "INSERT INTO letter (application_id, version, template, language, written_at,"
            " send_after) SELECT application_id, version, template, language, written_at,"
            " send_after FROM letter",
            "one_letter_per_event",
        ),
    ):
        with pytest.raises(exc.DBAPIError, match=rule):
            used.change(sql)
    used.change("UPDATE letter SET status = 'sent' WHERE status = 'waiting'")


def test_the_queues_work_after_coming_up_again(used: World) -> None:
    downgrade(used.engine, BEFORE)
    upgrade(used.engine)
    desk = Desk(used)
    assert desk.submission(SubmissionStatus.PUBLISHED)
    assert desk.enrolment(desk.training(), EnrolmentStatus.ACCEPTED)
    with reading(used.engine) as connection:
        topics = set(connection.execute(select(data_revision.c.topic)).scalars())
    assert set(NEW_TOPICS) <= topics
    assert verify(used.engine).findings == ()
