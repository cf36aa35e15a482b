"""Päivien jako: what the page proposes, compares, takes along and saves, and to whom."""

import io
from collections.abc import Mapping

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, func, select, text
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from data_access import allocation, decisions, sessions
from data_access.connect import reading, writing
from data_access.decisions import Command
from data_access.schema import application_event, application_proposal, sparring_application
from pages.allocation import exporting, rules
from pages.allocation.choices import Choices
from pages.allocation.plan import Plan, plan
from programme.allocation import Criterion, Policy, Weight, WeightOf
from programme.allocation.presets import PRESETS
from programme.clock import standing_at
from programme.codes import ProposalSource
from programme.lifecycle import Action, Status
from programme.roles import Right, Role, may
from tests.data_access.scenarios import NOW
from tests.pages.opening import everything_sent, opened
from ui.sign_in import SESSION, new_session
from ui.texts import LOCALES, plain, t, use_language

ROUND = "2020-2"


def asked(engine: Engine) -> allocation.RoundDemand:
    with reading(engine) as connection:
        found = allocation.round_demand(connection, ROUND)
    assert found is not None
    return found


def shown(engine: Engine, policy: str = "first_time", against: str = "oldest") -> Plan:
    return plan(asked(engine), Choices(ROUND, PRESETS[policy], PRESETS[against]))


def proposed(engine: Engine) -> Mapping[str, tuple[str, int | None, str]]:
    made = application_proposal.c
    with reading(engine) as connection:
        rows = connection.execute(
            select(sparring_application.c.application_no, made.outcome, made.days, made.source)
            .join_from(application_proposal, sparring_application)
            .where(made.source == ProposalSource.ALLOCATION)
        )
        return {row[0]: tuple(row[1:]) for row in rows}


def save(app: AppTest) -> AppTest:
    (button,) = save_buttons(app)
    return button.click().run()


def save_buttons(app: AppTest) -> list[Button]:
    return [each for each in app.button if (each.key or "").startswith("allocation_save_")]


def sentences(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


# --- who and what ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Right.SEE_APPLICATIONS)])
def test_the_page_itself_keeps_its_door(demo: Engine, role: Role) -> None:
    page = str(LOCALES.parent / "pages/allocation/page.py")
    app = AppTest.from_file(page, default_timeout=30)
    app.session_state[SESSION] = new_session(role.value)
    app.run()
    assert [title.value for title in app.title] == [plain("error.no_access_title")]
    assert "SP-20" not in everything_sent(app)


@pytest.mark.usefixtures("empty")
def test_before_the_first_round_there_is_nothing_to_share() -> None:
    assert t("allocation.no_round") in sentences(opened("allocation", Role.OFFICER))


@pytest.mark.parametrize("policy", ["first_time", "wide"])
def test_every_open_request_is_shown_with_its_days_and_reason(demo: Engine, policy: str) -> None:
    sent = everything_sent(opened("allocation", Role.OFFICER, policy=policy))
    found = shown(demo, policy)
    assert all(each.number in sent for each in found.requests)
    assert plain("allocation.left", n=found.round.demand.days_left) in sent
    served = sum(days > 0 for days in found.proposed.grants.values())
    days = plain("unit.days", n=found.proposed.days)
    assert plain("allocation.gives_proposed", n=served, days=days) in sent


def test_a_draft_asks_for_nothing(demo: Engine) -> None:
    with reading(demo) as connection:
        drafts = connection.execute(
            select(sparring_application.c.application_no).where(
                sparring_application.c.status == Status.DRAFT
            )
        ).scalars()
        sent = everything_sent(opened("allocation", Role.MANAGER))
        assert [number for number in drafts if number in sent] == []


def test_names_stay_text(demo: Engine) -> None:
    hostile = "![](https://evil.example/x.png) :red[Kunta]"
    with writing(demo) as connection:
        connection.execute(
            text("UPDATE region SET name_fi = :name WHERE region_code IN ('MK01', 'MK06')"),
            {"name": hostile},
        )
    app = opened("allocation", Role.MANAGER, policy="floor-9.region-MK06-2.weights.floor-MK01-9")
    app.session_state["allocation_rules"] = app.session_state["allocation_regions_table"] = True
    app.run()
    boxes = (*app.markdown, *app.info, *app.warning)
    said = [each.value for each in boxes] + [str(each.value) for each in app.table]
    assert sum("evil" in each for each in said) > 3, "the name is shown all the same"
    assert [each for each in said if "](https" in each or ":red[Kunta]" in each] == []


# --- choices --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "wrong",
    [{"policy": "generous"}, {"against": "<b>"}, {"round": "1999-1"}, {"policy": "none"}],
)
def test_an_unknown_choice_is_told_and_gives_the_usual_view(wrong: dict[str, str]) -> None:
    app = opened("allocation", Role.OFFICER, **wrong)
    assert [info.value for info in app.info] == [t("allocation.unknown_choice")]
    assert app.selectbox(key="allocation_policy").value == "first_time"


