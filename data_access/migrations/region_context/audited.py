"""What the audit keeps of bases and indices, and with it the whole list of now."""

from data_access.migrations.audit_chain.audited import Audited
from data_access.migrations.queues import audited as before

#: Values of an index may come for each municipality of the country at once.
ADDED = {
    "region_base": Audited(key=("base", "year", "region_code"), columns=("value", "source")),
    "context_index": Audited(
        key=("index_code", "year"),
        columns=("name_fi", "name_sv", "name_en", "source", "description"),
    ),
    "context_value": Audited(
        key=("value_id",),
        columns=("index_code", "year", "region_code", "municipality_code", "value"),
        inserts=False,
    ),
}

AUDITED = {**before.AUDITED, **ADDED}

NOT_KEPT = before.NOT_KEPT
