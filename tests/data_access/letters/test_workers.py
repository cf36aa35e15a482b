"""Workers that are killed, and workers that are many: no letter is lost and none leaves twice."""

from collections import Counter
from datetime import timedelta

import pytest

from data_access.connect import writing
from data_access.decisions import Outcome, Refusal
from data_access.letters import claims
from data_access.letters.claims import Overtaken
from data_access.letters.sending import Fate
from data_access.letters.settings import STANDARD
from data_access.letters.states import CLAIM_LASTS
from programme.letters import LetterStatus
from programme.lifecycle import Action
from tests.data_access.letters.conftest import Running
from tests.data_access.letters.correspondence import DUE, decided, letters, only, send
from tests.data_access.letters.workers import all_at_once, killed_before
from tests.data_access.scenarios import World

LATER = STANDARD + CLAIM_LASTS + timedelta(seconds=1)


def test_killed_between_sending_and_marking_a_letter_may_have_left(
    world: World, post: Running
) -> None:
    mailbox, server = post
    decided(world)
    killed_before(world, server, "sent")
    assert len(mailbox.taken) == 1
    assert only(world).status == LetterStatus.HANDED_OVER
    for after in (STANDARD, LATER, timedelta(days=30)):
        assert send(world, server, after) == Counter()
    assert (len(mailbox.taken), only(world).status) == (1, LetterStatus.HANDED_OVER)


def test_killed_before_handing_over_a_letter_is_sent_once(world: World, post: Running) -> None:
    mailbox, server = post
    decided(world)
    killed_before(world, server, "handed_over")
    assert (mailbox.taken, only(world).status) == ([], LetterStatus.SENDING)
    assert send(world, server) == Counter()  # it may still be at work
    assert send(world, server, LATER) == Counter({Fate.SENT: 1})
    assert len(mailbox.taken) == 1


def test_a_killed_worker_holds_up_the_others_for_a_while_only(world: World, post: Running) -> None:
    mailbox, server = post
    decided(world)
    decided(world)
    killed_before(world, server, "sent")
    assert send(world, server) == Counter()
    assert send(world, server, LATER) == Counter({Fate.SENT: 1})
    assert len(mailbox.taken) == 2


def test_of_many_workers_each_letter_is_sent_by_one(world: World, post: Running) -> None:
    mailbox, server = post
    numbers = [decided(world) for _ in range(8)]
    fates = all_at_once(world, server, 3)
    assert sum(fates, Counter()) == Counter({Fate.SENT: 8})
    told = [message["Subject"].split()[2].rstrip(":") for message in mailbox.taken]
    assert told == numbers
    assert {each.status for each in letters(world)} == {LetterStatus.SENT}


@pytest.mark.parametrize("status", [LetterStatus.SENDING, LetterStatus.HANDED_OVER])
def test_a_decision_cannot_be_undone_once_a_worker_has_its_letter(
    world: World, post: Running, status: LetterStatus
) -> None:
    _, server = post
    number = decided(world)
    point = {"sending": "handed_over", "handed_over": "sent"}[status]
    killed_before(world, server, point)
    before = world.content()
    answer = world.act(number, Action.UNDO)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.LETTER_LEFT)
    assert world.content() == before


def test_a_worker_that_was_given_up_hands_nothing_over(world: World) -> None:
    """It may only have been slow: what it writes down counts no more."""
    decided(world)
    with writing(world.engine) as connection:
        slow = claims.claim(connection, "slow", DUE)
        later = DUE + CLAIM_LASTS + timedelta(seconds=1)
        quick = claims.claim(connection, "quick", later)
    assert slow is not None
    assert quick is not None
    for change in (claims.handed_over, claims.sent):
        with pytest.raises(Overtaken), writing(world.engine) as connection:
            change(connection, slow, later)
    with writing(world.engine) as connection:
        claims.handed_over(connection, quick, later)


def test_a_clock_that_was_set_back_keeps_no_letter_for_ever(world: World) -> None:
    decided(world)
    with writing(world.engine) as connection:
        assert claims.claim(connection, "gone", DUE + timedelta(days=1)) is not None
        assert claims.claim(connection, "here", DUE) is not None
