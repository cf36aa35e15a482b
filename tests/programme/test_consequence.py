"""What granting days would mean for a round."""

from datetime import date

from programme.consequence import Consequence, Granting, consequence
from programme.pace import Lasting

OPENED, TODAY = date(2020, 11, 2), date(2020, 11, 16)  # ten working days


def test_a_grant_takes_from_the_pool_and_adds_to_the_region() -> None:
    """Eight days granted, two of them here; with two more ten in ten working days."""
    found = consequence(Granting(granted=8, left=4, in_region=2, opened_on=OPENED), 2, TODAY)
    assert found == Consequence(2, 0.25, 0.4, Lasting(2, date(2020, 11, 18)))


def test_of_a_round_that_has_granted_nothing_there_is_no_share_yet() -> None:
    found = consequence(Granting(granted=0, left=4, in_region=0, opened_on=OPENED), 1, TODAY)
    assert (found.share_without, found.share_with, found.lasts) == (None, 1.0, None)


def test_what_does_not_fit_is_told_as_less_than_nothing() -> None:
    found = consequence(Granting(granted=8, left=1, in_region=0, opened_on=OPENED), 2, TODAY)
    assert found.left == -1
    assert found.lasts == Lasting(0, TODAY)
