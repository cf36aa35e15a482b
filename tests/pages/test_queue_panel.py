"""The queue: what the address asks for, what is marked, and what is done to all of it."""

import json
import uuid
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update
from streamlit.testing.v1 import AppTest

from data_access import proposals, sessions
from data_access.clock import clock
from data_access.connect import DatabaseUnavailable, Trouble, reading, writing
from data_access.decisions import Answer, Command, Outcome, Refusal, decide
from data_access.proposals import Proposal
from data_access.schema import (
    application_decision,
    sparring_application,
    sparring_round,
)
from pages.applications import bulk_result, filters
from programme.lifecycle import Action, Status
from programme.roles import Role
from tests.pages.opening import opened
from ui.sign_in import SESSION
from ui.texts import plain, t

#: Open applications of the demo: received or in review, of which the first three ask for 2 days,
#: and one that waits for a clarification.
SOME = ("SP-2020-037", "SP-2020-039", "SP-2020-044")
CLARIFIED = "SP-2020-040"
#: Why one of many may be refused.
POSSIBLE = (
    Refusal.UNKNOWN_APPLICATION,
    Refusal.FORBIDDEN,
    Refusal.NOT_NOW,
    Refusal.DAYS_RANGE,
    Refusal.POOL,
    Refusal.RATIONALE_MISSING,
    Refusal.GROUND_MISSING,
    Refusal.REQUEST_REUSED,
)


def sent_to(app: AppTest, component: str) -> dict[str, Any]:
    """What a component of ours was drawn with."""
    protos = (node.proto for node in app._tree if getattr(node, "proto", None))
    found = [each for each in protos if getattr(each, "component_name", "").endswith(component)]
    return dict(json.loads(found[-1].json))


def listed(app: AppTest) -> list[str]:
    """The numbers in the list, in its order."""
    return [row["number"] for row in sent_to(app, "tilannehuone_queue")["rows"]]


def with_marks(app: AppTest, *numbers: str) -> AppTest:
    """The page with these marked."""
    app.session_state["queue_marked"] = frozenset(numbers)
    return app.run()


def with_filters(app: AppTest) -> AppTest:
    """The page with its filters folded out."""
    app.session_state["queue_filters"] = True
    return app.run()


def offered(app: AppTest) -> set[str]:
    """Keys of what may be done to all that is marked."""
    return {each.key for each in app.button if each.key and each.key.startswith("bulk_")}


def status_of(demo: Engine, number: str) -> Status:
    column = sparring_application.c
    with reading(demo) as connection:
        found = connection.execute(
            select(column.status).where(column.application_no == number)
        ).scalar_one()
    return Status(found)


def decisions(demo: Engine) -> int:
    with reading(demo) as connection:
        return connection.execute(
            select(func.count()).select_from(application_decision)
        ).scalar_one()


# --- the address --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({}, 13),
        ({"queue": "to_decide"}, 11),
        ({"queue": "clarification_requested"}, 2),
        ({"queue": "no such view"}, 13),
        ({"search": "PIRKANMAA  ateria"}, 1),
        ({"search": "täysin tuntematon sana"}, 0),
        ({"round": "2020-2"}, 13),
        ({"round": "2020-1"}, 0),
        ({"age": "late"}, 4),
        ({"age": "10"}, 7),
        ({"age": "soon"}, 13),
        ({"days": "1"}, 3),
        ({"days": "-1"}, 13),
        ({"theme": "well_being", "days": "2"}, 4),
        ({"theme": "\0"}, 13),
        ({"search": "\0"}, 13),
        ({"region": "MK\0"}, 0),
        ({"page": "9999"}, 13),
        ({"page": "²"}, 13),
        ({"sort": "\0"}, 13),
    ],
)
def test_an_address_lists_what_it_says(demo: Engine, address: dict[str, str], found: int) -> None:
    app = opened("applications", Role.MANAGER, **address)
    assert len(listed(app)) == found
    assert any(plain("applications.found", n=found) in each.value for each in app.markdown)


