-- Rules of the program database that need more than one row: SQLite.
-- Statements are separated by a line of "--" and two semicolons. The same rules for PostgreSQL stand beside this file.

CREATE TRIGGER application_entry BEFORE INSERT ON sparring_application
BEGIN
  SELECT RAISE(ABORT, 'application_identity_is_fixed')
   WHERE EXISTS (SELECT 1 FROM sparring_application a
                  WHERE a.application_id = NEW.application_id OR a.application_no = NEW.application_no);
  SELECT RAISE(ABORT, 'one_live_application')
   WHERE NEW.status <> 'draft'
     AND EXISTS (SELECT 1 FROM sparring_application a
                  WHERE a.organisation_id = NEW.organisation_id AND a.round_code = NEW.round_code
                    AND a.status NOT IN ('draft', 'rejected', 'withdrawn', 'cancelled'));
  SELECT RAISE(ABORT, 'application_starts_as_draft_or_submitted')
   WHERE NEW.status NOT IN ('draft', 'submitted') OR NEW.version <> 1;
  SELECT RAISE(ABORT, 'role_not_allowed')
   WHERE NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.changed_by
                      AND u.active AND u.role IN ('officer', 'manager'));
  SELECT RAISE(ABORT, 'days_within_round')
   WHERE NEW.days_requested > (SELECT max_days FROM sparring_round r WHERE r.round_code = NEW.round_code);
  SELECT RAISE(ABORT, 'round_not_open')
   WHERE NEW.status = 'submitted'
     AND NOT EXISTS (SELECT 1 FROM sparring_round r WHERE r.round_code = NEW.round_code
                      AND NEW.submitted_at >= r.opens_at AND NEW.submitted_at <= r.closes_at);
END
--;;
CREATE TRIGGER application_guard BEFORE UPDATE ON sparring_application
BEGIN
  SELECT RAISE(ABORT, 'stale_version') WHERE NEW.version <> OLD.version + 1;
  SELECT RAISE(ABORT, 'application_identity_is_fixed')
   WHERE NEW.application_id <> OLD.application_id OR NEW.application_no <> OLD.application_no
      OR NEW.round_code <> OLD.round_code OR NEW.organisation_id <> OLD.organisation_id;
  SELECT RAISE(ABORT, 'one_live_application')
   WHERE NEW.status NOT IN ('draft', 'rejected', 'withdrawn', 'cancelled')
     AND EXISTS (SELECT 1 FROM sparring_application a
                  WHERE a.organisation_id = NEW.organisation_id AND a.round_code = NEW.round_code
                    AND a.application_id <> OLD.application_id
                    AND a.status NOT IN ('draft', 'rejected', 'withdrawn', 'cancelled'));
  SELECT RAISE(ABORT, 'days_within_round')
   WHERE NEW.days_requested > (SELECT max_days FROM sparring_round r WHERE r.round_code = NEW.round_code);
  SELECT RAISE(ABORT, 'days_change_only_by_decision')
   WHERE OLD.days_granted IS NOT NULL AND NEW.days_granted IS NOT NULL
     AND NEW.days_granted <> OLD.days_granted;
  SELECT RAISE(ABORT, 'times_follow_the_change')
   WHERE (NEW.closed_at IS NOT OLD.closed_at AND NEW.closed_at IS NOT NULL AND NEW.closed_at <> NEW.changed_at)
      OR (NEW.decided_at IS NOT OLD.decided_at AND NEW.decided_at IS NOT NULL AND NEW.decided_at <> NEW.changed_at)
      OR (OLD.status <> 'draft' AND NEW.submitted_at IS NOT OLD.submitted_at);
  SELECT RAISE(ABORT, 'transition_not_allowed')
   WHERE NEW.status <> OLD.status
     AND NOT EXISTS (SELECT 1 FROM application_transition t
                      WHERE t.from_status = OLD.status AND t.to_status = NEW.status);
  SELECT RAISE(ABORT, 'role_not_allowed')
   WHERE NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.changed_by AND u.active
                      AND (u.role = 'manager' OR (u.role = 'officer' AND NOT EXISTS (
                            SELECT 1 FROM application_transition t WHERE t.from_status = OLD.status
                               AND t.to_status = NEW.status AND t.needs_manager))));
  SELECT RAISE(ABORT, 'decision_required')
   WHERE NEW.status <> OLD.status AND NEW.status IN ('approved', 'rejected')
     AND NOT EXISTS (SELECT 1 FROM application_decision d
                      WHERE d.application_id = OLD.application_id AND d.version = OLD.version
                        AND d.outcome = NEW.status AND d.days_granted IS NEW.days_granted);
  SELECT RAISE(ABORT, 'letter_has_left')
   WHERE OLD.status = 'approved' AND NEW.status = 'in_review'
     AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.application_id = OLD.application_id
                      AND l.version = OLD.version AND l.status = 'waiting');
  SELECT RAISE(ABORT, 'round_not_open')
   WHERE OLD.status = 'draft' AND NEW.status = 'submitted'
     AND NOT EXISTS (SELECT 1 FROM sparring_round r WHERE r.round_code = NEW.round_code
                      AND NEW.submitted_at >= r.opens_at AND NEW.submitted_at <= r.closes_at);
