-- Rules of the program database that need more than one row: PostgreSQL.
-- Statements are separated by a line of "--" and two semicolons. The same rules for SQLite stand beside this file.

CREATE FUNCTION refuse(rule text, sqlstate_code text DEFAULT '23514') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', rule USING ERRCODE = sqlstate_code, CONSTRAINT = rule;
END $$
--;;
CREATE FUNCTION round_is_open(code text, moment timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM sparring_round r WHERE r.round_code = code
                    AND moment >= r.opens_at AND moment <= r.closes_at)
$$
--;;
CREATE FUNCTION application_snapshot(a sparring_application) RETURNS json LANGUAGE sql IMMUTABLE AS $$
  SELECT json_build_object('title', a.title, 'need', a.need, 'goal', a.goal, 'theme', a.theme,
                           'sector', a.sector, 'days_requested', a.days_requested,
                           'people_involved', a.people_involved, 'delivery_mode', a.delivery_mode)
$$
--;;
CREATE FUNCTION application_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status NOT IN ('draft', 'submitted') OR NEW.version <> 1 THEN
    PERFORM refuse('application_starts_as_draft_or_submitted');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.changed_by
                    AND u.active AND u.role IN ('officer', 'manager')) THEN
    PERFORM refuse('role_not_allowed', '42501');
  END IF;
  IF NEW.days_requested > (SELECT max_days FROM sparring_round r WHERE r.round_code = NEW.round_code) THEN
    PERFORM refuse('days_within_round');
  END IF;
  IF NEW.status = 'submitted' AND NOT round_is_open(NEW.round_code, NEW.submitted_at) THEN
    PERFORM refuse('round_not_open');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER application_entry BEFORE INSERT ON sparring_application
  FOR EACH ROW EXECUTE FUNCTION application_entry()
--;;
CREATE FUNCTION application_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version <> OLD.version + 1 THEN
    PERFORM refuse('stale_version', '40001');
  END IF;
  IF NEW.application_id <> OLD.application_id OR NEW.application_no <> OLD.application_no
     OR NEW.round_code <> OLD.round_code OR NEW.organisation_id <> OLD.organisation_id THEN
    PERFORM refuse('application_identity_is_fixed');
  END IF;
  IF NEW.days_requested > (SELECT max_days FROM sparring_round r WHERE r.round_code = NEW.round_code) THEN
    PERFORM refuse('days_within_round');
  END IF;
  IF OLD.days_granted <> NEW.days_granted THEN
    PERFORM refuse('days_change_only_by_decision');
  END IF;
  IF (NEW.closed_at IS DISTINCT FROM OLD.closed_at AND NEW.closed_at <> NEW.changed_at)
     OR (NEW.decided_at IS DISTINCT FROM OLD.decided_at AND NEW.decided_at <> NEW.changed_at)
     OR (OLD.status <> 'draft' AND NEW.submitted_at IS DISTINCT FROM OLD.submitted_at) THEN
    PERFORM refuse('times_follow_the_change');
  END IF;
  IF NEW.status <> OLD.status AND NOT EXISTS (
       SELECT 1 FROM application_transition t
        WHERE t.from_status = OLD.status AND t.to_status = NEW.status) THEN
    PERFORM refuse('transition_not_allowed');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.changed_by AND u.active
                    AND (u.role = 'manager' OR (u.role = 'officer' AND NOT EXISTS (
                          SELECT 1 FROM application_transition t WHERE t.from_status = OLD.status
                             AND t.to_status = NEW.status AND t.needs_manager)))) THEN
    PERFORM refuse('role_not_allowed', '42501');
  END IF;
  IF NEW.status <> OLD.status AND NEW.status IN ('approved', 'rejected') AND NOT EXISTS (
       SELECT 1 FROM application_decision d
        WHERE d.application_id = OLD.application_id AND d.version = OLD.version
          AND d.outcome = NEW.status AND d.days_granted IS NOT DISTINCT FROM NEW.days_granted) THEN
    PERFORM refuse('decision_required');
  END IF;
  IF OLD.status = 'approved' AND NEW.status = 'in_review' AND NOT EXISTS (
       SELECT 1 FROM letter l WHERE l.application_id = OLD.application_id
          AND l.version = OLD.version AND l.status = 'waiting') THEN
    PERFORM refuse('letter_has_left');
  END IF;
  IF OLD.status = 'draft' AND NEW.status = 'submitted'
     AND NOT round_is_open(NEW.round_code, NEW.submitted_at) THEN
    PERFORM refuse('round_not_open');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER application_guard BEFORE UPDATE ON sparring_application
  FOR EACH ROW EXECUTE FUNCTION application_guard()