def test_search_stands_in_the_address_and_in_its_field(demo: Engine) -> None:
    app = opened("applications", Role.MANAGER, search="ateria")
    assert app.text_input(key="queue_search").value == "ateria"
    app.text_input(key="queue_search").set_value("kunta ").run()
    assert app.query_params["search"] == "kunta"
    app.button(key="queue_clear").click().run()
    assert "search" not in app.query_params
    assert app.text_input(key="queue_search").value == ""


def test_filters_come_and_go_through_the_address(demo: Engine) -> None:
    app = with_filters(opened("applications", Role.MANAGER, page="3", search="kunta"))
    app.selectbox(key="queue_filter_days").set_value("1").run()
    with_filters(app).selectbox(key="queue_filter_age").set_value("late").run()
    assert "page" not in app.query_params
    assert (app.query_params["days"], app.query_params["age"]) == ("1", "late")
    assert app.button(key="queue_days_filter").label == t("queue.only", value="1 päivä")
    app.button(key="queue_days_filter").click().run()
    assert "days" not in app.query_params
    app.button(key="queue_clear").click().run()
    assert not {"age", "search"} & set(app.query_params)


def test_every_filter_offers_what_it_understands(demo: Engine) -> None:
    app = with_filters(opened("applications", Role.MANAGER))
    for each in filters.FILTERS:
        box = app.selectbox(key=f"queue_filter_{each.parameter}")
        assert len(box.options) > 1
        assert all(box.options)


@pytest.mark.parametrize("view", ["waitlisted", "decided_lately", "all"])
def test_a_rarer_view_is_in_the_menu_and_beside_the_others_while_open(
    demo: Engine, view: str
) -> None:
    app = opened("applications", Role.MANAGER)
    assert len(app.segmented_control(key="queue_view").options) == 4
    app.menu_button(key="queue_more_views").click(view).run()
    assert app.query_params["queue"] == view
    assert len(app.segmented_control(key="queue_view").options) == 5


def test_many_are_listed_page_by_page(demo: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_access.queue.PAGE_SIZE", 5)
    monkeypatch.setattr("pages.applications.queue_panel.PAGE_SIZE", 5)
    app = opened("applications", Role.MANAGER)
    first = listed(app)
    assert t("queue.listed", first=1, last=5, n=13) in [each.value for each in app.markdown]
    assert app.button(key="queue_page_previous").disabled
    app.button(key="queue_page_next").click().run()
    app.button(key="queue_page_next").click().run()
    assert t("queue.listed", first=11, last=13, n=13) in [each.value for each in app.markdown]
    assert app.button(key="queue_page_next").disabled
    assert not set(first) & set(listed(app))


# --- marks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "marked", "actions"),
    [
        (Role.MANAGER, SOME, {"bulk_approve", "bulk_waitlist", "bulk_reject"}),
        (Role.OFFICER, SOME, {"bulk_waitlist"}),
        (Role.MANAGER, (SOME[0], CLARIFIED), {"bulk_take_up"}),
        (Role.MANAGER, (SOME[1], CLARIFIED), set()),
    ],
)
def test_only_what_may_be_done_to_all_of_them_is_offered(
    demo: Engine, role: Role, marked: tuple[str, ...], actions: set[str]
) -> None:
    app = with_marks(opened("applications", role), *marked)
    assert offered(app) == actions | {"bulk_unmark"}
    app.button(key="bulk_unmark").click().run()
    assert offered(app) == set()


def test_nothing_that_a_filter_hides_is_touched(demo: Engine) -> None:
    """Marked before the filter came: it stays marked, and is told of, and nothing happens to it."""
    app = with_filters(with_marks(opened("applications", Role.MANAGER), *SOME, "SP-2020-042"))
    app.selectbox(key="queue_filter_days").set_value("1").run()
    assert any(t("queue.marked_hidden", n=3) in each.value for each in app.markdown)
    app.button(key="bulk_approve").click().run()
    assert [row["id"] for row in sent_to(app, "tilannehuone_rows")["rows"]] == ["SP-2020-042"]
    app.button(key="bulk_confirm").click().run()
    assert status_of(demo, "SP-2020-042") is Status.APPROVED
    assert {status_of(demo, number) for number in SOME} <= {Status.SUBMITTED, Status.IN_REVIEW}
    app.button(key="bulk_close").click().run()
    app.button(key="queue_clear").click().run()
    assert set(sent_to(app, "tilannehuone_queue")["marked"]) == set(SOME)


