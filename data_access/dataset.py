"""What only those who keep the data may do with all of it: load files, take it out, verify it.

Every function takes who asks and raises accounts.Refused to anybody else, so that no page can do
it by mistake.
"""

import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, Engine, select

from data_access.accounts import Refusal, Refused
from data_access.connect import reading, snapshot
from data_access.exchange.content import Content
from data_access.exchange.exporting import book, folder
from data_access.exchange.exporting.export import write_down
from data_access.exchange.forms import store as forms
from data_access.exchange.forms.reading import read_form
from data_access.exchange.loading.agreement import fingerprint
from data_access.exchange.loading.load import load_content
from data_access.exchange.loading.plan import Counts
from data_access.exchange.loading.preparing import prepare
from data_access.exchange.problems import Problem
from data_access.exchange.progress import Progress, silent
from data_access.exchange.reading.read import read
from data_access.integrity import verification
from data_access.integrity.findings import Verification
from data_access.integrity.quality import QualityFinding, quality
from data_access.schema import activity, app_user, organisation
from programme.roles import Right, Role, may

#: What `progress` is told to be at work on while the files are held against the database.
COMPARING = ""


@dataclass(frozen=True)
class Checked:
    """Files that were read and held against the database: what stands against them, and what
    loading them would do. `overtaken`: the database has changed since they were checked before.
    """

    content: Content = field(repr=False)
    problems: Sequence[Problem]
    counts: Mapping[str, Counts]
    agreed: str = field(repr=False)
    overtaken: bool = False

    @property
    def may_load(self) -> bool:
        """Whether there is something to load and nothing against it."""
        return not self.problems and any(each.new or each.changed for each in self.counts.values())


@dataclass(frozen=True)
class Odd:
    """Something that somebody should look at, and the region that it lies in, if it has one."""

    finding: QualityFinding
    region: str | None = None


def form_names(engine: Engine, by: str) -> list[str]:
    """The forms whose exports can be loaded, by name."""
    with _keeping(engine, by) as connection:
        return forms.names(connection)


def check(
    engine: Engine, by: str, path: Path, progress: Progress = silent, *, form: str | None = None
) -> Checked:
    """Read the files at `path` and find out what loading them would do; nothing is written.

    `form` names the form that the file is an export of; raises UnknownForm and WrongMapping when
    there is none by now, or it fits no longer.
    """
    with _keeping(engine, by) as connection:
        content = read_form(connection, path, form) if form else None
    content = content or read(path, progress)
    progress(COMPARING, 0, 1)
    return _compared(engine, by, content)


def load(engine: Engine, by: str, checked: Checked, progress: Progress = silent) -> Checked | None:
    """Load what was checked, everything or nothing; None when it is done.

    When the database has changed so that the load would do something else than was seen, or is
    refused, nothing is written: the answer is what it would do now.
    """
    with _keeping(engine, by):
        pass
    report = load_content(engine, checked.content, by=by, progress=progress, agreed=checked.agreed)
    if report.written:
        return None
    now = _compared(engine, by, checked.content)
    return replace(now, problems=now.problems or report.problems, overtaken=True)


def export_book(engine: Engine, by: str, *, personal: bool) -> bytes:
    """All data as a workbook. Raises Refused, and exporting.placing.NotExported when a sheet
    cannot hold it."""
    _may_take(engine, by, personal=personal)
    with snapshot(engine) as connection:
        content = book.write(connection, personal=personal)
    write_down(engine, by, personal=personal)
    return content


def export_files(engine: Engine, by: str, *, personal: bool) -> bytes:
    """All data as CSV files, packed into one ZIP. Raises Refused."""
    _may_take(engine, by, personal=personal)
    with tempfile.TemporaryDirectory(prefix="export-") as place, snapshot(engine) as connection:
        folder.write(connection, Path(place), personal=personal)
        content = _packed(Path(place))
    write_down(engine, by, personal=personal)
    return content


def last_verification(engine: Engine, by: str) -> Verification | None:
    """The newest result of a verification; None before the first."""
    with _keeping(engine, by) as connection:
        return verification.last_verification(connection)


def verify(engine: Engine, by: str) -> Verification:
    """Verify the database now and keep the result."""
    with _keeping(engine, by):
        pass
    found = verification.verify(engine)
    verification.keep(engine, found, by)
    return found


def oddities(engine: Engine, by: str, today: date) -> list[Odd]:
    """What somebody should look at; of applications only the number for who does not see them."""
    with _keeping(engine, by) as connection:
        found = quality(connection, today)
        if not may(_role(connection, by), Right.SEE_APPLICATIONS):
            found = [_without_detail(each) for each in found]
        regions = _regions(connection)
    return [Odd(each, regions.get((each.table, each.row))) for each in found]


@contextmanager
def _keeping(engine: Engine, by: str) -> Iterator[Connection]:
    """A connection to read for somebody who keeps the data; raises Refused to anybody else."""
    with reading(engine) as connection:
        if not may(_role(connection, by), Right.KEEP_DATA):
            raise Refused(Refusal.FORBIDDEN)
        yield connection


def _role(connection: Connection, by: str) -> Role:
    column = app_user.c
    role = connection.execute(
        select(column.role).where(column.username == by, column.active)
    ).scalar()
    if role is None:
        raise Refused(Refusal.FORBIDDEN)
    return Role(role)


def _may_take(engine: Engine, by: str, *, personal: bool) -> None:
    """Contacts go only to who may see them on the screen too."""
    with _keeping(engine, by) as connection:
        if personal and not may(_role(connection, by), Right.SEE_APPLICATIONS):
            raise Refused(Refusal.FORBIDDEN)


def _compared(engine: Engine, by: str, content: Content) -> Checked:
    with _keeping(engine, by) as connection:
        plan = prepare(connection, content, by=by)
    problems = sorted(plan.problems, key=lambda problem: (problem.file, problem.row or 0))
    return Checked(content, problems, plan.counts, fingerprint(plan))


def _packed(place: Path) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for path in sorted(place.iterdir()):
            archive.write(path, path.name)
    return file.getvalue()


def _without_detail(finding: QualityFinding) -> QualityFinding:
    if finding.table != "sparring_application":
        return finding
    return replace(finding, detail="")


def _regions(connection: Connection) -> dict[tuple[str, str], str | None]:
    """The region of each activity and organisation, by table and number."""
    return {
        (table.name, str(number)): region
        for table, key in ((activity, "activity_id"), (organisation, "organisation_id"))
        for number, region in connection.execute(select(table.c[key], table.c.region_code))
    }