END
--;;
CREATE TRIGGER application_entry_history AFTER INSERT ON sparring_application
BEGIN
  INSERT INTO application_event (application_id, version, from_status, to_status, actor, at, note, request_key)
  VALUES (NEW.application_id, NEW.version, NULL, NEW.status, NEW.changed_by, NEW.changed_at, NEW.change_note, NEW.request_key);
  INSERT INTO application_version (application_id, version, snapshot, at, actor)
  VALUES (NEW.application_id, NEW.version,
          json_object('title', NEW.title, 'need', NEW.need, 'goal', NEW.goal, 'theme', NEW.theme,
                      'sector', NEW.sector, 'days_requested', NEW.days_requested,
                      'people_involved', NEW.people_involved, 'delivery_mode', NEW.delivery_mode),
          NEW.changed_at, NEW.changed_by);
END
--;;
CREATE TRIGGER application_status_history AFTER UPDATE ON sparring_application
WHEN NEW.status <> OLD.status
BEGIN
  INSERT INTO application_event (application_id, version, from_status, to_status, actor, at, note, request_key)
  VALUES (NEW.application_id, NEW.version, OLD.status, NEW.status, NEW.changed_by, NEW.changed_at, NEW.change_note, NEW.request_key);
END
--;;
CREATE TRIGGER application_content_history AFTER UPDATE ON sparring_application
WHEN NEW.title <> OLD.title OR NEW.need <> OLD.need OR NEW.goal <> OLD.goal OR NEW.theme <> OLD.theme
  OR NEW.sector <> OLD.sector OR NEW.days_requested <> OLD.days_requested
  OR NEW.people_involved <> OLD.people_involved OR NEW.delivery_mode <> OLD.delivery_mode
BEGIN
  INSERT INTO application_version (application_id, version, snapshot, at, actor)
  VALUES (NEW.application_id, NEW.version,
          json_object('title', NEW.title, 'need', NEW.need, 'goal', NEW.goal, 'theme', NEW.theme,
                      'sector', NEW.sector, 'days_requested', NEW.days_requested,
                      'people_involved', NEW.people_involved, 'delivery_mode', NEW.delivery_mode),
          NEW.changed_at, NEW.changed_by);
END
--;;
CREATE TRIGGER application_day_pool AFTER UPDATE ON sparring_application
WHEN NEW.days_granted IS NOT OLD.days_granted
BEGIN
  UPDATE sparring_round
     SET days_reserved = days_reserved + COALESCE(NEW.days_granted, 0) - COALESCE(OLD.days_granted, 0)
   WHERE round_code = NEW.round_code;
END
--;;
CREATE TRIGGER round_guard BEFORE UPDATE OF days_reserved ON sparring_round
WHEN NEW.days_reserved <> OLD.days_reserved
BEGIN
  SELECT RAISE(ABORT, 'days_reserved_follow_grants')
   WHERE NEW.days_reserved <> (SELECT COALESCE(SUM(a.days_granted), 0) FROM sparring_application a
                                WHERE a.round_code = NEW.round_code);
END
--;;
CREATE TRIGGER round_entry BEFORE INSERT ON sparring_round
BEGIN
  SELECT RAISE(ABORT, 'days_reserved_follow_grants')
   WHERE NEW.days_reserved <> (SELECT COALESCE(SUM(a.days_granted), 0) FROM sparring_application a
                                WHERE a.round_code = NEW.round_code);
END
--;;
CREATE TRIGGER decision_guard BEFORE INSERT ON application_decision
BEGIN
  SELECT RAISE(ABORT, 'decision_by_manager')
   WHERE NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.decided_by
                      AND u.active AND u.role = 'manager');
  SELECT RAISE(ABORT, 'one_decision_per_version')
   WHERE EXISTS (SELECT 1 FROM application_decision d
                  WHERE d.application_id = NEW.application_id AND d.version = NEW.version);
  SELECT RAISE(ABORT, 'one_decision_per_request')
   WHERE EXISTS (SELECT 1 FROM application_decision d WHERE d.request_key = NEW.request_key);
  SELECT RAISE(ABORT, 'stale_version')
   WHERE NEW.version <> (SELECT a.version FROM sparring_application a WHERE a.application_id = NEW.application_id);
  SELECT RAISE(ABORT, 'decision_only_in_review')
   WHERE (SELECT a.status FROM sparring_application a WHERE a.application_id = NEW.application_id)
         NOT IN ('in_review', 'waitlisted');
  SELECT RAISE(ABORT, 'days_granted_within_request')
   WHERE NEW.days_granted > (SELECT MIN(a.days_requested, r.max_days) FROM sparring_application a
                               JOIN sparring_round r ON r.round_code = a.round_code
                              WHERE a.application_id = NEW.application_id);
