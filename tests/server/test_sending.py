"""The running server sends the outbox: what is due when it looks, and ends when it is told to."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from data_access.connect import create_engine_for, reading, writing
from data_access.schema import letter
from programme.lifecycle import Status
from server.sending import OutboxSending
from tests.data_access.letters.correspondence import decided
from tests.data_access.scenarios import NOW, World
from tests.mail_server import SENDER, mail_server
from tests.running import serving

WAIT = 20.0  # seconds; far more than any step here takes


@pytest.fixture
def outbox(engine: Engine) -> Engine:
    """An office with a letter that is long due."""
    world = World(engine).found()
    world.round()
    decided(world, Status.APPROVED, at=NOW)
    return engine


def statuses(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.execute(select(letter.c.status)).scalars())


def test_a_look_sends_what_is_due(outbox: Engine) -> None:
    with mail_server() as (mailbox, server):
        sending = OutboxSending(outbox, server)
        sending.look()
        sending.look()
    assert (len(mailbox.taken), statuses(outbox)) == (1, ["sent"])


def test_a_database_that_is_away_or_not_ours_is_waited_for(
    outbox: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with mail_server() as (mailbox, server):
        away = create_engine_for("postgresql+psycopg://nobody@127.0.0.1:1/none")
        OutboxSending(away, server).look()
        away.dispose()
        with writing(outbox) as connection:
            connection.execute(text("ALTER TABLE letter RENAME COLUMN retry_at TO other"))
        OutboxSending(outbox, server).look()
    assert mailbox.taken == []
    told = [record.getMessage() for record in caplog.records if record.name == "server.sending"]
    assert ["sending_postponed" in told[0], "sending_failed" in told[1]] == [True, True]


def test_stopping_ends_the_thread_after_the_letter_in_hand(outbox: Engine) -> None:
    with mail_server() as (mailbox, server):
        sending = OutboxSending(outbox, server, look_every=0.01)
        sending.start()
        for _ in range(1000):
            if mailbox.taken:
                break
            threading.Event().wait(WAIT / 1000)
        sending.stop()
    assert statuses(outbox) == ["sent"]
    assert "outbox-sending" not in {thread.name for thread in threading.enumerate()}


def test_serve_sends_with_the_settings_that_it_is_given(outbox: Engine, tmp_path: Path) -> None:
    url = outbox.url.render_as_string(hide_password=False)
    with mail_server() as (mailbox, server):
        where = f"smtp://127.0.0.1:{server.port}"
        with serving(url, tmp_path, PROGRAMME_SMTP_URL=where, PROGRAMME_SMTP_FROM=SENDER):
            for _ in range(1000):
                if statuses(outbox) == ["sent"]:
                    break
                threading.Event().wait(WAIT / 1000)
    assert (len(mailbox.taken), statuses(outbox)) == (1, ["sent"])
