"""Audit triggers made from `AUDITED`, for both databases, and what stood in their place before."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from data_access.migrations.audit_chain.audited import AUDITED, Audited
from data_access.migrations.audit_chain.expressions import json_of, key_of
from data_access.migrations.baseline import rules as baseline
from data_access.migrations.statements import SEPARATOR, run, run_file

HERE = Path(__file__).parent

_LOG_TRIGGERS = (
    "audit_guard",
    "keep_audit_log_number",
    "keep_audit_log_update",
    "keep_audit_log_delete",
)
_CHANGES = ("insert", "update", "delete")

#: Triggers of SQLite change a row of these once more after it was changed.
_CHANGED_BY_TRIGGERS = ("app_user",)


def create_audit(dialect: str) -> None:
    """Guard the log and its head, and audit every table of `AUDITED`."""
    run_file(HERE / f"{dialect}.sql")
    audit_tables(dialect, AUDITED)


def audit_tables(dialect: str, tables: Mapping[str, Audited]) -> None:
    """Audit each of `tables`."""
    make = _sqlite_triggers if dialect == "sqlite" else _postgresql_triggers
    for table, audited in tables.items():
        run(make(table, audited))


def drop_audit(dialect: str) -> None:
    """Take the audit triggers and the guards of the log away."""
    leave_tables(dialect, AUDITED)
    if dialect == "sqlite":
        run(f"DROP TRIGGER {name}" for name in _LOG_TRIGGERS)
        return
    run(f"DROP FUNCTION {name} CASCADE" for name in ("seal_guard", "head_guard"))
    run(["DROP TRIGGER keep ON audit_log"])


def leave_tables(dialect: str, tables: Mapping[str, Audited]) -> None:
    """Audit `tables` no more."""
    if dialect == "sqlite":
        for table, audited in tables.items():
            changes = ("update", "move", "delete", *(["insert"] if audited.inserts else []))
            run(_drop_sqlite([table], changes))
    else:
        run(f"DROP FUNCTION audit_{table} CASCADE" for table in tables)


def drop_old_audit(dialect: str) -> None:
    """Take the audit triggers of the first schema away; those of the log itself on SQLite too."""
    if dialect == "sqlite":
        run(_drop_sqlite(baseline.AUDITED, _CHANGES))
        run(f"DROP TRIGGER {name}" for name in _LOG_TRIGGERS)
    else:
        run(f"DROP TRIGGER audit ON {table}" for table in baseline.AUDITED)


def restore_old_audit(dialect: str) -> None:
    """Bring the audit triggers of the first schema back."""
    if dialect == "sqlite":
        guards = (baseline.HERE / "sqlite.sql").read_text(encoding="utf-8").split(SEPARATOR)
        run(sql for sql in guards if sql.startswith("CREATE TRIGGER audit_guard "))
        starts = ("CREATE TRIGGER audit_", "CREATE TRIGGER keep_audit_log_")
        run(sql for sql in baseline._sqlite_triggers() if sql.startswith(starts))
    else:
        made = list(baseline._postgresql_triggers())
        run(sql for sql in made if sql.startswith("CREATE TRIGGER audit "))
        run(sql for sql in made if sql.startswith("CREATE TRIGGER keep ") and " audit_log " in sql)


def _drop_sqlite(tables: Iterable[str], changes: Iterable[str]) -> Iterator[str]:
    for table in tables:
        yield from (f"DROP TRIGGER audit_{table}_{change}" for change in changes)


def _sqlite_triggers(table: str, audited: Audited) -> Iterator[str]:
    """A row whose key changes is one that went and one that came."""
    old, new = (json_of("sqlite", row, audited) for row in ("OLD", "NEW"))
    old_key, new_key = (key_of("sqlite", row, audited) for row in ("OLD", "NEW"))
    moved = f"({old_key}) <> ({new_key})"
    went, came = ("delete", old_key, old, "NULL"), ("insert", new_key, "NULL", new)
    if audited.inserts:
        yield _sqlite_trigger(table, "insert", "INSERT", came)
    yield _sqlite_trigger(table, "delete", "DELETE", went)
    yield _sqlite_trigger(table, "move", "UPDATE", went, came, when=moved)
    if table in _CHANGED_BY_TRIGGERS:
        stands = json_of("sqlite", table, audited)
        new = (
            f"(SELECT {stands} FROM {table} WHERE ({key_of('sqlite', table, audited)}) = {new_key})"
        )
    same = ("update", new_key, old, new)
    yield _sqlite_trigger(table, "update", "UPDATE", same, when=f"NOT {moved}")


def _sqlite_trigger(
    table: str, name: str, change: str, *lines: tuple[str, str, str, str], when: str = "true"
) -> str:
    inserts = "".join(
        "INSERT INTO audit_log (table_name, row_key, action, before, after) "
        f"VALUES ('{table}', {key}, '{action}', {before}, {after}); "
        for action, key, before, after in lines
    )
    return (
        f"CREATE TRIGGER audit_{table}_{name} AFTER {change} ON {table} WHEN {when} BEGIN "
        f"INSERT INTO audit_gate (open) VALUES (1); {inserts}DELETE FROM audit_gate; END"
    )


def _postgresql_triggers(table: str, audited: Audited) -> Iterator[str]:
    old, new = (json_of("postgresql", row, audited) for row in ("OLD", "NEW"))
    old_key, new_key = (key_of("postgresql", row, audited) for row in ("OLD", "NEW"))
    log = "INSERT INTO audit_log (table_name, row_key, action, before, after) VALUES"
    yield f"""
CREATE FUNCTION audit_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    {log} ('{table}', {new_key}, 'insert', NULL, {new});
  ELSIF TG_OP = 'DELETE' THEN
    {log} ('{table}', {old_key}, 'delete', {old}, NULL);
  ELSIF {old_key} = {new_key} THEN
    {log} ('{table}', {new_key}, 'update', {old}, {new});
  ELSE -- a row whose key changes is one that went and one that came
    {log} ('{table}', {old_key}, 'delete', {old}, NULL),
      ('{table}', {new_key}, 'insert', NULL, {new});
  END IF;
  RETURN NULL;
END $$"""
    changes = "INSERT OR UPDATE OR DELETE" if audited.inserts else "UPDATE OR DELETE"
    yield (
        f"CREATE TRIGGER audit AFTER {changes} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION audit_{table}()"
    )
