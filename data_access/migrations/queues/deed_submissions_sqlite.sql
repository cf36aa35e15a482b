-- Rules of submissions to Tekojen Tori: SQLite.
-- Statements are separated by a line of "--" and two semicolons. The same rules for PostgreSQL stand beside this file.

CREATE TRIGGER submission_entry BEFORE INSERT ON deed_submission
BEGIN
  SELECT RAISE(ABORT, 'submission_identity_is_fixed')
   WHERE EXISTS (SELECT 1 FROM deed_submission s
                  WHERE s.submission_id = NEW.submission_id OR s.submission_no = NEW.submission_no
                     OR s.deed_id = NEW.deed_id);
END
--;;
CREATE TRIGGER submission_guard BEFORE UPDATE ON deed_submission
BEGIN
  SELECT RAISE(ABORT, 'stale_version') WHERE NEW.version <> OLD.version + 1;
  SELECT RAISE(ABORT, 'submission_identity_is_fixed')
   WHERE NEW.submission_id <> OLD.submission_id OR NEW.submission_no <> OLD.submission_no
      OR NEW.organisation_id <> OLD.organisation_id OR NEW.contact_id IS NOT OLD.contact_id
      OR NEW.submitted_at <> OLD.submitted_at
      OR EXISTS (SELECT 1 FROM deed_submission s
                  WHERE s.deed_id = NEW.deed_id AND s.submission_id <> OLD.submission_id);
  SELECT RAISE(ABORT, 'times_follow_the_change') WHERE NEW.changed_at < OLD.changed_at;
  SELECT RAISE(ABORT, 'submission_text_is_kept')
   WHERE (OLD.status || '>' || NEW.status) NOT IN ('received>published', 'returned>received')
     AND (NEW.deed_kind <> OLD.deed_kind OR NEW.sector IS NOT OLD.sector
          OR NEW.campaign_code IS NOT OLD.campaign_code OR NEW.title <> OLD.title
          OR NEW.description <> OLD.description);
  SELECT RAISE(ABORT, 'deed_is_the_submitted_one')
   WHERE NEW.status = 'published'
     AND NOT EXISTS (SELECT 1 FROM deed d
                      WHERE d.deed_id = NEW.deed_id AND d.status = 'published'
                        AND d.deed_kind = NEW.deed_kind AND d.title = NEW.title
                        AND d.organisation_id = NEW.organisation_id AND d.sector IS NEW.sector
                        AND d.campaign_code IS NEW.campaign_code);
  SELECT RAISE(ABORT, 'letter_has_left')
   WHERE OLD.status = 'published' AND NEW.status = 'received'
     AND NOT EXISTS (SELECT 1 FROM letter l
                      WHERE l.submission_id = OLD.submission_id AND l.submission_version = OLD.version
                        AND l.status = 'waiting');
END
--;;
CREATE TRIGGER submission_event_guard BEFORE INSERT ON deed_submission_event
BEGIN
  SELECT RAISE(ABORT, 'append_only')
   WHERE EXISTS (SELECT 1 FROM deed_submission_event e WHERE e.event_id = NEW.event_id);
  SELECT RAISE(ABORT, 'one_submission_event_per_version')
   WHERE EXISTS (SELECT 1 FROM deed_submission_event e
                  WHERE e.submission_id = NEW.submission_id AND e.version = NEW.version);
  SELECT RAISE(ABORT, 'one_event_per_request')
   WHERE EXISTS (SELECT 1 FROM deed_submission_event e WHERE e.request_key = NEW.request_key);
  SELECT RAISE(ABORT, 'role_not_allowed')
   WHERE NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.actor
                      AND u.active AND u.role IN ('officer', 'manager'));
  SELECT RAISE(ABORT, 'history_follows_the_change')
   WHERE NEW.version > 1
     AND NOT EXISTS (SELECT 1 FROM deed_submission_event e
                      WHERE e.submission_id = NEW.submission_id AND e.version = NEW.version - 1
                        AND e.to_status = NEW.from_status AND e.at <= NEW.at);
  SELECT RAISE(ABORT, 'history_follows_the_change')
   WHERE NOT EXISTS (SELECT 1 FROM deed_submission s
                      WHERE s.submission_id = NEW.submission_id
                        AND (s.version > NEW.version
                             OR (s.version = NEW.version AND s.status = NEW.to_status
                                 AND s.changed_at = NEW.at)));
END
