-- Rules of enrolments and the places they take: SQLite.
-- Statements are separated by a line of "--" and two semicolons. The same rules for PostgreSQL stand beside this file.

CREATE TRIGGER places_entry BEFORE INSERT ON activity_places
BEGIN
  SELECT RAISE(ABORT, 'places_identity_is_fixed')
   WHERE EXISTS (SELECT 1 FROM activity_places p WHERE p.activity_id = NEW.activity_id);
  SELECT RAISE(ABORT, 'places_taken_follow_enrolments')
   WHERE NEW.places_taken <> (SELECT COALESCE(SUM(n.people_accepted), 0) FROM enrolment n
                               WHERE n.activity_id = NEW.activity_id);
END
--;;
CREATE TRIGGER places_guard BEFORE UPDATE ON activity_places
BEGIN
  SELECT RAISE(ABORT, 'places_identity_is_fixed') WHERE NEW.activity_id <> OLD.activity_id;
  SELECT RAISE(ABORT, 'places_taken_follow_enrolments')
   WHERE NEW.places_taken <> OLD.places_taken
     AND NEW.places_taken <> (SELECT COALESCE(SUM(n.people_accepted), 0) FROM enrolment n
                               WHERE n.activity_id = NEW.activity_id);
  SELECT RAISE(ABORT, 'enrolments_came_later')
   WHERE NEW.enrolment_closes_on < OLD.enrolment_closes_on
     AND EXISTS (SELECT 1 FROM enrolment n
                  WHERE n.activity_id = NEW.activity_id
                    AND NEW.enrolment_closes_on <
                        -- the Finnish day: summer time from the last Sunday of March to October's
                        date(n.submitted_at, CASE
                          WHEN n.submitted_at >= date(strftime('%Y', n.submitted_at) || '-03-25', 'weekday 0') || ' 01:00:00'
                           AND n.submitted_at < date(strftime('%Y', n.submitted_at) || '-10-25', 'weekday 0') || ' 01:00:00'
                          THEN '+3 hours' ELSE '+2 hours' END));
END
--;;
CREATE TRIGGER enrolment_entry BEFORE INSERT ON enrolment
BEGIN
  SELECT RAISE(ABORT, 'enrolment_identity_is_fixed')
   WHERE EXISTS (SELECT 1 FROM enrolment n
                  WHERE n.enrolment_id = NEW.enrolment_id OR n.enrolment_no = NEW.enrolment_no);
  SELECT RAISE(ABORT, 'one_live_enrolment')
   WHERE NEW.status NOT IN ('declined', 'cancelled')
     AND EXISTS (SELECT 1 FROM enrolment n
                  WHERE n.activity_id = NEW.activity_id AND n.organisation_id = NEW.organisation_id
                    AND n.status NOT IN ('declined', 'cancelled'));
  SELECT RAISE(ABORT, 'enrolment_is_closed')
   WHERE EXISTS (SELECT 1 FROM activity_places p
                  WHERE p.activity_id = NEW.activity_id
                    AND p.enrolment_closes_on <
                        -- the Finnish day: summer time from the last Sunday of March to October's
                        date(NEW.submitted_at, CASE
                          WHEN NEW.submitted_at >= date(strftime('%Y', NEW.submitted_at) || '-03-25', 'weekday 0') || ' 01:00:00'
                           AND NEW.submitted_at < date(strftime('%Y', NEW.submitted_at) || '-10-25', 'weekday 0') || ' 01:00:00'
                          THEN '+3 hours' ELSE '+2 hours' END));