# --- many decisions -----------------------------------------------------------------------------


def test_the_dialog_tells_what_fits_in_the_order_of_arrival(demo: Engine) -> None:
    leave(demo, days=3)
    app = with_marks(opened("applications", Role.MANAGER, sort="-waited"), *SOME, "SP-2020-042")
    app.button(key="bulk_approve").click().run()
    rows = sent_to(app, "tilannehuone_rows")["rows"]
    assert [row["id"] for row in rows] == [SOME[0], SOME[1], "SP-2020-042", SOME[2]]
    yes, no = plain("queue.bulk_fits"), plain("queue.bulk_does_not_fit")
    assert [row["cells"][-1]["text"] for row in rows] == [yes, no, yes, no]
    said = [each.value for each in app.markdown]
    assert t("queue.bulk_cost", n=3, code="2020-2", days=t("unit.days", n=7)) in said
    assert t("queue.bulk_short", n=2) in said


def leave(demo: Engine, days: int) -> None:
    """Have the round as many days left."""
    with writing(demo) as connection:
        connection.execute(
            update(sparring_round)
            .where(sparring_round.c.round_code == "2020-2")
            .values(day_pool=sparring_round.c.days_reserved + days)
        )


def test_what_fits_is_saved_and_the_rest_is_listed_with_reasons(demo: Engine) -> None:
    leave(demo, days=3)
    app = with_marks(opened("applications", Role.MANAGER), *SOME, "SP-2020-042")
    app.button(key="bulk_approve").click().run()
    somebody_waitlists(demo, SOME[1])
    app.button(key="bulk_confirm").click().run()
    rows = {row["id"]: row["cells"][-1] for row in sent_to(app, "tilannehuone_rows")["rows"]}
    kinds = {number: cell["text"] for number, cell in rows.items()}
    assert kinds == {
        SOME[0]: plain("queue.kind_saved"),
        SOME[1]: plain("queue.kind_conflict"),
        "SP-2020-042": plain("queue.kind_saved"),
        SOME[2]: plain("queue.kind_skipped"),
    }
    assert plain("status.waitlisted") in rows[SOME[1]]["note"]
    assert rows[SOME[2]]["note"] == plain("error.pool", n=0)
    assert [status_of(demo, number) for number in (SOME[0], SOME[2])] == [
        Status.APPROVED,
        Status.SUBMITTED,
    ]
    app.button(key="bulk_close").click().run()
    assert set(sent_to(app, "tilannehuone_queue")["marked"]) == {SOME[1], SOME[2]}


def somebody_waitlists(demo: Engine, number: str) -> None:
    """Somebody else is quicker with one of them."""
    command = Command(number, Action.WAITLIST, "officer", version_of(demo, number), "quicker")
    assert decide(demo, command, clock(demo)).saved


def version_of(demo: Engine, number: str) -> int:
    column = sparring_application.c
    with reading(demo) as connection:
        return connection.execute(
            select(column.version).where(column.application_no == number)
        ).scalar_one()


def test_a_rejection_of_many_wants_a_ground_and_a_rationale(demo: Engine) -> None:
    before = decisions(demo)
    app = with_marks(opened("applications", Role.MANAGER), *SOME)
    app.button(key="bulk_reject").click().run()
    app.button(key="bulk_confirm").click().run()
    assert t("error.reason_missing") in app.warning[0].value
    app.radio(key="bulk_ground").set_value("layoffs").run()
    app.button(key="bulk_confirm").click().run()
    assert t("error.rationale_missing") in app.warning[0].value
    assert decisions(demo) == before
    app.text_area(key="bulk_rationale_reject").set_value("Haku ei täytä ehtoja.").run()
    app.button(key="bulk_confirm").click().run()
    assert decisions(demo) == before + len(SOME)
    assert {status_of(demo, number) for number in SOME} == {Status.REJECTED}