@pytest.mark.usefixtures("demo")
def test_choices_stand_in_the_address() -> None:
    app = opened("allocation", Role.OFFICER)
    app.selectbox(key="allocation_policy").set_value("even").run()
    app.selectbox(key="allocation_against").set_value("none").run()
    assert (app.query_params["policy"], app.query_params["against"]) == ("even", "none")
    assert app.button(key="allocation_swap").disabled
    app.selectbox(key="allocation_against").set_value("whole").run()
    app.button(key="allocation_swap").click().run()
    assert (app.query_params["policy"], app.query_params["against"]) == ("whole", "even")


@pytest.mark.usefixtures("demo")
def test_without_a_comparison_there_is_none() -> None:
    app = opened("allocation", Role.OFFICER, against="none")
    assert len(app.get("vega_lite_chart")) == 2
    assert plain("allocation.column_difference") not in everything_sent(app)


@pytest.mark.usefixtures("demo")
def test_own_rules_are_made_control_by_control() -> None:
    app = opened("allocation", Role.OFFICER, policy="oldest")
    app.session_state["allocation_rules"] = True
    app.run()
    app.selectbox(key="allocation_criterion_0").set_value("even").run()
    app.selectbox(key="allocation_criterion_1").set_value("first_time").run()
    app.selectbox(key="allocation_floor").set_value(2).run()
    app.selectbox(key="allocation_cap").set_value(3).run()
    app.checkbox(key="allocation_earlier").check().run()
    assert app.query_params["policy"] == "even.first_time.floor-2.cap-3.earlier"
    app.selectbox(key="allocation_exception").set_value("theme well_being").run()
    app.selectbox(key="allocation_exception_number").set_value(4).run()
    app.button(key="allocation_add").click().run()
    assert app.query_params["policy"].startswith("even.first_time.weights.")
    assert app.query_params["policy"].endswith("theme-well_being-4")
    app.button(key="allocation_remove_theme_well_being").click().run()
    assert app.query_params["policy"] == "even.first_time.floor-2.cap-3.earlier"
    assert not app.exception


def test_a_criterion_stands_once() -> None:
    both = Policy((Criterion.EVEN, Criterion.FIRST_TIME))
    assert rules.with_criterion(both, 0, "first_time").criteria == (Criterion.FIRST_TIME,)
    assert rules.with_criterion(both, 0, "").criteria == (Criterion.FIRST_TIME,)
    assert rules.with_criterion(both, 2, "whole").criteria == (*both.criteria, Criterion.WHOLE)


def test_a_rule_for_the_same_takes_the_place_of_the_earlier_one() -> None:
    first = rules.with_exception(Policy(), "region MK06", 2)
    assert first.weights == (Weight(WeightOf.REGION, "MK06", 2),)
    assert rules.with_exception(first, "region MK06", 5).weights == (
        Weight(WeightOf.REGION, "MK06", 5),
    )
    floors = rules.with_exception(rules.with_exception(Policy(), "floor MK06", 2), "floor MK06", 1)
    assert floors.floors == (("MK06", 1),)


@pytest.mark.usefixtures("demo")
def test_floors_that_cannot_be_kept_are_told() -> None:
    many = opened("allocation", Role.OFFICER, policy="floor-5")
    assert "5" in many.warning[0].value
    few = opened("allocation", Role.OFFICER, policy="floor-MK01-9")
    assert ["Uusimaa" in each.value for each in few.info] == [True]


