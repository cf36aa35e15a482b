"""Deeds and solutions that can be read; each in the region of its organisation."""

from sqlalchemy import and_, or_

from data_access.indicators.places import of_rows
from data_access.indicators.scopes import Aggregates, Scope, Source, Where, on, rows
from data_access.schema import deed, municipality, organisation
from programme.codes import DeedKind


def _aggregates(scope: Scope, where: Where) -> Aggregates:
    shown = and_(
        where.here,
        on(deed.c.published_on, scope),
        or_(deed.c.withdrawn_on.is_(None), deed.c.withdrawn_on > scope.last),
    )
    return {
        "deeds": rows(and_(shown, deed.c.deed_kind == DeedKind.DEED)),
        "solutions": rows(and_(shown, deed.c.deed_kind == DeedKind.SOLUTION)),
        "deeds_awarded": rows(and_(where.here, on(deed.c.awarded_on, scope))),
    }


_OWNED = deed.outerjoin(organisation, deed.c.organisation_id == organisation.c.organisation_id)

DEEDS = Source(
    _OWNED.outerjoin(
        municipality, organisation.c.municipality_code == municipality.c.municipality_code
    ),
    of_rows(organisation.c.region_code),
    _aggregates,
)
