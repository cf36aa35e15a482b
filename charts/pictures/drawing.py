"""Has a sheet drawn, by a process of its own (see `charts.pictures.renderer`)."""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Literal

from charts.pictures.sheet import PRINTED_FONT, Sheet

ROOT = Path(__file__).resolve().parents[2]
#: Seconds that a picture may take: it usually takes two.
PATIENCE = 30
#: Seconds that one waits for its turn; who waits holds one of the server's few threads.
QUEUEING = 10
_COMMAND = (sys.executable, "-X", "utf8", "-m", "charts.pictures.renderer")

# One at a time: a second would take as much memory and processor again.
_turn = BoundedSemaphore(1)


class NotDrawn(Exception):
    """There is no picture: the drawing failed, took too long or never had its turn."""


def svg(sheet: Sheet) -> bytes:
    """The sheet as SVG in UTF-8, its texts as text; raises NotDrawn."""
    return _drawn(sheet, "svg")


def png(sheet: Sheet) -> bytes:
    """The sheet as PNG, two pixels for each of the sheet; raises NotDrawn."""
    return _drawn(sheet, "png")


def _drawn(sheet: Sheet, kind: Literal["svg", "png"]) -> bytes:
    order = json.dumps({**sheet.order(), "font": PRINTED_FONT, "format": kind}).encode()
    if not _turn.acquire(timeout=QUEUEING):
        raise NotDrawn("other pictures are being drawn")
    try:
        return _answer(order)
    finally:
        _turn.release()


def _answer(order: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the order goes to its input
            _COMMAND,
            input=order,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            cwd=ROOT,
            env={},
        )
    except subprocess.CalledProcessError as failed:
        raise NotDrawn(failed.stderr.decode(errors="replace").strip()) from None
    except (subprocess.TimeoutExpired, OSError) as failed:
        raise NotDrawn(str(failed)) from failed
    return done.stdout