END
--;;
CREATE TRIGGER enrolment_guard BEFORE UPDATE ON enrolment
BEGIN
  SELECT RAISE(ABORT, 'stale_version') WHERE NEW.version <> OLD.version + 1;
  SELECT RAISE(ABORT, 'enrolment_identity_is_fixed')
   WHERE NEW.enrolment_id <> OLD.enrolment_id OR NEW.enrolment_no <> OLD.enrolment_no
      OR NEW.activity_id <> OLD.activity_id OR NEW.organisation_id <> OLD.organisation_id
      OR NEW.contact_id IS NOT OLD.contact_id OR NEW.people <> OLD.people
      OR NEW.message IS NOT OLD.message OR NEW.submitted_at <> OLD.submitted_at;
  SELECT RAISE(ABORT, 'one_live_enrolment')
   WHERE NEW.status NOT IN ('declined', 'cancelled')
     AND EXISTS (SELECT 1 FROM enrolment n
                  WHERE n.activity_id = NEW.activity_id AND n.organisation_id = NEW.organisation_id
                    AND n.enrolment_id <> OLD.enrolment_id
                    AND n.status NOT IN ('declined', 'cancelled'));
  SELECT RAISE(ABORT, 'times_follow_the_change') WHERE NEW.changed_at < OLD.changed_at;
  SELECT RAISE(ABORT, 'training_is_off')
   WHERE NEW.status = 'accepted'
     AND NOT EXISTS (SELECT 1 FROM activity a
                      WHERE a.activity_id = NEW.activity_id AND a.status IN ('planned', 'running'));
  SELECT RAISE(ABORT, 'letter_has_left')
   WHERE OLD.status = 'accepted' AND NEW.status = 'received'
     AND NOT EXISTS (SELECT 1 FROM letter l
                      WHERE l.enrolment_id = OLD.enrolment_id AND l.enrolment_version = OLD.version
                        AND l.status = 'waiting');
END
--;;
CREATE TRIGGER enrolment_takes_places AFTER INSERT ON enrolment
WHEN NEW.people_accepted IS NOT NULL
BEGIN
  UPDATE activity_places SET places_taken = places_taken + NEW.people_accepted
   WHERE activity_id = NEW.activity_id;
END
--;;
CREATE TRIGGER enrolment_changes_places AFTER UPDATE ON enrolment
WHEN NEW.people_accepted IS NOT OLD.people_accepted
BEGIN
  UPDATE activity_places
     SET places_taken = places_taken + COALESCE(NEW.people_accepted, 0) - COALESCE(OLD.people_accepted, 0)
   WHERE activity_id = NEW.activity_id;
END
--;;
CREATE TRIGGER enrolment_event_guard BEFORE INSERT ON enrolment_event
BEGIN
  SELECT RAISE(ABORT, 'append_only')
   WHERE EXISTS (SELECT 1 FROM enrolment_event e WHERE e.event_id = NEW.event_id);
  SELECT RAISE(ABORT, 'one_enrolment_event_per_version')
   WHERE EXISTS (SELECT 1 FROM enrolment_event e
                  WHERE e.enrolment_id = NEW.enrolment_id AND e.version = NEW.version);
  SELECT RAISE(ABORT, 'one_event_per_request')
   WHERE EXISTS (SELECT 1 FROM enrolment_event e WHERE e.request_key = NEW.request_key);
  SELECT RAISE(ABORT, 'role_not_allowed')
   WHERE NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.actor
                      AND u.active AND u.role IN ('officer', 'manager'));
  SELECT RAISE(ABORT, 'history_follows_the_change')
   WHERE NEW.version > 1
     AND NOT EXISTS (SELECT 1 FROM enrolment_event e
                      WHERE e.enrolment_id = NEW.enrolment_id AND e.version = NEW.version - 1
                        AND e.to_status = NEW.from_status AND e.at <= NEW.at);
  SELECT RAISE(ABORT, 'history_follows_the_change')
   WHERE NOT EXISTS (SELECT 1 FROM enrolment n
                      WHERE n.enrolment_id = NEW.enrolment_id AND n.people >= COALESCE(NEW.people_accepted, 0)
                        AND (n.version > NEW.version
                             OR (n.version = NEW.version AND n.status = NEW.to_status
                                 AND n.people_accepted IS NEW.people_accepted
                                 AND n.changed_at = NEW.at)));
END
