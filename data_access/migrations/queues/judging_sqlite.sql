-- Rules of proposals, comments and bookings: SQLite.
-- Statements are separated by a line of "--" and two semicolons. The same rules for PostgreSQL stand beside this file.
-- INSERT OR REPLACE fires no DELETE, so what it would swallow is refused here.

CREATE TRIGGER proposal_guard BEFORE INSERT ON application_proposal
BEGIN
  SELECT RAISE(ABORT, 'append_only')
   WHERE EXISTS (SELECT 1 FROM application_proposal p WHERE p.proposal_id = NEW.proposal_id);
  SELECT RAISE(ABORT, 'one_proposal_per_request')
   WHERE EXISTS (SELECT 1 FROM application_proposal p
                  WHERE p.application_id = NEW.application_id AND p.request_key = NEW.request_key);
  SELECT RAISE(ABORT, 'role_not_allowed')
   WHERE NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.proposed_by
                      AND u.active AND u.role IN ('officer', 'manager'));
  SELECT RAISE(ABORT, 'stale_version')
   WHERE NEW.version <> (SELECT a.version FROM sparring_application a
                          WHERE a.application_id = NEW.application_id);
  SELECT RAISE(ABORT, 'proposal_only_while_open')
   WHERE EXISTS (SELECT 1 FROM sparring_application a WHERE a.application_id = NEW.application_id
                  AND (a.status NOT IN ('submitted', 'in_review', 'waitlisted') OR a.status = NEW.outcome));
  SELECT RAISE(ABORT, 'proposal_days_within_request')
   WHERE NEW.days > (SELECT MIN(a.days_requested, r.max_days) FROM sparring_application a
                       JOIN sparring_round r ON r.round_code = a.round_code
                      WHERE a.application_id = NEW.application_id);
END
--;;
CREATE TRIGGER comment_guard BEFORE INSERT ON application_comment
BEGIN
  SELECT RAISE(ABORT, 'append_only')
   WHERE EXISTS (SELECT 1 FROM application_comment c WHERE c.comment_id = NEW.comment_id);
  SELECT RAISE(ABORT, 'one_comment_per_request')
   WHERE EXISTS (SELECT 1 FROM application_comment c
                  WHERE c.application_id = NEW.application_id AND c.request_key = NEW.request_key);
  SELECT RAISE(ABORT, 'role_not_allowed')
   WHERE NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.written_by
                      AND u.active AND u.role IN ('officer', 'manager'));
END
--;;
CREATE TRIGGER booking_guard BEFORE INSERT ON sparring_booking
BEGIN
  SELECT RAISE(ABORT, 'append_only')
   WHERE EXISTS (SELECT 1 FROM sparring_booking b
                  WHERE b.application_id = NEW.application_id AND b.version = NEW.version);
  SELECT RAISE(ABORT, 'one_booking_per_request')
   WHERE EXISTS (SELECT 1 FROM sparring_booking b
                  WHERE b.application_id = NEW.application_id AND b.request_key = NEW.request_key);
  SELECT RAISE(ABORT, 'booking_follows_its_version')
   WHERE NOT EXISTS (SELECT 1 FROM sparring_application a
                      WHERE a.application_id = NEW.application_id AND a.version = NEW.version
                        AND a.status = 'scheduled');
  SELECT RAISE(ABORT, 'role_not_allowed')
   WHERE NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.booked_by
                      AND u.active AND u.role IN ('officer', 'manager'));
  SELECT RAISE(ABORT, 'booking_within_framework')
   WHERE NOT EXISTS (SELECT 1 FROM expert e WHERE e.expert_code = NEW.expert_code
                      AND e.framework_from <= NEW.starts_on
                      AND (e.framework_to IS NULL OR e.framework_to >= NEW.starts_on));
  SELECT RAISE(ABORT, 'booking_after_decision')
   WHERE NEW.starts_on < (SELECT date(a.decided_at) FROM sparring_application a
                           WHERE a.application_id = NEW.application_id);
END
