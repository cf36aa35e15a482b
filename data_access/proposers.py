"""Whose proposal a decision followed, for the history of an application."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from data_access.questions import question
from data_access.schema import (
    app_user,
    application_decision,
    application_event,
    application_proposal,
    application_version,
    sparring_application,
)
from programme.lifecycle import Status

_TAKEN_UP = {
    (Status.SUBMITTED, Status.IN_REVIEW),
    (Status.WAITLISTED, Status.IN_REVIEW),
}


@question("applications", "people", office_only=True)
def proposers(connection: Connection, application_no: str) -> Mapping[int, str]:
    """Version of an event → name of who proposed what it says, where somebody had.

    The proposal stood when the decision was made, and the decision is the one it proposed. Source:
    application_proposal, application_event, application_decision.
    """
    if "\0" in application_no:  # PostgreSQL would refuse to look
        return {}
    number = connection.execute(
        select(sparring_application.c.application_id).where(
            sparring_application.c.application_no == application_no
        )
    ).scalar()
    proposals = _proposals(connection, number)
    if not proposals:
        return {}
    events = _events(connection, number)
    contents = _content_versions(connection, number)
    followed = {event.version: _followed(event, events, contents, proposals) for event in events}
    return {version: name for version, name in followed.items() if name}


def _followed(
    decided: Row[Any],
    events: Sequence[Row[Any]],
    contents: Sequence[int],
    proposals: Sequence[Row[Any]],
) -> str | None:
    made = [one for one in proposals if one.version < decided.version]
    if not made:
        return None
    last = made[-1]
    since = range(last.version + 1, decided.version)
    changed = any(version in since for version in contents) or any(
        event.version in since and (event.from_status, event.to_status) not in _TAKEN_UP
        for event in events
    )
    same = (last.outcome, last.days, last.rejection_ground) == (
        decided.to_status,
        decided.days_granted,
        decided.rejection_ground,
    )
    return last.display_name if same and not changed else None


def _proposals(connection: Connection, number: int | None) -> list[Row[Any]]:
    made = application_proposal.c
    query = (
        select(
            made.version,
            made.outcome,
            made.days,
            made.rejection_ground,
            app_user.c.display_name,
        )
        .join_from(application_proposal, app_user, app_user.c.username == made.proposed_by)
        .where(made.application_id == number)
        .order_by(made.proposal_id)
    )
    return list(connection.execute(query))


def _events(connection: Connection, number: int | None) -> list[Row[Any]]:
    event, made = application_event.c, application_decision.c
    query = (
        select(
            event.version,
            event.from_status,
            event.to_status,
            made.days_granted,
            made.rejection_ground,
        )
        .outerjoin_from(
            application_event,
            application_decision,
            (made.application_id == event.application_id) & (made.version == event.version - 1),
        )
        .where(event.application_id == number)
    )
    return list(connection.execute(query))


def _content_versions(connection: Connection, number: int | None) -> Sequence[int]:
    version = application_version.c
    return (
        connection.execute(select(version.version).where(version.application_id == number))
        .scalars()
        .all()
    )
