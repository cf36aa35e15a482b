"""What is made of an answer is made once, and goes with it."""

import gc
import weakref

from ui.reads import made_of


class Answered:
    """An answer, as far as anything is made of it."""


class Made:
    """Something made of an answer."""


def test_the_same_is_made_once_of_one_answer() -> None:
    answer = Answered()
    made = [made_of(answer, "words", Made) for _ in range(3)]
    assert len({id(each) for each in made}) == 1


def test_something_else_is_made_under_another_name_and_of_another_answer() -> None:
    one, other = Answered(), Answered()
    made = [made_of(answer, name, Made) for answer in (one, other) for name in ("fi", "sv")]
    assert len({id(each) for each in made}) == len(made)


def test_what_was_made_goes_with_its_answer() -> None:
    answer = Answered()
    made = weakref.ref(made_of(answer, "words", Made))
    del answer
    gc.collect()
    assert made() is None
