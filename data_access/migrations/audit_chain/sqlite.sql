-- The audit log takes a seal once; its head only grows: SQLite.
-- Statements are separated by a line of "--" and two semicolons. The same rules for PostgreSQL stand beside this file.

CREATE TRIGGER audit_guard BEFORE INSERT ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'audit_is_written_by_triggers') WHERE NOT EXISTS (SELECT 1 FROM audit_gate);
END
--;;
CREATE TRIGGER keep_audit_log_number BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE audit_id = NEW.audit_id)
BEGIN
  SELECT RAISE(ABORT, 'append_only');
END
--;;
CREATE TRIGGER keep_audit_log_delete BEFORE DELETE ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'append_only');
END
--;;
CREATE TRIGGER keep_audit_log_update BEFORE UPDATE ON audit_log
WHEN OLD.seal_no IS NOT NULL OR NEW.seal_no IS NULL OR NEW.seal IS NULL
  OR NEW.audit_id <> OLD.audit_id OR NEW.at IS NOT OLD.at OR NEW.table_name IS NOT OLD.table_name
  OR NEW.row_key IS NOT OLD.row_key OR NEW.action IS NOT OLD.action
  OR NEW.before IS NOT OLD.before OR NEW.after IS NOT OLD.after
BEGIN
  SELECT RAISE(ABORT, 'append_only');
END
--;;
CREATE TRIGGER keep_audit_head_insert BEFORE INSERT ON audit_head
BEGIN
  SELECT RAISE(ABORT, 'append_only');
END
--;;
CREATE TRIGGER keep_audit_head_delete BEFORE DELETE ON audit_head
BEGIN
  SELECT RAISE(ABORT, 'append_only');
END
--;;
CREATE TRIGGER keep_audit_head_update BEFORE UPDATE ON audit_head
WHEN NEW.head_id <> OLD.head_id OR NEW.sealed <= OLD.sealed
BEGIN
  SELECT RAISE(ABORT, 'append_only');
END
