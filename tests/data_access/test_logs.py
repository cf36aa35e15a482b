"""The log: one line an event, in one form, whoever logs it, and nobody's data in it."""

import io
import logging
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from data_access import access_log, accounts, logs
from data_access.connect import DatabaseUnavailable, Trouble, reading, writing
from data_access.logs import error_number, formatter, logger
from programme.roles import Role
from tests.running import ROOT

MARKER = "Maija.Mallikas"  # stands for whatever somebody typed or is called


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is written while the test runs."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def test_an_event_is_one_line_of_pairs(log: io.StringIO) -> None:
    logger("ui.trouble").warning("tried", times=3, way='a "b" \n c')
    assert re.fullmatch(
        r"time=\d{4}-\d\d-\d\dT[\d:.]+Z level=warning event=tried logger=ui\.trouble times=3 "
        r'way="a \\"b\\" \\n c"\n',
        log.getvalue(),
    )


def test_a_failure_is_told_with_its_way_and_its_causes(log: io.StringIO) -> None:
    number = error_number()
    try:
        try:
            int(MARKER)
        except ValueError as cause:
            raise LookupError(MARKER) from cause
    except LookupError:
        logger("ui.trouble").exception("error", number=number)
    line = log.getvalue()
    assert f"number={number} " in line
    assert 'exception="LookupError from ValueError"' in line
    assert line.count("tests/data_access/test_logs.py:") == 2
    assert line.count("\n") == 1
    assert MARKER not in line


def test_others_are_heard_as_they_wrote_it_without_values(log: io.StringIO) -> None:
    other = logging.getLogger("somebody.else")
    other.error("could not greet %s\nbecause of %s", MARKER, MARKER)
    try:
        raise KeyError(MARKER)
    except KeyError:
        other.exception("fell over %r", MARKER)
    first, second = log.getvalue().splitlines()
    assert 'event="could not greet %s" logger=somebody.else' in first
    assert "exception=KeyError" in second
    assert MARKER not in log.getvalue()


def test_what_a_database_quotes_is_not_repeated(engine: Engine, log: io.StringIO) -> None:
    """PostgreSQL names the row that was in the way, SQLAlchemy the values that were sent."""

    def twice() -> None:
        with writing(engine) as connection:
            for _ in range(2):
                accounts.create_user(connection, MARKER.lower(), MARKER, Role.ADMIN, MARKER)

    with pytest.raises(IntegrityError) as failure:
        twice()
    assert MARKER not in str(failure.value)
    logger("ui.trouble").error("error", exc_info=failure.value)
    assert "IntegrityError" in log.getvalue()
    assert MARKER.lower() not in log.getvalue().lower()


def test_a_wrong_statement_does_not_show_its_parameters(engine: Engine) -> None:
    with pytest.raises(Exception, match="no_such_column") as failure, reading(engine) as connection:
        connection.execute(text("SELECT no_such_column FROM app_user WHERE 1 = :n"), {"n": MARKER})
    assert MARKER not in str(failure.value)
    assert "no_such_column" in str(failure.value)


def test_signing_in_is_an_event_without_a_name(
    engine: Engine, log: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO), writing(engine) as connection:
        access_log.record(connection, MARKER, "sign_in_refused", subject=MARKER)
    assert "level=info event=sign_in_refused logger=data_access.access_log" in log.getvalue()
    assert MARKER not in log.getvalue()


def test_an_unavailable_database_says_why_not_where() -> None:
    assert MARKER not in str(DatabaseUnavailable(Trouble.AWAY, "OperationalError"))


def run(program: str) -> list[str]:
    """What a process of its own writes to stderr after logs.set_up()."""
    start = "import logging, threading\nfrom data_access import logs\n"
    done = subprocess.run(
        [sys.executable, "-c", start + textwrap.dedent(program)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert MARKER not in done.stderr
    return done.stderr.splitlines()


def test_libraries_that_bring_a_handler_write_in_our_form_too() -> None:
    lines = run(
        f"""
        import streamlit.logger
        before = streamlit.logger.get_logger("streamlit.before")
        logs.set_up()
        after = streamlit.logger.get_logger("streamlit.after")
        for one in before, after:
            one.warning("oh %s", "{MARKER}")
        logging.getLogger("quiet").info("not heard")
        """
    )
    assert [re.sub(r"time=\S+ ", "", line) for line in lines] == [
        'level=warning event="oh %s" logger=streamlit.before',
        'level=warning event="oh %s" logger=streamlit.after',
    ]


@pytest.mark.parametrize(
    "failing", [f"int('{MARKER}')", f"threading.Thread(target=lambda: int('{MARKER}')).start()"]
)
def test_what_nobody_caught_is_one_line_as_well(failing: str) -> None:
    [line] = run(f"logs.set_up()\n{failing}")
    assert "level=critical event=uncaught" in line
    assert "exception=ValueError" in line


def test_our_own_events_are_heard_from_the_level_that_was_asked_for() -> None:
    told = 'logs.logger("server.x").info("told")'
    assert len(run(f"logs.set_up()\n{told}")) == 1
    assert run(f"logs.set_up(logging.WARNING)\n{told}") == []


def test_error_numbers_differ() -> None:
    assert len({logs.error_number() for _ in range(50)}) > 45
