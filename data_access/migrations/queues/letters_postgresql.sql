-- Rules of the outbox: PostgreSQL.
-- Statements are separated by a line of "--" and two semicolons. The same rules for SQLite stand beside this file.

CREATE FUNCTION letter_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.application_id IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM application_event e
                    WHERE e.application_id = NEW.application_id AND e.version = NEW.version
                      AND e.to_status = NEW.template) THEN
      PERFORM refuse('letter_follows_event');
    END IF;
  ELSIF NOT EXISTS (SELECT 1 FROM deed_submission_event e
                     WHERE e.submission_id = NEW.submission_id AND e.version = NEW.submission_version
                       AND 'deed_' || e.to_status = NEW.template)
    AND NOT EXISTS (SELECT 1 FROM enrolment_event e
                     WHERE e.enrolment_id = NEW.enrolment_id AND e.version = NEW.enrolment_version
                       AND 'enrolment_' || e.to_status = NEW.template) THEN
    PERFORM refuse('letter_follows_event');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER letter_entry BEFORE INSERT ON letter
  FOR EACH ROW EXECUTE FUNCTION letter_entry()
--;;
CREATE FUNCTION letter_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status IN ('sent', 'cancelled')
     OR (NEW.letter_id, NEW.application_id, NEW.version, NEW.submission_id, NEW.submission_version,
         NEW.enrolment_id, NEW.enrolment_version, NEW.template, NEW.language, NEW.subject, NEW.body, NEW.written_at)
     IS DISTINCT FROM
        (OLD.letter_id, OLD.application_id, OLD.version, OLD.submission_id, OLD.submission_version,
         OLD.enrolment_id, OLD.enrolment_version, OLD.template, OLD.language, OLD.subject, OLD.body, OLD.written_at) THEN
    PERFORM refuse('letter_is_final');
  END IF;
  IF NEW.status = 'cancelled' AND OLD.status IN ('sending', 'handed_over') THEN
    PERFORM refuse('letter_may_have_left');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER letter_guard BEFORE UPDATE ON letter
  FOR EACH ROW EXECUTE FUNCTION letter_guard()
