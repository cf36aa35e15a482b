"""Indices that others publish by region or municipality: context beside activity, never a KPI."""

import pandas as pd
from sqlalchemy import Connection, case, func, select

from data_access.questions import question
from data_access.schema import context_index, context_value

_INDEX = ("index_code", "name_fi", "name_sv", "name_en", "year", "source", "description")


@question("reference")
def context_indices(connection: Connection) -> pd.DataFrame:
    """One row for each index and year with values, by name and then the newest year first:
    index_code, name_fi, name_sv, name_en, year, source, description (may be missing) and level
    ("region", "municipality", or "both" where it has values of both)."""
    columns = [context_index.c[name] for name in _INDEX]
    by_region, by_municipality = (
        func.count(context_value.c[place]) for place in ("region_code", "municipality_code")
    )
    level = case((by_municipality == 0, "region"), (by_region == 0, "municipality"), else_="both")
    rows = connection.execute(
        select(*columns, level.label("level"))
        .join_from(context_index, context_value)
        .group_by(*columns)
        .order_by(context_index.c.name_fi, context_index.c.index_code, context_index.c.year.desc())
    )
    return pd.DataFrame(rows.mappings().all(), columns=[*_INDEX, "level"])


@question("reference")
def context_values(connection: Connection, index_code: str, year: int) -> pd.DataFrame:
    """The values of an index in a year: code (of a region, "MK01", or a municipality, "091") and
    value. Municipalities are never summed up to regions: how that would be done, only the
    publisher of the index knows."""
    of = context_value.c
    code = func.coalesce(of.region_code, of.municipality_code).label("code")
    rows = connection.execute(
        select(code, of.value).where(of.index_code == index_code, of.year == year).order_by(code)
    )
    values = [(row.code, float(row.value)) for row in rows]
    return pd.DataFrame(values, columns=["code", "value"])
