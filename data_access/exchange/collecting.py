"""Long work on millions of values without Python looking for garbage among them all the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Put off the search for circles of dead objects until the block ends.

    What is read from files is kept and in no circle; searching it takes as long as reading it.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
