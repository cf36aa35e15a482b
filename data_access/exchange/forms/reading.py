"""The export of a form tool as applications of ours."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select

from data_access.exchange.content import Content
from data_access.exchange.format.headings import normal
from data_access.exchange.format.types import Kind
from data_access.exchange.forms import mapping as forms
from data_access.exchange.forms.applicants import Applicants
from data_access.exchange.forms.mapping import BUSINESS_ID, ORGANISATION_NAME, TABLE, FormMapping
from data_access.exchange.forms.store import saved
from data_access.exchange.forms.times import with_zone
from data_access.exchange.problems import Problem, Rule
from data_access.exchange.reading import delimited
from data_access.exchange.reading.books import workbook
from data_access.exchange.reading.headings import Headings
from data_access.exchange.reading.read import problems_of, take
from data_access.exchange.reading.refusals import Cell, Refused, Special
from data_access.exchange.reading.sources import WORKBOOK_ENDING, refuse_other_kinds
from data_access.exchange.reading.table import TableReader
from data_access.schema import sparring_application

Row = tuple[int, list[Cell]]


def read_form(connection: Connection, path: Path, name: str) -> Content:
    """The applications of a form tool's export, by the mapping saved under the name.

    Those whose number the database has already are left out: the office works on them here.
    Columns that the mapping does not name are left alone. Raises UnknownForm and WrongMapping.
    """
    content = Content()
    form = _Form(connection, saved(connection, name), path.name)
    with problems_of(content, path.name), _rows(path, form.mapping) as rows:
        reader = form.read(rows)
        content.problems.extend(form.problems)
        take(reader, content)
    return content


@contextmanager
def _rows(path: Path, mapping: FormMapping) -> Iterator[Iterator[Row]]:
    if path.suffix.casefold() == WORKBOOK_ENDING and path.is_file():
        yield iter(workbook.only_sheet(path))
        return
    refuse_other_kinds(path)
    wanted = {normal(heading) for heading in mapping.headings()}
    with delimited.opened(
        path, lambda cells: sum(normal(cell) in wanted for cell in cells)
    ) as file:
        yield file[0]


class _Form:
    """A mapping at work on one file."""

    def __init__(self, connection: Connection, mapping: FormMapping, file: str) -> None:
        self.mapping = mapping
        self.file = file
        self.problems: list[Problem] = []
        self._applicants = Applicants(connection)
        numbers = connection.execute(select(sparring_application.c.application_no)).scalars()
        self._known = set(numbers)
        self._sources = {target: heading for heading, target in mapping.columns.items()}
        given = forms.given_by(mapping)
        self._columns = [column for column in TABLE.columns if column.name in given]

    def read(self, rows: Iterator[Row]) -> TableReader:
        """The applications; Refused when headings are missing."""
        number, first = next(rows, (1, []))
        places = self._places([_text(cell) for cell in first])
        if number != 1 or len(places) < len(self.mapping.headings()):
            missing = [each for each in self.mapping.headings() if each not in places]
            raise Refused(Rule.HEADING_MISSING, f"the form's headings {', '.join(missing)}", 1)
        reader = TableReader(TABLE, self._headings(), self.file)
        for row, cells in rows:
            answer = {
                heading: cells[place] if place < len(cells) else ""
                for heading, place in places.items()
            }
            application = self._application(row, answer)
            if application is not None:
                reader.take([row], [application])
        return reader

    def _places(self, headings: Sequence[str]) -> dict[str, int]:
        found = {normal(heading): place for place, heading in enumerate(headings)}
        wanted = ((heading, normal(heading)) for heading in self.mapping.headings())
        return {heading: found[plain] for heading, plain in wanted if plain in found}

    def _headings(self) -> Headings:
        """Problems name the form's own headings where there is one."""
        columns = dict(enumerate(self._columns))
        written = {at: self._sources.get(each.name, each.name) for at, each in columns.items()}
        return Headings(len(columns), columns, written)

    def _application(self, row: int, answer: Mapping[str, Cell]) -> list[Cell] | None:
        """The cells of our columns; None when the application is known or its applicant is not."""
        cells = {column.name: self._cell(column.name, answer) for column in self._columns}
        if cells["application_no"] in self._known:
            return None
        if "organisation_id" not in self._sources:
            cells["organisation_id"] = self._applicant(row, answer)
            if not cells["organisation_id"]:
                return None
        return [
            _moment(cells[column.name]) if column.kind is Kind.MOMENT else cells[column.name]
            for column in self._columns
        ]

    def _cell(self, name: str, answer: Mapping[str, Cell]) -> Cell:
        if name in self._sources:
            return self._translated(name, answer[self._sources[name]])
        if name in self.mapping.composed:
            texts = {heading: _text(cell) for heading, cell in answer.items()}
            return forms.fill(self.mapping.composed[name], texts)
        return self._cell("submitted_at", answer) if name == "changed_at" else ""

    def _translated(self, name: str, cell: Cell) -> Cell:
        words = {normal(word): ours for word, ours in self.mapping.values.get(name, {}).items()}
        return words.get(normal(_text(cell)), cell)

    def _applicant(self, row: int, answer: Mapping[str, Cell]) -> str:
        said = {
            target: _text(answer[self._sources[target]]) if target in self._sources else ""
            for target in (BUSINESS_ID, ORGANISATION_NAME)
        }
        found = self._applicants.find(said[BUSINESS_ID], said[ORGANISATION_NAME])
        if found is not None:
            return str(found)
        target = BUSINESS_ID if said[BUSINESS_ID].strip() else ORGANISATION_NAME
        heading = self._sources.get(target, target)
        expected = "the business id or the name of one organisation of the database"
        self.problems.append(
            Problem(
                self.file, row, heading, said[target] or None, Rule.ORGANISATION_UNKNOWN, expected
            )
        )
        return ""


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Special) else cell


def _moment(cell: Cell) -> Cell:
    """A moment of a form is in Finnish time; a date cell of a workbook too."""
    if isinstance(cell, Special) and cell.rule is not Rule.NOT_TEXT:
        return cell
    return with_zone(_text(cell))
