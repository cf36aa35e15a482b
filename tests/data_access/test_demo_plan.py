"""The demo is the same on every machine and in every process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data_access.demo.applicants import applicants, slots
from data_access.demo.arithmetic import chunks, evenly, mixed, positive_shares, shares
from data_access.demo.life_cycles import delivery_of
from data_access.demo.organisations import members, organisations
from data_access.demo.rounds import GRANTED, Fate

ROOT = Path(__file__).parents[2]
DIGEST = """
import hashlib
from data_access.demo import deeds, life_cycles, participation
plan = [*deeds.deeds(), *life_cycles.steps(), *participation.participations()]
rows = "".join(
    f"{one.organisation.name_fi}{one.activity.starts_on}{one.participant_count}"
    if hasattr(one, "activity") else
    f"{one.title}{one.published_on}" if hasattr(one, "title") else
    f"{one.application.application_no}{one.at}{one.text}{one.application.topic.need}"
    for one in plan
)
print(len(plan), hashlib.sha256(rows.encode()).hexdigest())
"""


def digest(hash_seed: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", DIGEST],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def test_the_plan_does_not_depend_on_the_process() -> None:
    assert digest("1") == digest("2")


@pytest.mark.parametrize(
    ("total", "weights"), [(100, [1, 1, 1]), (7, [5, 3]), (0, [1, 2]), (2201, [9, 4, 4, 1])]
)
def test_shares_add_up(total: int, weights: list[int]) -> None:
    assert sum(shares(total, weights)) == total


def test_positive_shares_leave_nobody_out() -> None:
    assert min(positive_shares(12, [100, 1, 1, 1])) == 1
    assert sum(positive_shares(12, [100, 1, 1, 1])) == 12


def test_mixed_keeps_everything() -> None:
    assert sorted(mixed(list(range(12)), 4)) == list(range(12))


def test_evenly_and_chunks() -> None:
    assert evenly("abcdef", 3) == ["a", "c", "e"]
    assert [list(part) for part in chunks([1, 2, 3, 4, 5], 2)] == [[1, 2], [3, 4, 5]]


def test_who_uses_granted_days_took_part_in_that_year() -> None:
    for slot in slots():
        delivery = delivery_of(slot)
        if delivery and slot.fate is not Fate.SCHEDULED:
            applicant = applicants()[slot.round.code, slot.number]
            assert applicant in members()[delivery[0].year]


def test_five_organisations_only_applied_and_were_rejected() -> None:
    never = {one for one in organisations() if not one.takes_part}
    fates = [slot.fate for slot in slots() if applicants()[slot.round.code, slot.number] in never]
    assert len(never) == 5
    assert fates == [Fate.REJECTED] * 5


def test_nobody_applies_twice_in_a_round() -> None:
    assert len({(code, one) for (code, _), one in applicants().items()}) == 232
    assert sum(slot.fate in GRANTED for slot in slots()) == 172
