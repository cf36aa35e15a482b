"""Who an applicant is, by what a form says."""

from collections import defaultdict

from sqlalchemy import Connection, select

from data_access.schema import organisation


class Applicants:
    """The organisations of the database by business id and by name, in Finnish or Swedish."""

    def __init__(self, connection: Connection) -> None:
        columns = organisation.c
        self._by_id: dict[str, int] = {}
        self._by_name: defaultdict[str, set[int]] = defaultdict(set)
        self._without_id: set[int] = set()
        for row in connection.execute(
            select(columns.organisation_id, columns.business_id, columns.name_fi, columns.name_sv)
        ):
            if row.business_id:
                self._by_id[_plain(row.business_id)] = row.organisation_id
            else:
                self._without_id.add(row.organisation_id)
            for name in filter(None, (row.name_fi, row.name_sv)):
                self._by_name[_plain(name)].add(row.organisation_id)

    def find(self, business_id: str, name: str) -> int | None:
        """The organisation; None when there is none, or when several have the name.

        The business id comes first: a name counts beside it only when we know none of its own.
        """
        found = self._by_name.get(_plain(name), set())
        if business_id.strip():
            known = self._by_id.get(_plain(business_id))
            if known is not None:
                return known
            found = found & self._without_id
        return next(iter(found)) if len(found) == 1 else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
