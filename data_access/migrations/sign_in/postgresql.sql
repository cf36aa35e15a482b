-- Rules of sessions and accounts: PostgreSQL.
-- Statements are separated by a line of "--" and two semicolons. The same rules for SQLite stand beside this file.

CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON app_user
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('user_is_kept')
--;;
CREATE FUNCTION user_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.role = 'admin' AND OLD.active AND OLD.password_hash <> '!'
     AND NOT (NEW.role = 'admin' AND NEW.active AND NEW.password_hash <> '!') THEN
    -- Two administrators who take the role from each other wait here, one after the other.
    PERFORM pg_advisory_xact_lock(hashtext('last_admin'));
    IF NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username <> OLD.username AND u.role = 'admin'
                      AND u.active AND u.password_hash <> '!') THEN
      PERFORM refuse('last_admin');
    END IF;
  END IF;
  IF (NEW.password_hash, NEW.role, NEW.active) IS DISTINCT FROM (OLD.password_hash, OLD.role, OLD.active) THEN
    NEW.sessions_valid_after := GREATEST(NEW.sessions_valid_after, clock_timestamp());
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER user_guard BEFORE UPDATE ON app_user
  FOR EACH ROW EXECUTE FUNCTION user_guard()
--;;
CREATE FUNCTION session_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR (NEW.session_id, NEW.username, NEW.started_at, NEW.expires_at)
     IS DISTINCT FROM (OLD.session_id, OLD.username, OLD.started_at, OLD.expires_at) THEN
    PERFORM refuse('session_is_over');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER session_guard BEFORE UPDATE ON user_session
  FOR EACH ROW EXECUTE FUNCTION session_guard()
--;;
CREATE TRIGGER revision AFTER UPDATE OF ended_at ON user_session
  FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL) EXECUTE FUNCTION raise_revision('people')
--;;
CREATE FUNCTION code_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.used_at IS NOT NULL OR (NEW.code_hash, NEW.username) IS DISTINCT FROM (OLD.code_hash, OLD.username) THEN
    PERFORM refuse('code_is_used');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER code_guard BEFORE UPDATE ON sign_in_code
  FOR EACH ROW EXECUTE FUNCTION code_guard()
