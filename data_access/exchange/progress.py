"""How far a long piece of work is."""

from collections.abc import Callable

#: Called with the table (or file) at work, how much of it is done, and how much there is in all.
Progress = Callable[[str, int, int], None]


def silent(_subject: str, _done: int, _all: int) -> None:
    """Progress that nobody watches."""
