"""Comments: what the office writes to itself about an application; nobody else sees them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select

from data_access.deciding.attempts import attempt
from data_access.deciding.members import role_with
from data_access.deciding.refusals import Refused
from data_access.deciding.types import Outcome, Refusal, keepable
from data_access.questions import question
from data_access.schema import app_user, application_comment, sparring_application
from programme.clock import Clock
from programme.roles import Right

_RULES: dict[str, Refusal | Outcome] = {"role_not_allowed": Refusal.FORBIDDEN}


@dataclass(frozen=True)
class Comment:
    """A comment as it is read; `author` is a name."""

    at: datetime
    author: str
    text: str


@dataclass(frozen=True)
class CommentAnswer:
    """What became of a comment; `refusal` says why it was refused."""

    outcome: Outcome
    refusal: Refusal | None = None

    @property
    def saved(self) -> bool:
        """Whether the comment is in the database, now or from its first sending."""
        return self.outcome in (Outcome.SAVED, Outcome.REPEATED)


def comment(
    engine: Engine, application_no: str, text: str, by: str, request_key: str, clock: Clock
) -> CommentAnswer:
    """Write a comment of `by` (a username); sent twice under one key, it is written once.

    Raises connect.DatabaseUnavailable when the database cannot be used.
    """

    def write(connection: Connection) -> Outcome:
        role_with(connection, by, (Right.PREPARE,))
        number = _locked(connection, application_no)
        known = _author_of(connection, number, request_key)
        if known is not None:
            return _repeated(known, by)
        if not keepable(text):
            raise Refused(Refusal.COMMENT_MISSING)
        connection.execute(
            insert(application_comment).values(
                application_id=number,
                comment=keepable(text),
                written_by=by,
                written_at=clock.now(),
                request_key=request_key,
            )
        )
        return Outcome.SAVED

    result = attempt(engine, write, _RULES)
    if isinstance(result, Outcome):
        return CommentAnswer(result)
    return CommentAnswer(result.outcome, result.refusal)


def _locked(connection: Connection, application_no: str) -> int:
    """The application's id, locked so that two sendings of one request come one by one."""
    number = connection.execute(
        select(sparring_application.c.application_id)
        .where(sparring_application.c.application_no == application_no)
        .with_for_update()
    ).scalar()
    if number is None:
        raise Refused(Refusal.UNKNOWN_APPLICATION)
    return int(number)


def _author_of(connection: Connection, number: int, request_key: str) -> str | None:
    written = application_comment.c
    return connection.execute(
        select(written.written_by).where(
            written.application_id == number, written.request_key == request_key
        )
    ).scalar()


def _repeated(author: str, by: str) -> Outcome:
    if author != by:
        raise Refused(Refusal.REQUEST_REUSED)
    return Outcome.REPEATED


@question("applications", "people", office_only=True)
def comments(connection: Connection, application_no: str) -> tuple[Comment, ...]:
    """The comments on an application, the first one first. Source: application_comment."""
    if "\0" in application_no:  # PostgreSQL would refuse to look
        return ()
    written = application_comment.c
    rows = connection.execute(
        select(written.written_at, app_user.c.display_name, written.comment)
        .join_from(application_comment, sparring_application)
        .join(app_user, app_user.c.username == written.written_by)
        .where(sparring_application.c.application_no == application_no)
        .order_by(written.written_at, written.comment_id)
    )
    return tuple(Comment(*row) for row in rows)
