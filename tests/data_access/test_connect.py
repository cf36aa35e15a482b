"""A database that cannot be used is named, and nothing is half done."""

import pytest
from sqlalchemy import Engine, create_engine, event, text

from data_access.connect import (
    DatabaseUnavailable,
    Trouble,
    check,
    create_engine_for,
    reading,
    writing,
)
from data_access.decisions import decide
from programme.lifecycle import Action
from tests.data_access.scenarios import World, clock


def read_only(world: World) -> Engine:
    """The same database through connections that may not write, as on a full or locked disk."""
    url = world.engine.url
    if url.get_backend_name() == "sqlite":
        engine = create_engine_for(url.render_as_string(hide_password=False))
        event.listen(engine, "connect", lambda db, _: db.execute("PRAGMA query_only=ON"))
        return engine
    options = {"options": "-c default_transaction_read_only=on"}
    return create_engine(url, connect_args=options)


def test_a_decision_on_a_database_that_cannot_be_written_is_an_answer_not_a_loss(
    world: World,
) -> None:
    number = world.application()
    before = world.content()
    engine = read_only(world)
    with pytest.raises(DatabaseUnavailable) as failure:
        decide(engine, world.command(number, Action.APPROVE, days=1), clock())
    assert failure.value.trouble is Trouble.READ_ONLY
    check(engine)  # reading goes on
    engine.dispose()
    assert world.content() == before


def test_a_database_without_our_tables_is_not_migrated(database_url: str) -> None:
    engine = create_engine_for(database_url)
    with pytest.raises(DatabaseUnavailable) as failure:
        check(engine)
    engine.dispose()
    assert failure.value.trouble is Trouble.NOT_MIGRATED


def test_a_write_that_fails_leaves_nothing_behind(engine: Engine) -> None:
    def write_and_fail() -> None:
        with writing(engine) as connection:
            connection.execute(
                text("INSERT INTO newsletter (sent_on, subject) VALUES ('2018-01-01', 'Kirje')")
            )
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM newsletter")).scalar() == 0