--;;
CREATE FUNCTION application_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.status <> OLD.status THEN
    INSERT INTO application_event (application_id, version, from_status, to_status, actor, at, note, request_key)
    VALUES (NEW.application_id, NEW.version, (CASE WHEN TG_OP = 'UPDATE' THEN OLD.status END), NEW.status,
            NEW.changed_by, NEW.changed_at, NEW.change_note, NEW.request_key);
  END IF;
  IF TG_OP = 'INSERT' OR (NEW.title, NEW.need, NEW.goal, NEW.theme, NEW.sector, NEW.days_requested,
                          NEW.people_involved, NEW.delivery_mode)
     IS DISTINCT FROM (OLD.title, OLD.need, OLD.goal, OLD.theme, OLD.sector, OLD.days_requested,
                       OLD.people_involved, OLD.delivery_mode) THEN
    INSERT INTO application_version (application_id, version, snapshot, at, actor)
    VALUES (NEW.application_id, NEW.version, application_snapshot(NEW), NEW.changed_at, NEW.changed_by);
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.days_granted IS DISTINCT FROM OLD.days_granted THEN
    UPDATE sparring_round
       SET days_reserved = days_reserved + COALESCE(NEW.days_granted, 0) - COALESCE(OLD.days_granted, 0)
     WHERE round_code = NEW.round_code;
  END IF;
  RETURN NULL;
END $$
--;;
CREATE TRIGGER application_history AFTER INSERT OR UPDATE ON sparring_application
  FOR EACH ROW EXECUTE FUNCTION application_history()
--;;
CREATE FUNCTION round_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 AND NEW.days_reserved <> (CASE WHEN TG_OP = 'UPDATE' THEN OLD.days_reserved ELSE 0 END) THEN
    PERFORM refuse('days_reserved_follow_grants');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER round_guard BEFORE INSERT OR UPDATE ON sparring_round
  FOR EACH ROW EXECUTE FUNCTION round_guard()
--;;
CREATE FUNCTION decision_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject sparring_application%ROWTYPE;
BEGIN
  SELECT * INTO subject FROM sparring_application a WHERE a.application_id = NEW.application_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM app_user u WHERE u.username = NEW.decided_by
                    AND u.active AND u.role = 'manager') THEN
    PERFORM refuse('decision_by_manager', '42501');
  END IF;
  IF EXISTS (SELECT 1 FROM application_decision d
              WHERE d.application_id = NEW.application_id AND d.version = NEW.version) THEN
    PERFORM refuse('one_decision_per_version', '23505');
  END IF;
  IF NEW.version <> subject.version THEN
    PERFORM refuse('stale_version', '40001');
  END IF;
  IF subject.status NOT IN ('in_review', 'waitlisted') THEN
    PERFORM refuse('decision_only_in_review');
  END IF;
  IF NEW.days_granted > LEAST(subject.days_requested,
       (SELECT r.max_days FROM sparring_round r WHERE r.round_code = subject.round_code)) THEN
    PERFORM refuse('days_granted_within_request');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER decision_guard BEFORE INSERT ON application_decision
  FOR EACH ROW EXECUTE FUNCTION decision_guard()
--;;
CREATE FUNCTION decision_apply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sparring_application
     SET status = NEW.outcome, days_granted = NEW.days_granted, version = version + 1,
         decided_at = NEW.decided_at, closed_at = NEW.decided_at, changed_by = NEW.decided_by,
         changed_at = NEW.decided_at, change_note = NEW.rationale, request_key = NEW.request_key
   WHERE application_id = NEW.application_id;
  RETURN NULL;
