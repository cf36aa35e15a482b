-- The audit log takes a seal once; its head only grows: PostgreSQL.
-- Statements are separated by a line of "--" and two semicolons. The same rules for SQLite stand beside this file.

DROP TRIGGER keep ON audit_log
--;;
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('append_only')
--;;
CREATE FUNCTION seal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.seal_no IS NOT NULL OR NEW.seal_no IS NULL OR NEW.seal IS NULL
     OR (NEW.audit_id, NEW.at, NEW.table_name, NEW.row_key, NEW.action, NEW.before::text, NEW.after::text)
        IS DISTINCT FROM
        (OLD.audit_id, OLD.at, OLD.table_name, OLD.row_key, OLD.action, OLD.before::text, OLD.after::text) THEN
    PERFORM refuse('append_only', '42501');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER seal_guard BEFORE UPDATE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION seal_guard()
--;;
CREATE TRIGGER keep BEFORE INSERT OR DELETE OR TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('append_only')
--;;
CREATE FUNCTION head_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.head_id <> OLD.head_id OR NEW.sealed <= OLD.sealed THEN
    PERFORM refuse('append_only', '42501');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER head_guard BEFORE UPDATE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION head_guard()
