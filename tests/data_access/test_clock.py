"""The clock that goes with a database."""

from datetime import UTC, datetime, timedelta

import pytest

from data_access import clock
from data_access.schema import installation
from programme.lifecycle import Action
from tests.data_access.scenarios import NOW, World

MINUTE = timedelta(minutes=1)
DEMO = {"installation_id": 1, "is_demo": True, "clock_starts_at": NOW}


def test_real_data_lives_in_real_time(world: World) -> None:
    assert abs(clock.clock(world.engine).now() - datetime.now(UTC)) < MINUTE
    assert not clock.is_demo(world.engine)


def test_demo_data_carries_its_own_time(world: World) -> None:
    anchored = datetime.now(UTC) - timedelta(days=2)
    world.add(installation, {**DEMO, "clock_anchored_at": anchored})
    assert timedelta(0) <= clock.clock(world.engine).now() - NOW - timedelta(days=2) < MINUTE
    assert clock.is_demo(world.engine)


def test_a_restarted_clock_begins_again_but_never_before_what_has_happened(world: World) -> None:
    world.add(installation, {**DEMO, "clock_anchored_at": datetime(2026, 1, 1, tzinfo=UTC)})
    clock.restart(world.engine)
    assert timedelta(0) <= clock.clock(world.engine).now() - NOW < MINUTE
    later = NOW + timedelta(days=3)
    world.act(world.application(), Action.APPROVE, at=later)
    clock.restart(world.engine)
    assert timedelta(0) <= clock.clock(world.engine).now() - later < MINUTE


def test_restarting_real_time_changes_nothing(world: World) -> None:
    before = world.content()
    clock.restart(world.engine)
    assert world.content() == before


def test_a_process_may_have_a_time_of_its_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.SETTING, NOW.isoformat())
    assert timedelta(0) <= clock.clock(world.engine).now() - NOW < MINUTE


@pytest.mark.parametrize("written", ["tomorrow", "2020-12-01", "2020-12-01T09:00:00"])
def test_a_time_needs_its_zone(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv(clock.SETTING, written)
    with pytest.raises(clock.WrongSetting, match=clock.SETTING):
        clock.setting()
