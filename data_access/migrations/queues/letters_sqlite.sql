-- Rules of the outbox: SQLite.
-- Statements are separated by a line of "--" and two semicolons. The same rules for PostgreSQL stand beside this file.

CREATE TRIGGER letter_entry BEFORE INSERT ON letter
BEGIN
  SELECT RAISE(ABORT, 'one_letter_per_event')
   WHERE EXISTS (SELECT 1 FROM letter l
                  WHERE (l.application_id = NEW.application_id AND l.version = NEW.version)
                     OR (l.submission_id = NEW.submission_id AND l.submission_version = NEW.submission_version)
                     OR (l.enrolment_id = NEW.enrolment_id AND l.enrolment_version = NEW.enrolment_version));
  SELECT RAISE(ABORT, 'letter_follows_event')
   WHERE NOT EXISTS (SELECT 1 FROM application_event e
                      WHERE e.application_id = NEW.application_id AND e.version = NEW.version
                        AND e.to_status = NEW.template)
     AND NOT EXISTS (SELECT 1 FROM deed_submission_event e
                      WHERE e.submission_id = NEW.submission_id AND e.version = NEW.submission_version
                        AND 'deed_' || e.to_status = NEW.template)
     AND NOT EXISTS (SELECT 1 FROM enrolment_event e
                      WHERE e.enrolment_id = NEW.enrolment_id AND e.version = NEW.enrolment_version
                        AND 'enrolment_' || e.to_status = NEW.template);
END
--;;
CREATE TRIGGER letter_guard BEFORE UPDATE ON letter
BEGIN
  SELECT RAISE(ABORT, 'letter_is_final')
   WHERE OLD.status IN ('sent', 'cancelled') OR NEW.letter_id <> OLD.letter_id
      OR NEW.application_id IS NOT OLD.application_id OR NEW.version IS NOT OLD.version
      OR NEW.submission_id IS NOT OLD.submission_id OR NEW.submission_version IS NOT OLD.submission_version
      OR NEW.enrolment_id IS NOT OLD.enrolment_id OR NEW.enrolment_version IS NOT OLD.enrolment_version
      OR NEW.template <> OLD.template OR NEW.language <> OLD.language
      OR NEW.subject IS NOT OLD.subject OR NEW.body IS NOT OLD.body OR NEW.written_at <> OLD.written_at;
  SELECT RAISE(ABORT, 'letter_may_have_left')
   WHERE NEW.status = 'cancelled' AND OLD.status IN ('sending', 'handed_over');
END
