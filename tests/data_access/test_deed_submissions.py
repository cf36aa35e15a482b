"""Submissions to Tekojen Tori: from received to published, returned or declined, and back."""

from datetime import date

import pytest
from sqlalchemy import select

from data_access.decisions import Outcome, Refusal
from data_access.schema import campaign, deed, letter
from programme.codes import DeedKind, Sector
from programme.deed_submissions import DeedContent, SubmissionAction, SubmissionStatus
from programme.letters import LetterStatus, Template
from tests.data_access.desk import Desk
from tests.data_access.scenarios import ADMIN, FORMER, MANAGER, OFFICER, STEERING, World

A, S = SubmissionAction, SubmissionStatus
EDITED = DeedContent(
    DeedKind.SOLUTION, "Kävelevä välitunti", "Kävelemme yhdessä.", Sector.ECEC, "kevat"
)


@pytest.fixture
def desk(world: World) -> Desk:
    names = {"name_fi": "Kevät", "name_sv": "Våren", "name_en": "Spring"}
    world.add(campaign, {"campaign_code": "kevat", **names})
    return Desk(world)


def test_publishing_makes_the_deed(desk: Desk) -> None:
    number = desk.submission()
    answer = desk.act(number, A.PUBLISH)
    assert (answer.outcome, answer.status, answer.version) == (Outcome.SAVED, S.PUBLISHED, 2)
    made, row = desk.world.one(select(deed)), desk.row(number)
    assert made.deed_id == row.deed_id
    assert (made.title, made.sector, made.organisation_id) == (
        row.title,
        row.sector,
        row.organisation_id,
    )
    assert (made.status, made.published_on) == ("published", date(2020, 12, 1))
    told = desk.world.one(select(letter))
    assert (told.submission_id, told.submission_version) == (row.submission_id, 2)
    assert told.template == Template.DEED_PUBLISHED
    desk.everything_agrees()


def test_what_is_edited_is_published_and_what_was_sent_is_kept(desk: Desk) -> None:
    number = desk.submission()
    before = desk.row(number)
    assert desk.act(number, A.PUBLISH, content=EDITED).saved
    row, made = desk.row(number), desk.world.one(select(deed))
    assert (row.title, row.description) == (EDITED.title, EDITED.description)
    assert (made.title, made.deed_kind, made.campaign_code) == (EDITED.title, "solution", "kevat")
    assert desk.history(number)[-1].edited == {
        "deed_kind": "deed",
        "title": before.title,
        "description": before.description,
        "sector": "education",
        "campaign_code": None,
    }


def test_untouched_content_is_no_edit(desk: Desk) -> None:
    number = desk.submission()
    row = desk.row(number)
    same = DeedContent(DeedKind.DEED, f" {row.title} ", row.description, Sector.EDUCATION)
    assert desk.act(number, A.PUBLISH, content=same).saved
    assert desk.history(number)[-1].edited is None


def test_undo_takes_the_deed_away_and_the_letter_back(desk: Desk) -> None:
    number = desk.submission(S.PUBLISHED)
    assert desk.act(number, A.UNDO).status == S.RECEIVED
    assert desk.world.count(deed) == 0
    assert desk.world.one(select(letter)).status == LetterStatus.CANCELLED
    assert desk.act(number, A.PUBLISH).saved
    assert desk.world.count(deed) == 1
    desk.everything_agrees()


@pytest.mark.parametrize("status", [S.PUBLISHED, S.RETURNED, S.DECLINED])
def test_no_undo_once_the_letter_has_left(desk: Desk, status: SubmissionStatus) -> None:
    number = desk.submission(status)
    desk.world.change("UPDATE letter SET status = 'sent'")
    answer = desk.act(number, A.UNDO)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.LETTER_LEFT)
    assert answer.status == status


def test_returned_ones_come_again_with_other_words(desk: Desk) -> None:
    number = desk.submission(S.RETURNED)
    assert desk.act(number, A.RESUBMIT, content=EDITED).status == S.RECEIVED
    assert desk.row(number).title == EDITED.title
    assert [event.to_status for event in desk.history(number)] == [
        "received",
        "returned",
        "received",
    ]
    desk.everything_agrees()


def test_declined_ones_open_again_for_a_reason(desk: Desk) -> None:
    number = desk.submission(S.DECLINED)
    assert desk.act(number, A.REOPEN, text="").refusal is Refusal.RATIONALE_MISSING
    assert desk.act(number, A.REOPEN).status == S.RECEIVED


@pytest.mark.parametrize(
    ("action", "refusal"),
    [(A.RETURN, Refusal.QUESTION_MISSING), (A.DECLINE, Refusal.RATIONALE_MISSING)],
)
def test_words_are_needed(desk: Desk, action: SubmissionAction, refusal: Refusal) -> None:
    assert desk.act(desk.submission(), action, text="  lyhyt  ").refusal is refusal


@pytest.mark.parametrize(
    "content",
    [
        DeedContent(DeedKind.DEED, " ", "Kuvaus"),
        DeedContent(DeedKind.DEED, "a" * 201, "Kuvaus"),
        DeedContent(DeedKind.DEED, "Otsikko", "\n"),
        DeedContent(DeedKind.DEED, "Otsikko", "Kuvaus", campaign_code="syksy"),
    ],
)
def test_half_a_deed_is_not_published(desk: Desk, content: DeedContent) -> None:
    number = desk.submission()
    assert desk.act(number, A.PUBLISH, content=content).refusal is Refusal.DEED_INCOMPLETE
    assert (desk.row(number).version, desk.world.count(deed)) == (1, 0)


@pytest.mark.parametrize("by", [STEERING, ADMIN, FORMER, "nobody"])
def test_only_the_office_acts(desk: Desk, by: str) -> None:
    answer = desk.act(desk.submission(), A.PUBLISH, by)
    assert (answer.refusal, answer.status) == (Refusal.FORBIDDEN, None)


def test_the_second_one_is_told(desk: Desk) -> None:
    number = desk.submission()
    late = desk.command(number, A.DECLINE, MANAGER)
    desk.act(number, A.PUBLISH, OFFICER)
    answer = desk.act(number, A.DECLINE, MANAGER, seen_version=late.seen_version)
    assert (answer.outcome, answer.status, answer.actor) == (
        Outcome.CONFLICT,
        S.PUBLISHED,
        "Otto",
    )


def test_an_unknown_number_is_no_submission(desk: Desk) -> None:
    number = desk.submission()
    command = desk.command(number, A.PUBLISH)
    answer = desk.act(number, A.PUBLISH, request_key=command.request_key)
    assert answer.saved
    again = desk.act(number, A.PUBLISH, request_key=command.request_key, seen_version=1)
    assert again.outcome is Outcome.REPEATED
    other = desk.submission()
    assert desk.act(other, A.PUBLISH, request_key=command.request_key).refusal is (
        Refusal.REQUEST_REUSED
    )
