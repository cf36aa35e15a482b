-- Rules of sessions and accounts: SQLite.
-- Statements are separated by a line of "--" and two semicolons. The same rules for PostgreSQL stand beside this file.

CREATE TRIGGER keep_app_user_delete BEFORE DELETE ON app_user
BEGIN
  SELECT RAISE(ABORT, 'user_is_kept');
END
--;;
CREATE TRIGGER last_admin BEFORE UPDATE ON app_user
WHEN OLD.role = 'admin' AND OLD.active AND OLD.password_hash <> '!'
 AND NOT (NEW.role = 'admin' AND NEW.active AND NEW.password_hash <> '!')
BEGIN
  SELECT RAISE(ABORT, 'last_admin')
   WHERE NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username <> OLD.username AND u.role = 'admin'
                        AND u.active AND u.password_hash <> '!');
END
--;;
CREATE TRIGGER sessions_end_with_the_account AFTER UPDATE OF password_hash, role, active ON app_user
WHEN NEW.password_hash <> OLD.password_hash OR NEW.role <> OLD.role OR NEW.active <> OLD.active
BEGIN
  UPDATE app_user
     SET sessions_valid_after = strftime('%Y-%m-%d %H:%M:%f', 'now', '+0.001 seconds') || '000'
   WHERE username = NEW.username;
END
--;;
CREATE TRIGGER session_guard BEFORE UPDATE ON user_session
WHEN OLD.ended_at IS NOT NULL OR NEW.session_id <> OLD.session_id OR NEW.username <> OLD.username
  OR NEW.started_at <> OLD.started_at OR NEW.expires_at <> OLD.expires_at
BEGIN
  SELECT RAISE(ABORT, 'session_is_over');
END
--;;
CREATE TRIGGER revision_user_session_end AFTER UPDATE OF ended_at ON user_session
WHEN NEW.ended_at IS NOT NULL
BEGIN
  UPDATE data_revision SET revision = revision + 1 WHERE topic = 'people';
END
--;;
CREATE TRIGGER code_guard BEFORE UPDATE ON sign_in_code
WHEN OLD.used_at IS NOT NULL OR NEW.code_hash <> OLD.code_hash OR NEW.username <> OLD.username
BEGIN
  SELECT RAISE(ABORT, 'code_is_used');
END
