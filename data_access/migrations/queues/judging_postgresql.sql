-- Rules of proposals, comments and bookings: PostgreSQL.
-- Statements are separated by a line of "--" and two semicolons. The same rules for SQLite stand beside this file.

CREATE FUNCTION proposal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject sparring_application%ROWTYPE;
BEGIN
  -- A proposal waits for a decision that is being made, and the other way round.
  SELECT * INTO subject FROM sparring_application a WHERE a.application_id = NEW.application_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.proposed_by
                    AND u.active AND u.role IN ('officer', 'manager')) THEN
    PERFORM refuse('role_not_allowed', '42501');
  END IF;
  IF NEW.version <> subject.version THEN
    PERFORM refuse('stale_version', '40001');
  END IF;
  IF subject.status NOT IN ('submitted', 'in_review', 'waitlisted') OR subject.status = NEW.outcome THEN
    PERFORM refuse('proposal_only_while_open');
  END IF;
  IF NEW.days > LEAST(subject.days_requested,
       (SELECT r.max_days FROM sparring_round r WHERE r.round_code = subject.round_code)) THEN
    PERFORM refuse('proposal_days_within_request');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER proposal_guard BEFORE INSERT ON application_proposal
  FOR EACH ROW EXECUTE FUNCTION proposal_guard()
--;;
CREATE FUNCTION comment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.written_by
                    AND u.active AND u.role IN ('officer', 'manager')) THEN
    PERFORM refuse('role_not_allowed', '42501');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER comment_guard BEFORE INSERT ON application_comment
  FOR EACH ROW EXECUTE FUNCTION comment_guard()
--;;
CREATE FUNCTION booking_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM sparring_application a
                  WHERE a.application_id = NEW.application_id AND a.version = NEW.version
                    AND a.status = 'scheduled') THEN
    PERFORM refuse('booking_follows_its_version');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.booked_by
                    AND u.active AND u.role IN ('officer', 'manager')) THEN
    PERFORM refuse('role_not_allowed', '42501');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM expert e WHERE e.expert_code = NEW.expert_code
                    AND e.framework_from <= NEW.starts_on
                    AND (e.framework_to IS NULL OR e.framework_to >= NEW.starts_on)) THEN
    PERFORM refuse('booking_within_framework');
  END IF;
  IF NEW.starts_on < (SELECT (a.decided_at AT TIME ZONE 'UTC')::date FROM sparring_application a
                       WHERE a.application_id = NEW.application_id) THEN
    PERFORM refuse('booking_after_decision');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER booking_guard BEFORE INSERT ON sparring_booking
  FOR EACH ROW EXECUTE FUNCTION booking_guard()