END
--;;
CREATE TRIGGER decision_apply AFTER INSERT ON application_decision
BEGIN
  UPDATE sparring_application
     SET status = NEW.outcome, days_granted = NEW.days_granted, version = version + 1,
         decided_at = NEW.decided_at, closed_at = NEW.decided_at, changed_by = NEW.decided_by,
         changed_at = NEW.decided_at, change_note = NEW.rationale, request_key = NEW.request_key
   WHERE application_id = NEW.application_id;
END
--;;
CREATE TRIGGER event_guard BEFORE INSERT ON application_event
BEGIN
  SELECT RAISE(ABORT, 'one_event_per_request')
   WHERE EXISTS (SELECT 1 FROM application_event e WHERE e.request_key = NEW.request_key);
  SELECT RAISE(ABORT, 'history_is_written_by_the_change')
   WHERE NEW.from_status IS NEW.to_status
      OR NEW.from_status IS NOT (SELECT e.to_status FROM application_event e
                                  WHERE e.application_id = NEW.application_id
                                  ORDER BY e.version DESC LIMIT 1);
  SELECT RAISE(ABORT, 'history_is_written_by_the_change')
   WHERE NOT EXISTS (SELECT 1 FROM sparring_application a
                      WHERE a.application_id = NEW.application_id AND a.version = NEW.version
                        AND a.status = NEW.to_status AND a.changed_by = NEW.actor AND a.changed_at = NEW.at);
END
--;;
CREATE TRIGGER version_guard BEFORE INSERT ON application_version
BEGIN
  SELECT RAISE(ABORT, 'history_is_written_by_the_change')
   WHERE EXISTS (SELECT 1 FROM application_version v
                  WHERE v.application_id = NEW.application_id AND v.version = NEW.version)
      OR NOT EXISTS (SELECT 1 FROM sparring_application a
                      WHERE a.application_id = NEW.application_id AND a.version = NEW.version
                        AND a.changed_by = NEW.actor AND a.changed_at = NEW.at
                        AND NEW.snapshot =
                            json_object('title', a.title, 'need', a.need, 'goal', a.goal, 'theme', a.theme,
                                        'sector', a.sector, 'days_requested', a.days_requested,
                                        'people_involved', a.people_involved, 'delivery_mode', a.delivery_mode));
END
--;;
CREATE TRIGGER clarification_guard BEFORE INSERT ON clarification_request
BEGIN
  SELECT RAISE(ABORT, 'one_clarification_per_version')
   WHERE EXISTS (SELECT 1 FROM clarification_request c
                  WHERE c.application_id = NEW.application_id AND c.version = NEW.version);
  SELECT RAISE(ABORT, 'clarification_follows_its_event')
   WHERE NOT EXISTS (SELECT 1 FROM sparring_application a
                      WHERE a.application_id = NEW.application_id AND a.version = NEW.version
                        AND a.status = 'clarification_requested');
END
--;;
CREATE TRIGGER letter_entry BEFORE INSERT ON letter
BEGIN
  SELECT RAISE(ABORT, 'one_letter_per_event')
   WHERE EXISTS (SELECT 1 FROM letter l
                  WHERE l.application_id = NEW.application_id AND l.version = NEW.version);
  SELECT RAISE(ABORT, 'letter_follows_event')
   WHERE NOT EXISTS (SELECT 1 FROM application_event e
                      WHERE e.application_id = NEW.application_id AND e.version = NEW.version
                        AND e.to_status = NEW.template);
END
--;;
CREATE TRIGGER letter_guard BEFORE UPDATE ON letter
WHEN OLD.status <> 'waiting' OR NEW.application_id <> OLD.application_id OR NEW.version <> OLD.version
  OR NEW.template <> OLD.template
BEGIN
  SELECT RAISE(ABORT, 'letter_is_final');
END
--;;
CREATE TABLE audit_gate (open INTEGER NOT NULL)
--;;
CREATE TRIGGER audit_guard BEFORE INSERT ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'audit_is_written_by_triggers') WHERE NOT EXISTS (SELECT 1 FROM audit_gate);
END
