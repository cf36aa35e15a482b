"""PostgreSQL looks through its tables when many rows have come, and nothing depends on it."""

import pytest
from sqlalchemy import Engine, event

from data_access.connect import create_engine_for
from data_access.vacuum import vacuum

AWAY = "postgresql+psycopg://postgres@/office?host=/nowhere"


def test_only_postgresql_is_told(engine: Engine) -> None:
    told: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: told.append(given[2]))
    vacuum(engine)
    expected = {"sqlite": [], "postgresql": ["VACUUM (ANALYZE)"]}
    assert [each for each in told if "VACUUM" in each] == expected[engine.dialect.name]


def test_a_database_that_is_away_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    vacuum(create_engine_for(AWAY))
    assert ["not_vacuumed" in record.getMessage() for record in caplog.records] == [True]


def test_a_vacuum_that_the_database_cuts_off_stops_nobody(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    if engine.dialect.name == "postgresql":
        url = engine.url.update_query_dict({"options": "-c statement_timeout=1ms"})
        engine = create_engine_for(url.render_as_string(hide_password=False))
    vacuum(engine)
    logged = [record.getMessage() for record in caplog.records]
    cut_off = ["QueryCanceled" in message for message in logged]
    assert cut_off == [True] * (engine.dialect.name == "postgresql")
