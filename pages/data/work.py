"""A long piece of work in a thread of its own: no rerun of the page can interrupt it half-way."""

import threading
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from data_access.exchange.progress import Progress

Result = TypeVar("Result")

#: Such work takes memory and both cores: one after the other, whoever asked for it.
_TURN = threading.Lock()


class Stage(NamedTuple):
    """How far the work is: what it is at (nothing named yet at first), how much of that is done,
    and how much there is."""

    subject: str
    done: int
    all: int

    @property
    def share(self) -> float:
        """The part that is done, from 0 to 1."""
        return min(self.done / self.all, 1.0) if self.all else 0.0


class Work(Generic[Result]):
    """Begins at once; `do` is told where to report its progress."""

    def __init__(self, do: Callable[[Progress], Result]) -> None:
        self.stage: Stage | None = None
        self._do = do
        self._results: list[Result] = []
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="data-work", daemon=True)
        self._thread.start()

    @property
    def goes_on(self) -> bool:
        """Whether it is not finished yet."""
        return self._thread.is_alive()

    def wait(self) -> None:
        """Return when it is finished, well or not."""
        self._thread.join()

    def result(self) -> Result:
        """What came of it, once it is finished; raises what it raised."""
        self.wait()
        if self._failure is not None:
            raise self._failure
        return self._results[0]

    def _run(self) -> None:
        try:
            with _TURN:
                self.stage = Stage("", 0, 0)
                self._results.append(self._do(self._report))
        except Exception as failure:  # noqa: BLE001  told to whoever asks for the result
            self._failure = failure

    def _report(self, subject: str, done: int, all_: int) -> None:
        self.stage = Stage(subject, done, all_)
