"""A thread that looks now and then whether there is something to do, as long as the server runs."""

import threading
from abc import ABC, abstractmethod


class Lookout(ABC):
    """`name` is the thread's; it looks at once and then every so many seconds.

    When told to stop it is waited for till it is done, or `patience` seconds.
    """

    def __init__(self, name: str, look_every: float, *, patience: float | None = None) -> None:
        self._look_every = look_every
        self._patience = patience
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @abstractmethod
    def look(self) -> None:
        """Do what there is to do; where that cannot be, log why."""

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._stopping.set()
        self._thread.join(self._patience)

    def _run(self) -> None:
        self.look()
        while not self._stopping.wait(self._look_every):
            self.look()
