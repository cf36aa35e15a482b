"""The queue, what needs doing and the rounds, as the office sees them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from data_access import attention, queue, rounds
from data_access.attention import Need
from data_access.connect import reading, writing
from data_access.queueing.search import VIEWS, QueueSearch, Sort, Word
from data_access.rounds import Waiting
from data_access.schema import (
    application_comment,
    indicator_target,
    organisation,
    sparring_round,
)
from programme.lifecycle import Action, Status
from tests.data_access.scenarios import NOW, OFFICER, ROUND, World, local

TODAY = date(2020, 12, 1)
#: Work that no sparring application makes.
OTHER_QUEUES = (Need.SUBMISSIONS, Need.ENROLMENTS)


def ask(world: World, read: Any, *arguments: Any) -> Any:
    with reading(world.engine) as connection:
        return read(connection, *arguments)


def listed(world: World, view: str = "open", viewer: str = OFFICER, **wanted: Any) -> queue.Listed:
    found: queue.Listed = ask(world, queue.applications, QueueSearch(view, **wanted), TODAY, viewer)
    return found


def rows(world: World, view: str = "open", **wanted: Any) -> list[dict[str, Any]]:
    return listed(world, view, **wanted).rows.to_dict("records")


def numbers(world: World, view: str = "open", **wanted: Any) -> list[str]:
    return [row["application_no"] for row in rows(world, view, **wanted)]


def words(text: str) -> tuple[Word, ...]:
    return tuple(map(Word, text.split()))


def test_the_oldest_comes_first_and_drafts_do_not_wait(world: World) -> None:
    late = world.application(submitted_at=local(2020, 11, 20))
    early = world.application(submitted_at=local(2020, 11, 3))
    world.application(Status.DRAFT)
    world.application(Status.WITHDRAWN)
    assert numbers(world) == [early, late]


def test_every_view_holds_its_own(world: World) -> None:
    made = {status: world.application(status) for status in Status}
    expected = {view: {made[status] for status in states} for view, states in VIEWS.items()}
    # Their handler is the officer who took them up, or the manager who decided from the first.
    taken_up = [status for status in VIEWS["mine"] if world.row(made[status]).handler == OFFICER]
    expected["mine"] = {made[status] for status in taken_up}
    assert {view: set(numbers(world, view)) for view in VIEWS} == expected
    counted = ask(world, queue.counts, TODAY, OFFICER)
    assert counted == {view: len(found) for view, found in expected.items()}
    assert 0 < counted["mine"] < len(VIEWS["mine"])


def test_what_was_decided_lately_is_of_the_last_thirty_days(world: World) -> None:
    for day, hour in ((31, 23), (1, 0), (1, 1)):
        month = 10 if day == 31 else 11
        at = local(2020, month, day, hour, 59)
        world.application(Status.REJECTED, submitted_at=local(2020, 10, 5), at=at)
    assert numbers(world, "decided_lately") == ["SP-2020-002", "SP-2020-003"]
    assert ask(world, queue.counts, TODAY, OFFICER)["decided_lately"] == 2


def test_an_empty_view_keeps_its_columns(world: World) -> None:
    found = listed(world)
    assert (len(found.rows), tuple(found.rows.columns)) == (0, queue.COLUMNS)
    assert (found.applications, found.days, found.page, found.pages) == (0, 0, 1, 1)


def test_an_entry_tells_how_long_it_waits_and_whether_that_is_too_long(world: World) -> None:
    world.application(submitted_at=local(2020, 11, 9, 23, 30))
    world.application(Status.APPROVED, submitted_at=local(2020, 11, 9), at=local(2020, 11, 10))
    (row,) = rows(world)
    assert (row["submitted_on"], row["waited"], row["late"]) == (date(2020, 11, 9), 16, True)
    assert (row["organisation"], row["region_code"]) == ("Kunta 1", "MK01")
    (done,) = rows(world, "unbooked")
    assert (done["decided_on"], done["waited"], done["late"]) == (date(2020, 11, 10), 15, False)


def test_the_promise_is_the_offices_target(world: World) -> None:
    assert ask(world, queue.promise) == queue.DEFAULT_PROMISE
    target = {"indicator_code": "processing_days_median", "comparator": "at_most"}
    world.add(indicator_target, {**target, "target_value": 20, "basis": "office"})
    assert ask(world, queue.promise) == 20
    world.application(submitted_at=local(2020, 11, 9))
    assert not listed(world).rows["late"].any()
    assert numbers(world, late=True) == []


def test_only_the_open_question_sets_a_day(world: World) -> None:
    number = world.application()
    world.act(number, Action.CLARIFY, OFFICER, due_on=date(2020, 12, 4))
    assert list(listed(world).rows["due_on"]) == [date(2020, 12, 4)]
    world.act(number, Action.TAKE_UP, OFFICER)
    assert list(listed(world).rows["due_on"]) == [None]


# --- narrowing down -----------------------------------------------------------------------------


def test_each_filter_keeps_what_it_names(world: World) -> None:
    world.round("2020-1")
    company = world.organisation("MK02", organisation_type="municipal_company")
    plain = world.application()
    other = world.application(
        round_code="2020-1", theme="digitalisation", days_requested=1, organisation_id=company
    )
    filters: dict[str, Any] = {
        "round_code": ROUND,
        "theme": "well_being",
        "region_code": "MK01",
        "organisation_type": "municipality",
        "days": 2,
    }
    for name, value in filters.items():
        assert numbers(world, **{name: value}) == [plain], name
    assert numbers(world, theme="digitalisation", region_code="MK02", days=1) == [other]
    assert numbers(world, theme="digitalisation", region_code="MK01") == []
    assert numbers(world, theme="no such theme", region_code="'; --") == []


@pytest.mark.parametrize("over", [0, 1, 5, 15, 20, 40])
def test_age_counts_the_working_days_that_the_list_shows(world: World, over: int) -> None:
    for day in range(1, 31):
        world.application(submitted_at=local(2020, 11, day, 23, 59))
    world.application(Status.REJECTED, submitted_at=local(2020, 10, 5), at=local(2020, 10, 6))
    everything = {row["application_no"]: row["waited"] for row in rows(world)}
    longer = [number for number, waited in everything.items() if waited > over]
    assert numbers(world, "all", waited_over=over) == longer


def test_late_is_what_waits_for_its_decision_longer_than_promised(world: World) -> None:
    for day in range(1, 31):
        world.application(submitted_at=local(2020, 11, day))
    world.application(Status.REJECTED, submitted_at=local(2020, 11, 2), at=local(2020, 11, 3))
    world.application(Status.WITHDRAWN, submitted_at=local(2020, 11, 2), at=local(2020, 11, 3))
    late = [row["application_no"] for row in rows(world, "all") if row["late"]]
    assert numbers(world, "all", late=True) == late != []


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "place", ["title", "need", "goal", "application_no", "name_fi", "name_sv", "comment"]
)
def test_a_word_is_found_in_every_text(world: World, place: str) -> None:
    world.application()
    changes: dict[str, Any] = {}
    if place.startswith("name"):
        changes["organisation_id"] = world.organisation(**{place: "Äänekosken kylä"})
    elif place == "application_no":
        changes[place] = "SP-2019-7ÄÄN"
    elif place != "comment":
        changes[place] = "Tästä ÄÄNESTETÄÄN vielä"
    number = world.application(**changes)
    if place == "comment":
        comment(world, number, "Soitettu: äänestys on ohi.")
    assert numbers(world, words=words("ään")) == [number]
    assert numbers(world, words=words("ääh")) == []


def comment(world: World, number: str, text: str) -> None:
    row = {
        "application_id": world.row(number).application_id,
        "comment": text,
        "written_by": OFFICER,
        "written_at": NOW,
        "request_key": "0",
    }
    world.add(application_comment, row)


def test_the_names_of_themes_and_regions_are_found_by_their_codes(world: World) -> None:
    here = world.application()
    there = world.application(theme="digitalisation", organisation_id=world.organisation("MK02"))
    by_region = (Word("Birkaland", regions=("MK02",)),)
    by_theme = (Word("Trivsel", themes=("well_being",)),)
    assert (numbers(world, words=by_region), numbers(world, words=by_theme)) == ([there], [here])
    assert numbers(world, words=by_region + by_theme) == []


LETTERS = st.text(st.sampled_from("aAzZäÄöÖåÅéÉšŠ1%_\\*?[]^-.+()|{}$'\"; "), min_size=1, max_size=8)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=LETTERS, word=LETTERS.map(str.strip).filter(bool))
def test_case_does_not_matter_and_no_sign_is_a_pattern(
    shared_world: World, text: str, word: str
) -> None:
    """Whatever the letters: both databases find what Python finds when it folds both."""
    number = one_application(shared_world)
    with writing(shared_world.engine) as connection:
        connection.execute(update(organisation).values(name_sv=text))
    texts = [text, number, "Kunta ja tarve", "Työhyvinvointi"]
    found = numbers(shared_world, words=(Word(word),))
    assert found == ([number] if any(word.lower() in each.lower() for each in texts) else [])


def one_application(world: World) -> str:
    """Always the same one, whose other texts are all alike."""
    known = numbers(world)
    if known:
        return known[0]
    named = world.organisation(name_fi="Kunta ja tarve")
    return world.application(need="Kunta ja tarve", goal="Kunta ja tarve", organisation_id=named)


# --- order and pages ----------------------------------------------------------------------------


def test_the_list_can_be_in_any_order_both_ways(world: World) -> None:
    first = world.application(
        organisation_id=world.organisation(name_fi="Östersundom"),
        submitted_at=local(2020, 11, 3),
        days_requested=1,
    )
    second = world.application(
        Status.IN_REVIEW,
        organisation_id=world.organisation(name_fi="ålands"),
        submitted_at=local(2020, 11, 4),
    )
    third = world.application(
        Status.WAITLISTED,
        organisation_id=world.organisation(name_fi="Ähtäri"),
        submitted_at=local(2020, 11, 2),
    )
    fourth = world.application(
        organisation_id=world.organisation(name_fi="zeta"), submitted_at=local(2020, 11, 5)
    )
    expected = {
        Sort.WAITED: [third, first, second, fourth],
        Sort.ORGANISATION: [fourth, second, third, first],
        Sort.DAYS: [first, third, second, fourth],
        Sort.STATUS: [first, fourth, second, third],
        Sort.NUMBER: [first, second, third, fourth],
    }
    assert {sort: numbers(world, sort=sort) for sort in Sort} == expected
    for sort in (Sort.WAITED, Sort.ORGANISATION, Sort.NUMBER):
        assert numbers(world, sort=sort, backwards=True) == expected[sort][::-1]


def test_a_page_tells_of_all_of_them(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE_SIZE", 3)
    made = [world.application(submitted_at=local(2020, 11, day)) for day in range(2, 9)]
    pages = [listed(world, page=page) for page in (1, 2, 3)]
    assert [list(each.rows["application_no"]) for each in pages] == [made[:3], made[3:6], made[6:]]
    told = {(each.applications, each.days, each.pages) for each in pages}
    assert told == {(7, 14, 3)}
    beyond = listed(world, page=4)
    assert (beyond.page, list(beyond.rows["application_no"])) == (1, made[:3])
    with reading(world.engine) as connection:
        frames = list(queue.every(connection, QueueSearch(page=2), TODAY, OFFICER))
    assert [list(frame["application_no"]) for frame in frames] == [made[:3], made[3:6], made[6:]]


def test_pools_tell_what_rounds_may_still_give(world: World) -> None:
    world.round("2021-1", opens_at=local(2021, 2, 1), closes_at=local(2021, 3, 1), max_days=3)
    world.application(Status.APPROVED, days=2)
    pools = ask(world, queue.pools)
    assert list(pools.items()) == [("2021-1", queue.Pool(3, 10)), (ROUND, queue.Pool(2, 8))]


# --- what needs doing ---------------------------------------------------------------------------


def needs(world: World, today: date = TODAY) -> dict[Need, attention.Attention]:
    current = ask(world, rounds.current_round, NOW)
    return {item.need: item for item in ask(world, attention.attention, current, today)}


def test_nothing_to_do_is_nothing(world: World) -> None:
    world.application(Status.REJECTED)
    assert needs(world) == {}


def test_what_needs_doing_names_the_case_to_begin_with(world: World) -> None:
    world.change("UPDATE sparring_round SET day_pool = 3")
    fresh = world.application(submitted_at=local(2020, 11, 30))
    old = world.application(submitted_at=local(2020, 11, 3), days_requested=1)
    asked = world.application(submitted_at=local(2020, 11, 30))
    world.act(asked, Action.CLARIFY, at=local(2020, 11, 30), due_on=date(2020, 11, 30))
    approved = world.application(
        Status.APPROVED, submitted_at=local(2020, 11, 25), at=local(2020, 11, 26)
    )
    found = needs(world)
    assert list(found) == [need for need in Need if need not in OTHER_QUEUES]
    assert (found[Need.OVERDUE].application_no, found[Need.OVERDUE].days) == (old, 20)
    overdue = found[Need.CLARIFICATION_OVERDUE]
    assert (overdue.application_no, overdue.on) == (asked, date(2020, 11, 30))
    assert (found[Need.UNBOOKED].application_no, found[Need.UNBOOKED].on) == (
        *(approved, date(2020, 11, 26)),
    )
    received = found[Need.RECEIVED]
    assert (received.count, received.application_no, received.days) == (2, old, 3)
    assert (found[Need.ROUND_SHORT].count, found[Need.ROUND_SHORT].days) == (2, 3)
    assert fresh in numbers(world, "submitted")


def test_a_question_is_overdue_the_day_after_its_day(world: World) -> None:
    world.act(world.application(), Action.CLARIFY, due_on=date(2020, 12, 4))
    late = [Need.CLARIFICATION_OVERDUE in needs(world, date(2020, 12, day)) for day in (4, 5)]
    assert late == [False, True]


def test_the_latest_happenings_come_first(world: World) -> None:
    world.application(Status.APPROVED, days=1)
    found = ask(world, attention.latest, 2)
    assert [(h.to_status, h.days, h.actor) for h in found] == [
        (Status.APPROVED, 1, "Anna"),
        (Status.IN_REVIEW, 2, "Anna"),
    ]


# --- rounds -------------------------------------------------------------------------------------


def test_the_current_round_is_the_one_that_opened_last(world: World) -> None:
    world.round("2021-1", opens_at=local(2021, 2, 1), closes_at=local(2021, 3, 1))
    moments = [local(2020, 9, 30), NOW, local(2021, 1, 15), local(2021, 2, 2)]
    found = [ask(world, rounds.current_round, moment) for moment in moments]
    assert [r and (r.code, r.is_open) for r in found] == [
        *(None, ("2020-2", True), ("2020-2", False), ("2021-1", True))
    ]


def test_a_round_tells_what_waits_and_what_is_left(world: World) -> None:
    world.round("2020-1", opens_at=local(2020, 1, 1), closes_at=local(2020, 6, 1))
    world.application(round_code="2020-1", submitted_at=local(2020, 3, 2))
    world.application(Status.APPROVED, days=2)
    world.application(Status.IN_REVIEW, theme="digitalisation")
    world.application(theme="well_being", days_requested=1)
    world.application(Status.REJECTED)
    current = ask(world, rounds.current_round, NOW)
    assert (current.pool, current.reserved, current.left, current.short) == (10, 2, 8, 0)
    assert current.waiting == Waiting(2, 3)
    assert list(current.by_status.items()) == [
        (Status.SUBMITTED, Waiting(1, 1)),
        (Status.IN_REVIEW, Waiting(1, 2)),
    ]
    assert list(current.by_theme) == ["digitalisation", "well_being"]


def test_all_rounds_stand_side_by_side(world: World) -> None:
    world.round("2020-1")
    world.application(Status.APPROVED, days=1)
    world.application(Status.WITHDRAWN)
    world.application(Status.DRAFT)
    frame = ask(world, rounds.rounds)
    wanted = ["round_code", "requested", "granted", "day_pool", "applications"]
    assert frame[wanted].to_numpy().tolist() == [["2020-1", 0, 0, 10, 0], ["2020-2", 4, 1, 10, 2]]
    assert world.count(sparring_round) == 2
