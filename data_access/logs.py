"""How the program logs: one line of key=value pairs an event, on stderr, without personal data.

Our own events carry only what their caller names. What other libraries log is cut down to the
first line of the message as their programmers wrote it, before any value is put in. Of an
exception there is the type and the way to it, never its message, which may quote what somebody
typed or what stands in the database.
"""

import logging
import secrets
import sys
import threading
import traceback
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter, add_log_level, add_logger_name, filter_by_level

ROOT = Path(__file__).resolve().parent.parent
OURS = ("server", "pages", "ui", "data_access")
LONGEST_WAY = 40  # calls of a trace; what lies further out is the server's own

Event = MutableMapping[str, Any]


def logger(name: str) -> Any:
    """A logger whose methods take the event's name and its values: `log.info("start", port=1)`."""
    return structlog.wrap_logger(
        logging.getLogger(name),
        processors=[
            filter_by_level,
            add_logger_name,
            _trace,
            ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def error_number() -> str:
    """A number under which the log and the screen tell of the same failure."""
    return secrets.token_hex(3).upper()


def set_up(level: int = logging.INFO) -> None:
    """Send everything that this process logs to stderr in our form.

    `level` is for our own events; other libraries are heard from warnings on.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(formatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for package in OURS:
        logging.getLogger(package).setLevel(level)
    for existing in list(logging.Logger.manager.loggerDict.values()):
        if isinstance(existing, logging.Logger):
            existing.handlers = []
            existing.propagate = True
    logging.setLoggerClass(Modest)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


class Modest(logging.Logger):
    """A logger without handlers of its own: libraries that bring some would write past ours."""

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802  logging's own name
        """Leave it to the root."""
        self.propagate = True


def formatter() -> logging.Formatter:
    """The one form: time, level, event, logger, then the event's own values."""
    return ProcessorFormatter(
        foreign_pre_chain=[_as_written, _trace],
        processors=[
            add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.LogfmtRenderer(
                key_order=["time", "level", "event", "logger"], drop_missing=True
            ),
        ],
    )


def _as_written(_logger: Any, _method: str, event: Event) -> Event:
    """The message of another library before values are put in, and only its first line."""
    record: logging.LogRecord = event["_record"]
    lines = str(record.msg).splitlines() or [""]
    event.update(event=lines[0], logger=record.name, exc_info=record.exc_info)
    return event


def _trace(_logger: Any, _method: str, event: Event) -> Event:
    """The exception that is being told of, as `exception` and `trace`."""
    failure = _failure(event.pop("exc_info", None))
    if failure is not None:
        event["exception"] = " from ".join(_type(link) for link in _chain(failure))
        event["trace"] = " from ".join(_way(link) for link in _chain(failure))
    return event


def _failure(told: object) -> BaseException | None:
    """The exception out of what logging takes for exc_info."""
    if isinstance(told, tuple):
        told = told[1]
    if isinstance(told, BaseException):
        return told
    return sys.exc_info()[1] if told else None


def _chain(failure: BaseException) -> Iterator[BaseException]:
    """The exception and what it came from, as far as Python would tell of it."""
    link: BaseException | None = failure
    while link is not None:
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _type(failure: BaseException) -> str:
    return f"{type(failure).__module__}.{type(failure).__qualname__}".removeprefix("builtins.")


def _way(failure: BaseException) -> str:
    """File, line and function from the outermost call to where it was raised."""
    steps = traceback.extract_tb(failure.__traceback__, limit=-LONGEST_WAY)
    return " > ".join(f"{_place(step.filename)}:{step.lineno} {step.name}" for step in steps)


def _place(filename: str) -> str:
    """The file from the project or the package on, whatever machine this is."""
    path = Path(filename)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def _uncaught(
    kind: type[BaseException], failure: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, failure, trace)
        return
    logger(__name__).critical("uncaught", exc_info=failure)


def _uncaught_in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        logger(__name__).critical("uncaught", exc_info=told.exc_value)