@pytest.mark.parametrize(
    ("action", "becomes"), [("waitlist", Status.WAITLISTED), ("take_up", Status.IN_REVIEW)]
)
def test_moves_without_words_are_confirmed_too(demo: Engine, action: str, becomes: Status) -> None:
    app = with_marks(opened("applications", Role.OFFICER), SOME[0], SOME[2])
    app.button(key=f"bulk_{action}").click().run()
    app.button(key="bulk_dismiss").click().run()
    assert status_of(demo, SOME[0]) is Status.SUBMITTED
    app.button(key=f"bulk_{action}").click().run()
    app.button(key="bulk_confirm").click().run()
    assert {status_of(demo, SOME[0]), status_of(demo, SOME[2])} == {becomes}


def test_proposed_days_are_given_where_some_are_proposed(demo: Engine) -> None:
    propose(demo, SOME[0], days=1)
    app = with_marks(opened("applications", Role.MANAGER), SOME[0], SOME[2])
    app.button(key="bulk_approve").click().run()
    rows = sent_to(app, "tilannehuone_rows")["rows"]
    assert [row["cells"][2]["text"] for row in rows] == ["1", "2"]


def propose(demo: Engine, number: str, days: int) -> None:
    words = "Päivä riittää tähän."
    proposed = Proposal(
        number,
        version_of(demo, number),
        Status.APPROVED,
        days,
        None,
        words,
        "officer",
        str(uuid.uuid4()),
    )
    assert proposals.propose(demo, proposed, clock(demo)).saved


def test_the_same_dialog_sent_twice_decides_once(demo: Engine) -> None:
    before = decisions(demo)
    app = with_marks(opened("applications", Role.MANAGER), *SOME)
    app.button(key="bulk_approve").click().run()
    asked = app.session_state["bulk_open"]
    app.button(key="bulk_confirm").click().run()
    app.button(key="bulk_close").click().run()
    app.session_state["bulk_open"] = asked
    app.run()
    app.button(key="bulk_confirm").click().run()
    answers = app.session_state["bulk_result"].answers
    assert {answer.outcome for answer in answers} == {Outcome.REPEATED}
    assert decisions(demo) == before + len(SOME)


def test_what_was_not_sent_stays_marked(demo: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    app = with_marks(opened("applications", Role.MANAGER), *SOME)
    app.button(key="bulk_approve").click().run()

    def away(*_: object) -> None:
        raise DatabaseUnavailable(Trouble.AWAY)

    with monkeypatch.context() as patch:
        patch.setattr("data_access.bulk.decide", away)
        app.button(key="bulk_confirm").click().run()
    rows = sent_to(app, "tilannehuone_rows")["rows"]
    assert {row["cells"][-1]["note"] for row in rows} == {plain("queue.unsent")}
    app.button(key="bulk_close").click().run()
    assert set(sent_to(app, "tilannehuone_queue")["marked"]) == set(SOME)


def test_a_session_that_was_ended_elsewhere_sends_nothing(demo: Engine) -> None:
    before = decisions(demo)
    app = with_marks(opened("applications", Role.MANAGER), *SOME)
    app.button(key="bulk_approve").click().run()
    with writing(demo) as connection:
        sessions.end(connection, app.session_state[SESSION]["session"], "ended_by_admin")
    app.button(key="bulk_confirm").click().run()
    assert decisions(demo) == before
    assert [title.value for title in app.title] == [plain("sign_in.title")]


@pytest.mark.parametrize("refusal", POSSIBLE)
def test_every_refusal_has_its_words_in_the_result(refusal: Refusal) -> None:
    command = Command("SP-2020-001", Action.APPROVE, "anna", 1, "key")
    assert bulk_result.why(Answer(Outcome.REFUSED, command, refusal, days_left=1, max_days=2))


def test_shortcuts_are_told_and_can_be_switched_off(demo: Engine) -> None:
    app = opened("applications", Role.MANAGER)
    assert sent_to(app, "tilannehuone_queue")["shortcuts"] is True
    app.toggle(key="queue_shortcuts_on").set_value(False).run()
    assert sent_to(app, "tilannehuone_queue")["shortcuts"] is False
