"""One application at the queue: what it is weighed with, proposed, agreed and told afterwards."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, func, select
from streamlit.testing.v1 import AppTest

from data_access.connect import reading
from data_access.decisions import Command, decide
from data_access.schema import (
    application_comment,
    application_decision,
    application_proposal,
    open_application,
    sparring_application,
    sparring_booking,
    sparring_session,
)
from programme.clock import standing_at
from programme.codes import RejectionGround
from programme.lifecycle import Action, Status
from programme.roles import Role
from tests.data_access.scenarios import NOW
from tests.pages.opening import everything_sent, opened
from ui.texts import t

#: An open application of the demo that asks for two days, one in review, an approved one, and one
#: whose sparring is agreed.
NUMBER, IN_REVIEW, APPROVED, SCHEDULED = (
    "SP-2020-044",
    "SP-2020-039",
    "SP-2020-027",
    "SP-2020-029",
)
RATIONALE = "Rajataan yhteen yksikköön."


def at(role: Role, number: str = NUMBER, **address: str) -> AppTest:
    return opened("applications", role, application=number, **address)


def click(app: AppTest, key: str) -> AppTest:
    """Click the button of that key, whichever application and version it is drawn for."""
    (button,) = [each for each in app.button if (each.key or "").split("_SP-")[0] == key]
    button.click().run()
    assert not app.exception
    return app


def at_section(name: str, number: str = NUMBER) -> AppTest:
    """The application as a manager sees it, once that section below it is chosen."""
    app = at(Role.MANAGER, number)
    app.button_group(key="application_section").set_value(name).run()
    assert not app.exception
    return app


def has(app: AppTest, key: str) -> bool:
    return any((each.key or "").split("_SP-")[0] == key for each in app.button)


def said(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.markdown, *app.warning))


def row(engine: Engine, number: str) -> Any:
    stands = sparring_application
    with reading(engine) as connection:
        query = select(stands).where(stands.c.application_no == number)
        return connection.execute(query).one()


def last_of(engine: Engine, table: Any) -> Any:
    (key, *_) = table.primary_key.columns
    with reading(engine) as connection:
        return connection.execute(select(table).order_by(key.desc())).first()


def of(engine: Engine, table: Any, number: str) -> Any:
    """The only row that a table has of an application."""
    with reading(engine) as connection:
        mine = table.c.application_id == row(engine, number).application_id
        return connection.execute(select(table).where(mine)).one()


def count(engine: Engine, table: Any) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def elsewhere(engine: Engine, number: str, action: Action, **words: Any) -> None:
    """Somebody else does something to an application by another way."""
    version = row(engine, number).version
    command = Command(number, action, "manager", version, f"{number} {action}", **words)
    assert decide(engine, command, standing_at(NOW)).saved


# --- what it is weighed with ----------------------------------------------------------------------


def test_checks_precedents_and_the_consequence_stand_before_the_click(demo: Engine) -> None:
    words = said(at(Role.MANAGER))
    for condition in ("target_group", "no_layoffs", "staff_groups", "one_live", "days"):
        assert t(f"eligibility.{condition}_passed") in words
    assert t("applications.pool_after", n=10) in words
    assert t("judging.first_time") in words
    assert t("judging.pace", day=date(2021, 2, 1)) in words


def test_the_consequence_follows_the_days(demo: Engine) -> None:
    app = at(Role.MANAGER)
    app.segmented_control(key=f"days_{NUMBER}").set_value(1).run()
    assert t("applications.pool_after", n=11) in said(app)
    assert t("action.approve_days", n=1) in [button.label for button in app.button]


def test_looking_asks_the_database_a_handful_of_questions(demo: Engine) -> None:
    """The first look at an application reads all that it shows; a run for nothing new reads none
    of it again, and writes nothing."""
    app = at(Role.MANAGER)
    statements: list[str] = []

    def note(_connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(demo, "before_cursor_execute", note)
    app.query_params["application"] = IN_REVIEW
    app.run()
    assert 1 <= len(about_the_data(statements)) <= 15
    statements.clear()
    app.run()
    event.remove(demo, "before_cursor_execute", note)
    assert about_the_data(statements) == []


def about_the_data(statements: list[str]) -> list[str]:
    """Without those that every run begins with: who looks, and what is new."""
    of_every_run = ("BEGIN", "data_revision", "user_session")
    return [each for each in statements if not any(part in each for part in of_every_run)]


# --- proposals ------------------------------------------------------------------------------------


def test_an_officer_proposes_and_a_manager_confirms_in_one_click(demo: Engine) -> None:
    officer = at(Role.OFFICER)
    officer.segmented_control(key=f"days_{NUMBER}").set_value(1).run()
    officer.text_input(key=f"rationale_{NUMBER}").set_value(RATIONALE).run()
    click(officer, "decision_propose")
    assert t("judging.receipt_proposal", number=NUMBER) in said(officer)
    made = last_of(demo, application_proposal)
    assert (made.outcome, made.days, made.rationale) == ("approved", 1, RATIONALE)
    assert row(demo, NUMBER).status == Status.SUBMITTED, "a proposal decides nothing"

    manager = at(Role.MANAGER)
    assert RATIONALE in said(manager)
    assert manager.text_input(key=f"rationale_{NUMBER}").value == RATIONALE
    assert manager.segmented_control(key=f"days_{NUMBER}").value == 1
    click(manager, "proposal_confirm")
    decision = last_of(demo, application_decision)
    assert (decision.days_granted, decision.rationale, decision.decided_by) == (
        *(1, RATIONALE, "manager"),
    )
    assert row(demo, NUMBER).status == Status.APPROVED


def test_a_proposed_rejection_goes_through_its_dialog_and_is_confirmed_whole(demo: Engine) -> None:
    officer = click(at(Role.OFFICER), "decision_propose_rejection")
    click(officer, "decision_confirm")
    assert t("error.reason_missing") in said(officer) or t("error.rationale_missing") in said(
        officer
    )
    officer.radio[0].set_value(RejectionGround.DUPLICATE).run()
    officer.text_area(key=f"rejection_{NUMBER}").set_value(RATIONALE).run()
    click(officer, "decision_confirm")
    assert last_of(demo, application_proposal).rejection_ground == "duplicate"
    click(at(Role.MANAGER), "proposal_confirm")
    decision = last_of(demo, application_decision)
    assert (decision.outcome, decision.rejection_ground) == ("rejected", "duplicate")


def test_a_proposal_falls_when_the_application_moves_on(demo: Engine) -> None:
    click(at(Role.OFFICER), "decision_propose")
    assert has(at(Role.MANAGER), "proposal_confirm")
    question = {"text": "Ketkä osallistuvat?", "due_on": date(2020, 12, 18)}
    elsewhere(demo, NUMBER, Action.CLARIFY, **question)
    elsewhere(demo, NUMBER, Action.TAKE_UP)
    assert not has(at(Role.MANAGER), "proposal_confirm")


def test_a_proposal_on_what_was_decided_meanwhile_is_told_and_its_words_stay(demo: Engine) -> None:
    officer = at(Role.OFFICER)
    officer.text_input(key=f"rationale_{NUMBER}").set_value(RATIONALE).run()
    elsewhere(demo, NUMBER, Action.APPROVE, days=2, text="Sovittu puhelimessa hakijan kanssa.")
    click(officer, "decision_propose")
    (warning,) = [each.value for each in officer.warning]
    assert t("judging.not_saved_proposal") in warning
    assert "Ohjelmapäällikkö hyväksyi 2 päivää klo 9.00" in warning
    assert count(demo, application_proposal) == 0
    elsewhere(demo, NUMBER, Action.UNDO)
    officer.run()
    assert officer.text_input(key=f"rationale_{NUMBER}").value == RATIONALE


# --- comments -------------------------------------------------------------------------------------


def test_a_comment_is_written_once_and_read_by_the_others(demo: Engine) -> None:
    officer = click(at(Role.OFFICER), "comment_write")
    click(officer, "decision_confirm")
    assert t("applications.refused_comment_missing") in said(officer)
    officer.text_area(key=f"comment_0_{NUMBER}").set_value("Soitettu *hakijalle*.").run()
    click(officer, "decision_confirm")
    assert t("judging.receipt_comment", number=NUMBER) in said(officer)
    assert count(demo, application_comment) == 1
    words = everything_sent(at_section("comments"))
    assert "Soitettu \\*hakijalle\\*." in words
    assert t("judging.comments", n=1) in words
    click(officer, "comment_write")
    assert officer.text_area(key=f"comment_1_{NUMBER}").value == ""


# --- what follows a decision ----------------------------------------------------------------------


def test_sparring_is_agreed_with_an_expert_of_the_theme_and_given_day_by_day(demo: Engine) -> None:
    officer = click(at(Role.OFFICER, APPROVED), "decision_schedule")
    expert = officer.selectbox(key=f"expert_{APPROVED}")
    assert "teeman asiantuntija" in expert.options[0]
    assert not any("Asiantuntija A " in option for option in expert.options), "a past agreement"
    click(officer, "decision_confirm")
    booking = of(demo, sparring_booking, APPROVED)
    assert (booking.expert_code, booking.starts_on) == (expert.value, date(2020, 12, 1))

    officer = click(at(Role.OFFICER, APPROVED), "decision_schedule")
    officer.selectbox(key=f"starts_{APPROVED}").set_value(date(2020, 12, 3)).run()
    click(officer, "decision_confirm")
    assert "Käsittelijä muutti sovittua" in said(at_section("history", APPROVED))
    assert row(demo, APPROVED).status == Status.SCHEDULED

    officer = click(at(Role.OFFICER, APPROVED), "decision_session")
    assert officer.selectbox(key=f"by_{APPROVED}_1").value == booking.expert_code
    officer.segmented_control(key=f"share_{APPROVED}_1").set_value(Decimal("0.5")).run()
    click(officer, "decision_confirm")
    assert t("judging.receipt_session", number=APPROVED) in said(officer)
    held = of(demo, sparring_session, APPROVED)
    assert (held.held_on, held.day_share) == (date(2020, 12, 1), Decimal("0.5"))
    assert row(demo, APPROVED).status == Status.IN_PROGRESS
    click(officer, "decision_session")
    click(officer, "decision_confirm")
    assert t("applications.refused_session_days") in said(officer), "one day was granted"
    click(officer, "decision_dismiss")
    click(officer, "decision_complete")
    assert row(demo, APPROVED).status == Status.COMPLETED


def test_cancelled_days_are_offered_to_the_first_in_line(demo: Engine) -> None:
    elsewhere(demo, NUMBER, Action.WAITLIST)
    manager = click(at(Role.MANAGER, APPROVED), "decision_cancel")
    click(manager, "decision_confirm")
    assert t("error.rationale_missing") in said(manager)
    manager.text_area(key=f"cancel_{APPROVED}").set_value("Hakija ei ehdi tänä vuonna.").run()
    click(manager, "decision_confirm")
    assert row(demo, APPROVED).status == Status.CANCELLED
    click(manager, "receipt_next_in_line")
    assert f"{NUMBER} ·" in said(manager)


def test_a_rejected_application_is_reopened_for_a_reason(demo: Engine) -> None:
    rejected = "SP-2020-046"
    assert row(demo, rejected).status == Status.REJECTED
    manager = click(at(Role.MANAGER, rejected), "decision_reopen")
    reason = manager.text_area(key=f"reopen_{rejected}")
    reason.set_value("Hakija toimitti puuttuvat tiedot.").run()
    click(manager, "decision_confirm")
    assert row(demo, rejected).status == Status.IN_REVIEW
    assert "Hakija toimitti puuttuvat tiedot." in said(at_section("history", rejected))


def test_an_applicant_may_withdraw(demo: Engine) -> None:
    officer = click(at(Role.OFFICER), "decision_withdraw")
    click(officer, "decision_confirm")
    assert row(demo, NUMBER).status == Status.WITHDRAWN
    assert t("applications.receipt_withdrawn", number=NUMBER) in said(officer)


def test_a_decision_says_until_when_it_can_be_undone(demo: Engine) -> None:
    manager = click(at(Role.MANAGER), "decision_approve")
    assert t("judging.letter_leaves", time="9.10") in said(manager)
    again = at(Role.MANAGER, NUMBER)
    assert t("judging.letter_leaves", time="9.10") in said(again)
    click(again, "decision_undo_here")
    assert row(demo, NUMBER).status == Status.IN_REVIEW


def test_history_tells_of_proposals_letters_and_bookings(demo: Engine) -> None:
    click(at(Role.OFFICER), "decision_propose")
    click(at(Role.MANAGER), "proposal_confirm")
    officer = click(at(Role.OFFICER), "decision_schedule")
    click(officer, "decision_confirm")
    words = said(at_section("history"))
    days = t("unit.days", n=2)
    for sentence in (
        t("judging.proposed_office", actor="Käsittelijä", what=days),
        t("judging.letter_waiting", when=t("applications.when", day=NOW, time="9.10")),
        "Käsittelijä sopi sparrauksen: Asiantuntija",
    ):
        assert sentence in words


# --- presence -------------------------------------------------------------------------------------


def test_the_others_are_named_until_they_open_something_else(demo: Engine) -> None:
    officer = at(Role.OFFICER)
    assert "Avattuna myös: Käsittelijä" in said(at(Role.MANAGER))
    officer.query_params["application"] = IN_REVIEW
    officer.run()
    assert "Avattuna myös" not in said(at(Role.MANAGER))
    assert "Avattuna myös: Käsittelijä" in said(at(Role.MANAGER, IN_REVIEW))


def test_who_goes_to_another_page_has_nothing_open(demo: Engine) -> None:
    officer = at(Role.OFFICER)
    assert count(demo, open_application) == 1
    officer.switch_page("pages/overview/page.py").run()
    assert count(demo, open_application) == 0
    officer.run()
    assert count(demo, open_application) == 0


@pytest.mark.parametrize("role", [Role.MANAGER, Role.OFFICER])
@pytest.mark.parametrize("number", [SCHEDULED, "SP-2020-001", "SP-2016-038"])
def test_whatever_its_state_an_application_can_be_looked_at(
    demo: Engine, role: Role, number: str
) -> None:
    assert f"{number} ·" in said(at(role, number))
