"""What causes a letter: an event of an application, of a submission or of an enrolment."""

from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement

from data_access.schema import letter


@dataclass(frozen=True, eq=False)
class Cause:
    """The event of that version: its subject by the columns of `letter` that name it."""

    subject: Column[int]
    version_column: Column[int]
    id: int
    version: int

    @classmethod
    def application(cls, application_id: int, version: int) -> "Cause":
        """An event of a sparring application."""
        return cls(letter.c.application_id, letter.c.version, application_id, version)

    @classmethod
    def submission(cls, submission_id: int, version: int) -> "Cause":
        """An event of a deed that somebody sent."""
        return cls(letter.c.submission_id, letter.c.submission_version, submission_id, version)

    @classmethod
    def enrolment(cls, enrolment_id: int, version: int) -> "Cause":
        """An event of an enrolment to a training."""
        return cls(letter.c.enrolment_id, letter.c.enrolment_version, enrolment_id, version)

    @property
    def values(self) -> dict[str, int]:
        """The columns that a letter of this cause has."""
        return {self.subject.name: self.id, self.version_column.name: self.version}

    @property
    def matches(self) -> tuple[ColumnElement[bool], ...]:
        """SQL: the letter of this cause."""
        return (self.subject == self.id, self.version_column == self.version)
