"""Uploaded files: their names are not trusted, and nothing of them stays behind."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.exchange.problems import Problem, Rule
from data_access.exchange.reading.sources import TEXT_ENDINGS, WORKBOOK_ENDING

#: What the browser offers to choose.
KINDS = [ending.removeprefix(".") for ending in (*TEXT_ENDINGS, WORKBOOK_ENDING)]

_LONGEST = 80
_UNSAFE = re.compile(r"[^\w.() -]+")


class Upload(NamedTuple):
    """A file as it came: what it may be called here, and its bytes."""

    name: str
    content: bytes


def taken(files: Sequence[UploadedFile]) -> list[Upload]:
    """The files out of Streamlit's memory, which keeps them no longer."""
    uploads = [Upload(safe_name(file.name), file.getvalue()) for file in files]
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in files:
            context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
    return uploads


def safe_name(name: str) -> str:
    """The last part of a name, of harmless characters, not hidden and not too long."""
    last = _UNSAFE.sub("_", re.split(r"[/\\]", name)[-1])
    stem, dot, ending = last.rpartition(".")
    shown = f"{stem[:_LONGEST]}{dot}{ending[:_LONGEST]}"
    return shown if shown[:1].isalnum() else f"_{shown}"


@contextmanager
def on_disk(uploads: Sequence[Upload]) -> Iterator[tuple[Path, list[Problem]]]:
    """What to read: the one file, or a folder of all; and files that are there twice.

    All of it is gone afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        place, doubles = Path(folder), []
        for upload in uploads:
            path = place / upload.name
            if path.exists():
                doubles.append(_double(upload.name))
            else:
                path.write_bytes(upload.content)
        yield (place / uploads[0].name if len(uploads) == 1 else place), doubles


def _double(name: str) -> Problem:
    return Problem(name, None, None, None, Rule.TABLE_TWICE, name)
