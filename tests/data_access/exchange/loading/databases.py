"""What a database or a folder holds, to see whether anything changed."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, select

from data_access.connect import reading
from data_access.schema import metadata


def rows_of(engine: Engine) -> dict[str, list[Row[Any]]]:
    """Every row of every table."""
    with reading(engine) as connection:
        return {
            table.name: sorted(connection.execute(select(table)).all(), key=repr)
            for table in metadata.sorted_tables
        }


def written(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
