"""Number sequences after rows have been loaded with their numbers."""

from sqlalchemy import Connection, Integer, MetaData, func, select


def advance(connection: Connection, metadata: MetaData) -> None:
    """Let every table number its next row after its highest; SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and isinstance(column.type, Integer):
            highest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(select(func.setval(sequence, highest, False)))
