-- Rules of submissions to Tekojen Tori: PostgreSQL.
-- Statements are separated by a line of "--" and two semicolons. The same rules for SQLite stand beside this file.

CREATE FUNCTION submission_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version <> OLD.version + 1 THEN
    PERFORM refuse('stale_version', '40001');
  END IF;
  IF (NEW.submission_id, NEW.submission_no, NEW.organisation_id, NEW.contact_id, NEW.submitted_at)
     IS DISTINCT FROM
     (OLD.submission_id, OLD.submission_no, OLD.organisation_id, OLD.contact_id, OLD.submitted_at) THEN
    PERFORM refuse('submission_identity_is_fixed');
  END IF;
  IF NEW.changed_at < OLD.changed_at THEN
    PERFORM refuse('times_follow_the_change');
  END IF;
  IF (OLD.status || '>' || NEW.status) NOT IN ('received>published', 'returned>received')
     AND (NEW.deed_kind, NEW.sector, NEW.campaign_code, NEW.title, NEW.description)
     IS DISTINCT FROM
     (OLD.deed_kind, OLD.sector, OLD.campaign_code, OLD.title, OLD.description) THEN
    PERFORM refuse('submission_text_is_kept');
  END IF;
  IF NEW.status = 'published' AND NOT EXISTS (
       SELECT 1 FROM deed d
        WHERE d.deed_id = NEW.deed_id AND d.status = 'published' AND d.deed_kind = NEW.deed_kind
          AND d.title = NEW.title AND d.organisation_id = NEW.organisation_id
          AND d.sector IS NOT DISTINCT FROM NEW.sector
          AND d.campaign_code IS NOT DISTINCT FROM NEW.campaign_code) THEN
    PERFORM refuse('deed_is_the_submitted_one');
  END IF;
  IF OLD.status = 'published' AND NEW.status = 'received' AND NOT EXISTS (
       SELECT 1 FROM letter l
        WHERE l.submission_id = OLD.submission_id AND l.submission_version = OLD.version
          AND l.status = 'waiting') THEN
    PERFORM refuse('letter_has_left');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER submission_guard BEFORE UPDATE ON deed_submission
  FOR EACH ROW EXECUTE FUNCTION submission_guard()
--;;
CREATE FUNCTION submission_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject deed_submission%ROWTYPE;
BEGIN
  SELECT * INTO subject FROM deed_submission s WHERE s.submission_id = NEW.submission_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.actor
                    AND u.active AND u.role IN ('officer', 'manager')) THEN
    PERFORM refuse('role_not_allowed', '42501');
  END IF;
  IF NEW.version > 1 AND NOT EXISTS (
       SELECT 1 FROM deed_submission_event e
        WHERE e.submission_id = NEW.submission_id AND e.version = NEW.version - 1
          AND e.to_status = NEW.from_status AND e.at <= NEW.at) THEN
    PERFORM refuse('history_follows_the_change');
  END IF;
  IF subject.version < NEW.version
     OR (subject.version = NEW.version
         AND (subject.status <> NEW.to_status OR subject.changed_at <> NEW.at)) THEN
    PERFORM refuse('history_follows_the_change');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER submission_event_guard BEFORE INSERT ON deed_submission_event
  FOR EACH ROW EXECUTE FUNCTION submission_event_guard()