END $$
--;;
CREATE TRIGGER decision_apply AFTER INSERT ON application_decision
  FOR EACH ROW EXECUTE FUNCTION decision_apply()
--;;
CREATE FUNCTION event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM sparring_application a
                  WHERE a.application_id = NEW.application_id AND a.version = NEW.version
                    AND a.status = NEW.to_status AND a.changed_by = NEW.actor AND a.changed_at = NEW.at)
     OR NEW.from_status IS NOT DISTINCT FROM NEW.to_status
     OR NEW.from_status IS DISTINCT FROM (SELECT e.to_status FROM application_event e
                                           WHERE e.application_id = NEW.application_id
                                           ORDER BY e.version DESC LIMIT 1) THEN
    PERFORM refuse('history_is_written_by_the_change');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER event_guard BEFORE INSERT ON application_event
  FOR EACH ROW EXECUTE FUNCTION event_guard()
--;;
CREATE FUNCTION version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM sparring_application a
                  WHERE a.application_id = NEW.application_id AND a.version = NEW.version
                    AND a.changed_by = NEW.actor AND a.changed_at = NEW.at
                    AND application_snapshot(a)::jsonb = NEW.snapshot::jsonb) THEN
    PERFORM refuse('history_is_written_by_the_change');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER version_guard BEFORE INSERT ON application_version
  FOR EACH ROW EXECUTE FUNCTION version_guard()
--;;
CREATE FUNCTION clarification_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM sparring_application a
                  WHERE a.application_id = NEW.application_id AND a.version = NEW.version
                    AND a.status = 'clarification_requested') THEN
    PERFORM refuse('clarification_follows_its_event');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER clarification_guard BEFORE INSERT ON clarification_request
  FOR EACH ROW EXECUTE FUNCTION clarification_guard()
--;;
CREATE FUNCTION letter_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM application_event e
                  WHERE e.application_id = NEW.application_id AND e.version = NEW.version
                    AND e.to_status = NEW.template) THEN
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
  IF OLD.status <> 'waiting' OR (NEW.application_id, NEW.version, NEW.template)
     IS DISTINCT FROM (OLD.application_id, OLD.version, OLD.template) THEN
    PERFORM refuse('letter_is_final');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER letter_guard BEFORE UPDATE ON letter
  FOR EACH ROW EXECUTE FUNCTION letter_guard()
--;;
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse(TG_ARGV[0], '42501');
  RETURN NULL;
END $$
--;;
CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    PERFORM refuse('audit_is_written_by_triggers', '42501');
  END IF;
  RETURN NEW;
END $$
--;;
CREATE TRIGGER audit_guard BEFORE INSERT ON audit_log
  FOR EACH ROW EXECUTE FUNCTION audit_guard()
--;;
CREATE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before_row jsonb;
  after_row jsonb;
BEGIN
  IF TG_OP <> 'INSERT' THEN before_row := to_jsonb(OLD); END IF;
  IF TG_OP <> 'DELETE' THEN after_row := to_jsonb(NEW); END IF;
  INSERT INTO audit_log (table_name, row_key, action, before, after)
  SELECT TG_TABLE_NAME, COALESCE(after_row, before_row) ->> TG_ARGV[0], lower(TG_OP),
         audited(before_row, TG_ARGV[1]), audited(after_row, TG_ARGV[1]);
  RETURN NULL;
END $$
--;;
CREATE FUNCTION audited(whole jsonb, columns text) RETURNS json LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_object_agg(name, whole -> name)::json FROM unnest(string_to_array(columns, ',')) AS name
   WHERE whole IS NOT NULL
$$
--;;
CREATE FUNCTION raise_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE data_revision SET revision = revision + 1 WHERE topic = TG_ARGV[0];
  PERFORM pg_notify('data_revision', TG_ARGV[0]);
  RETURN NULL;
END $$