# --- saving ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
def test_the_allocation_is_saved_as_proposals_and_decides_nothing(demo: Engine, role: Role) -> None:
    found = shown(demo, "wide")
    before = events(demo)
    app = save(opened("allocation", role, policy="wide"))
    wanted = {
        each.number: ("approved", found.proposed.grants[each.number], "allocation")
        for each in found.requests
        if found.proposed.grants[each.number] and each.status is not Status.CLARIFICATION_REQUESTED
    } | {
        each.number: ("waitlisted", None, "allocation")
        for each in found.requests
        if not found.proposed.grants[each.number]
        and each.status in (Status.SUBMITTED, Status.IN_REVIEW)
    }
    assert proposed(demo) == wanted
    assert events(demo) == before
    assert t("allocation.saved", n=len(wanted)) in sentences(app)
    (button,) = save_buttons(app)
    assert button.disabled, "all of it is proposed"


def test_other_days_replace_what_was_proposed(demo: Engine) -> None:
    app = save(opened("allocation", Role.OFFICER, policy="wide"))
    first = proposed(demo)
    app.selectbox(key="allocation_policy").set_value("oldest").run()
    changed = sum(
        (days or None) != first[number][1]
        for number, days in shown(demo, "oldest").proposed.grants.items()
        if number in first
    )
    assert t("allocation.replaces", n=changed) in sentences(app)
    save(app)
    assert len(rationales(demo)) == len(first) + changed


def rationales(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.execute(select(application_proposal.c.rationale)).scalars())


def events(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(application_event)).scalar_one()


def test_the_rationale_says_why_in_finnish_whatever_the_screen_speaks(demo: Engine) -> None:
    app = opened("allocation", Role.OFFICER, policy="first_time", lang="en")
    with use_language("en"):
        save(app)
    words = rationales(demo)
    assert any("Ensikertalainen" in each for each in words)
    assert any(plain("allocation.none_now") in each for each in words)


def test_what_changed_meanwhile_is_skipped_and_told(demo: Engine) -> None:
    app = opened("allocation", Role.OFFICER, policy="even")
    number = shown(demo).requests[0].number
    take_up(demo, number)
    app = save(app)
    assert number not in proposed(demo)
    assert t("allocation.skipped_conflict") in sentences(app)
    assert len(proposed(demo)) > 5


def take_up(engine: Engine, number: str) -> None:
    """Somebody does something with the application, so that its version is another."""
    with reading(engine) as connection:
        row = connection.execute(
            select(sparring_application).where(sparring_application.c.application_no == number)
        ).one()
    action = Action.TAKE_UP if row.status != Status.IN_REVIEW else Action.WAITLIST
    command = Command(
        number, action, "officer", row.version, "1" * 36, text="Odottaa vapaata päivää."
    )
    assert decisions.decide(engine, command, standing_at(NOW)).saved


def test_a_session_that_has_ended_saves_nothing(demo: Engine) -> None:
    app = opened("allocation", Role.OFFICER)
    with writing(demo) as connection:
        going_on = sessions.going_on(connection)
    for session in going_on["session_id"]:
        sessions.end_by_admin(demo, "admin", session)
    save(app)
    assert proposed(demo) == {}


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.usefixtures("demo")
def test_the_files_hold_the_numbers_of_the_screen(demo: Engine, language: str) -> None:
    opened("allocation", Role.OFFICER)
    found = shown(demo, "wide")
    with use_language(language):
        lines = exporting.csv_of(found).decode("utf-8-sig").splitlines()
        sheet = load_workbook(io.BytesIO(exporting.book_of(found))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(lines) == len(rows) == 1 + len(found.requests)
    for each, line, row in zip(found.requests, lines[1:], rows[1:], strict=True):
        days = found.proposed.grants[each.number]
        other = found.against.grants[each.number] if found.against else 0
        assert (row[0], row[3:7]) == (each.number, (each.days_requested, days, other, days - other))
        assert line.split(";")[4] == str(days)
