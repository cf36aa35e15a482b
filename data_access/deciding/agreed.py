"""What is agreed with an expert: that their framework holds, and the booking that is written."""

from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from data_access.deciding.types import Command, Refusal
from data_access.schema import expert, sparring_booking
from programme.calendar import local_date


def check_expert(connection: Connection, code: str | None, day: date) -> Refusal | None:
    """Why an expert cannot be agreed with for a day, or None when they can."""
    agreed = expert.c
    row = connection.execute(
        select(agreed.framework_from, agreed.framework_to).where(agreed.expert_code == code)
    ).first()
    if row is None:
        return Refusal.EXPERT_MISSING
    holds = row.framework_from <= day and (row.framework_to is None or day <= row.framework_to)
    return None if holds else Refusal.EXPERT_UNAVAILABLE


def check_booking(connection: Connection, command: Command, decided_at: datetime) -> Refusal | None:
    """Why a booking cannot be made: it needs an expert, and a day not before the decision."""
    if command.expert is None:
        return Refusal.EXPERT_MISSING
    if command.starts_on is None or command.starts_on < local_date(decided_at):
        return Refusal.START_DAY
    return check_expert(connection, command.expert, command.starts_on)


def insert_booking(
    connection: Connection, command: Command, application_id: int, version: int, at: datetime
) -> None:
    """Write what `command` agrees on, with the version of the application that it makes."""
    connection.execute(
        insert(sparring_booking).values(
            application_id=application_id,
            version=version,
            expert_code=command.expert,
            starts_on=command.starts_on,
            booked_by=command.by,
            booked_at=at,
            request_key=command.request_key,
        )
    )
