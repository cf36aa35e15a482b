"""The regions of the programme: their names."""

from sqlalchemy import Connection, select

from data_access.questions import question
from data_access.schema import region


@question("reference")
def region_names(connection: Connection) -> dict[str, dict[str, str]]:
    """The names of all regions: region code → language → name."""
    return {
        entry.region_code: {"fi": entry.name_fi, "sv": entry.name_sv, "en": entry.name_en}
        for entry in connection.execute(select(region))
    }
