-- Rules of sparring sessions: PostgreSQL.
-- Statements are separated by a line of "--" and two semicolons. The same rules for SQLite stand beside this file.

CREATE FUNCTION sessions_within_grant(application integer, granted integer) RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT COALESCE(SUM(s.day_share), 0) <= COALESCE(granted, 0)
    FROM sparring_session s WHERE s.application_id = application
$$
--;;
CREATE FUNCTION sparring_session_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  granted integer;
BEGIN
  -- Two sessions of one application wait here, one after the other, and for a cancellation.
  SELECT a.days_granted INTO granted FROM sparring_application a
   WHERE a.application_id = NEW.application_id FOR NO KEY UPDATE;
  IF granted IS NULL THEN
    PERFORM refuse('session_needs_granted_days');
  END IF;
  IF NOT sessions_within_grant(NEW.application_id, granted) THEN
    PERFORM refuse('sessions_within_grant');
  END IF;
  RETURN NULL;
END $$
--;;
CREATE TRIGGER sparring_session_guard AFTER INSERT OR UPDATE ON sparring_session
  FOR EACH ROW EXECUTE FUNCTION sparring_session_guard()
--;;
CREATE FUNCTION granted_days_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT sessions_within_grant(NEW.application_id, NEW.days_granted) THEN
    PERFORM refuse('sessions_within_grant');
  END IF;
  RETURN NULL;
END $$
--;;
CREATE TRIGGER granted_days_guard AFTER UPDATE OF days_granted ON sparring_application
  FOR EACH ROW WHEN (NEW.days_granted IS DISTINCT FROM OLD.days_granted) EXECUTE FUNCTION granted_days_guard()
