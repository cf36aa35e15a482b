-- Rules of sparring sessions: SQLite.
-- Statements are separated by a line of "--" and two semicolons. The same rules for PostgreSQL stand beside this file.

CREATE TRIGGER sparring_session_entry AFTER INSERT ON sparring_session
BEGIN
  SELECT RAISE(ABORT, 'session_needs_granted_days')
   WHERE (SELECT a.days_granted FROM sparring_application a
           WHERE a.application_id = NEW.application_id) IS NULL;
  SELECT RAISE(ABORT, 'sessions_within_grant')
   WHERE (SELECT ROUND(SUM(s.day_share), 2) FROM sparring_session s
           WHERE s.application_id = NEW.application_id)
       > (SELECT a.days_granted FROM sparring_application a
           WHERE a.application_id = NEW.application_id);
END
--;;
CREATE TRIGGER sparring_session_guard AFTER UPDATE ON sparring_session
BEGIN
  SELECT RAISE(ABORT, 'session_needs_granted_days')
   WHERE (SELECT a.days_granted FROM sparring_application a
           WHERE a.application_id = NEW.application_id) IS NULL;
  SELECT RAISE(ABORT, 'sessions_within_grant')
   WHERE (SELECT ROUND(SUM(s.day_share), 2) FROM sparring_session s
           WHERE s.application_id = NEW.application_id)
       > (SELECT a.days_granted FROM sparring_application a
           WHERE a.application_id = NEW.application_id);
END
--;;
CREATE TRIGGER granted_days_cover_sessions AFTER UPDATE OF days_granted ON sparring_application
WHEN NEW.days_granted IS NOT OLD.days_granted
BEGIN
  SELECT RAISE(ABORT, 'sessions_within_grant')
   WHERE (SELECT ROUND(SUM(s.day_share), 2) FROM sparring_session s
           WHERE s.application_id = NEW.application_id) > COALESCE(NEW.days_granted, 0);
END
