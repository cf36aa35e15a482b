-- Rules of enrolments and the places they take: PostgreSQL.
-- Statements are separated by a line of "--" and two semicolons. The same rules for SQLite stand beside this file.

CREATE FUNCTION finnish_day(moment timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (moment AT TIME ZONE 'Europe/Helsinki')::date
$$
--;;
CREATE FUNCTION places_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2
     AND NEW.places_taken <> (CASE WHEN TG_OP = 'UPDATE' THEN OLD.places_taken ELSE 0 END) THEN
    PERFORM refuse('places_taken_follow_enrolments');
  END IF;
  IF TG_OP = 'INSERT' THEN
    RETURN NEW;
  END IF;
  IF NEW.activity_id <> OLD.activity_id THEN
    PERFORM refuse('places_identity_is_fixed');
  END IF;
  IF NEW.enrolment_closes_on < OLD.enrolment_closes_on AND EXISTS (
       SELECT 1 FROM enrolment n WHERE n.activity_id = NEW.activity_id
          AND finnish_day(n.submitted_at) > NEW.enrolment_closes_on) THEN
    PERFORM refuse('enrolments_came_later');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER places_guard BEFORE INSERT OR UPDATE ON activity_places
  FOR EACH ROW EXECUTE FUNCTION places_guard()
--;;
CREATE FUNCTION enrolment_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM activity_places p
    WHERE p.activity_id = NEW.activity_id AND p.enrolment_closes_on < finnish_day(NEW.submitted_at)
      FOR SHARE;
  IF FOUND THEN
    PERFORM refuse('enrolment_is_closed');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER enrolment_entry BEFORE INSERT ON enrolment
  FOR EACH ROW EXECUTE FUNCTION enrolment_entry()
--;;
CREATE FUNCTION enrolment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version <> OLD.version + 1 THEN
    PERFORM refuse('stale_version', '40001');
  END IF;
  IF (NEW.enrolment_id, NEW.enrolment_no, NEW.activity_id, NEW.organisation_id, NEW.contact_id,
      NEW.people, NEW.message, NEW.submitted_at)
     IS DISTINCT FROM
     (OLD.enrolment_id, OLD.enrolment_no, OLD.activity_id, OLD.organisation_id, OLD.contact_id,
      OLD.people, OLD.message, OLD.submitted_at) THEN
    PERFORM refuse('enrolment_identity_is_fixed');
  END IF;
  IF NEW.changed_at < OLD.changed_at THEN
    PERFORM refuse('times_follow_the_change');
  END IF;
  IF NEW.status = 'accepted' AND NOT EXISTS (
       SELECT 1 FROM activity a
        WHERE a.activity_id = NEW.activity_id AND a.status IN ('planned', 'running')) THEN
    PERFORM refuse('training_is_off');
  END IF;
  IF OLD.status = 'accepted' AND NEW.status = 'received' AND NOT EXISTS (
       SELECT 1 FROM letter l
        WHERE l.enrolment_id = OLD.enrolment_id AND l.enrolment_version = OLD.version
          AND l.status = 'waiting') THEN
    PERFORM refuse('letter_has_left');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER enrolment_guard BEFORE UPDATE ON enrolment
  FOR EACH ROW EXECUTE FUNCTION enrolment_guard()
--;;
CREATE FUNCTION enrolment_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before integer := CASE WHEN TG_OP = 'UPDATE' THEN COALESCE(OLD.people_accepted, 0) ELSE 0 END;
  after integer := COALESCE(NEW.people_accepted, 0);
BEGIN
  IF after <> before THEN
    UPDATE activity_places SET places_taken = places_taken + after - before
     WHERE activity_id = NEW.activity_id;
  END IF;
  RETURN NULL;
END $$
--;;
CREATE TRIGGER enrolment_places AFTER INSERT OR UPDATE ON enrolment
  FOR EACH ROW EXECUTE FUNCTION enrolment_places()
--;;
CREATE FUNCTION enrolment_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject enrolment%ROWTYPE;
BEGIN
  SELECT * INTO subject FROM enrolment n WHERE n.enrolment_id = NEW.enrolment_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.actor
                    AND u.active AND u.role IN ('officer', 'manager')) THEN
    PERFORM refuse('role_not_allowed', '42501');
  END IF;
  IF NEW.version > 1 AND NOT EXISTS (
       SELECT 1 FROM enrolment_event e
        WHERE e.enrolment_id = NEW.enrolment_id AND e.version = NEW.version - 1
          AND e.to_status = NEW.from_status AND e.at <= NEW.at) THEN
    PERFORM refuse('history_follows_the_change');
  END IF;
  IF subject.version < NEW.version OR subject.people < NEW.people_accepted
     OR (subject.version = NEW.version
         AND (subject.status <> NEW.to_status OR subject.changed_at <> NEW.at
              OR subject.people_accepted IS DISTINCT FROM NEW.people_accepted)) THEN
    PERFORM refuse('history_follows_the_change');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER enrolment_event_guard BEFORE INSERT ON enrolment_event
  FOR EACH ROW EXECUTE FUNCTION enrolment_event_guard()
