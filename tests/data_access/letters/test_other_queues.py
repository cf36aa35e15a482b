"""Letters about deeds and enrolments go the same way as those about applications."""

from collections import Counter
from datetime import date

import pytest

from data_access.connect import reading
from data_access.letters import outbox
from data_access.letters.sending import Fate
from data_access.letters.states import State
from data_access.schema import contact
from programme.deed_submissions import SubmissionStatus
from programme.enrolments import EnrolmentStatus
from programme.letters import LetterStatus
from tests.data_access.desk import Desk
from tests.data_access.letters.conftest import Running
from tests.data_access.letters.correspondence import ADDRESS, DUE, only, send
from tests.data_access.scenarios import World


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def somebody(world: World) -> dict[str, int]:
    """An organisation with a contact person, as a subject names them."""
    organisation = world.organisation()
    row = {"organisation_id": organisation, "retain_until": date(2099, 12, 31), "email": ADDRESS}
    world.add(contact, {"contact_id": organisation, **row})
    return {"organisation_id": organisation, "contact_id": organisation}


@pytest.mark.parametrize(
    "status",
    [SubmissionStatus.PUBLISHED, SubmissionStatus.RETURNED, SubmissionStatus.DECLINED],
)
def test_a_letter_about_a_deed(desk: Desk, post: Running, status: SubmissionStatus) -> None:
    number = desk.submission(status, **somebody(desk.world))
    found = only(desk.world)
    assert found.template == f"deed_{status}"
    assert [part for part in (number, "Välitunti kävellen") if part not in found.body] == []
    sent_and_listed(desk.world, post, number)


@pytest.mark.parametrize(
    "status",
    [EnrolmentStatus.ACCEPTED, EnrolmentStatus.WAITLISTED, EnrolmentStatus.DECLINED],
)
def test_a_letter_about_an_enrolment(desk: Desk, post: Running, status: EnrolmentStatus) -> None:
    number = desk.enrolment(desk.training(), status, **somebody(desk.world))
    found = only(desk.world)
    told = (number, "Valmennus 1", "12.1.2021", "3 henkilöä")
    assert found.template == f"enrolment_{status}"
    assert [part for part in told if part not in found.body] == []
    sent_and_listed(desk.world, post, number)


def sent_and_listed(world: World, post: Running, number: str) -> None:
    """The letter leaves for the address of its own subject, and the outbox names that."""
    assert send(world, post[1]) == Counter({Fate.SENT: 1})
    assert (post[0].recipients, only(world).status) == ([ADDRESS], LetterStatus.SENT)
    with reading(world.engine) as connection:
        (line,) = outbox.outbox(connection, State.SENT, DUE).to_dict("records")
    assert (line["number"], line["organisation"]) == (number, "Kunta 1")
