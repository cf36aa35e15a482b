"""SQL of what the audit keeps of a row: its key as text and its columns as JSON."""

from data_access.migrations.audit_chain.audited import Audited


def key_of(dialect: str, row: str, audited: Audited) -> str:
    """The key of `row` (NEW, OLD or a table's name) as text; several columns are joined by "/"."""
    if len(audited.key) == 1:
        return f"CAST({row}.{audited.key[0]} AS TEXT)"
    if dialect == "sqlite":
        return " || '/' || ".join(f"{row}.{column}" for column in audited.key)
    parts = (f"to_jsonb({row}.{column}) #>> '{{}}'" for column in audited.key)
    return f"concat_ws('/', {', '.join(parts)})"


def json_of(dialect: str, row: str, audited: Audited) -> str:
    """The audited columns of `row` as a JSON object."""
    function = "json_object" if dialect == "sqlite" else "json_build_object"
    pairs = ", ".join(f"'{name}', {row}.{name}" for name in audited.columns)
    return f"{function}({pairs})"
