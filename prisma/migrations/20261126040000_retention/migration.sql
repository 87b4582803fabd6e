-- What is append-only may lose named columns once it is old enough, by the database's own function alone, and otherwise never changes.
-- Arguments: the column of its instant, how many days at least, the columns that may become empty.
CREATE FUNCTION refuse_change_but_age() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  becomes jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(NEW) END;
  fading text[] := TG_ARGV[2:];
BEGIN
  IF TG_OP = 'UPDATE' AND current_user <> 'signataires_app'
    AND (was->>TG_ARGV[0])::timestamptz < signataires_now() - make_interval(days => TG_ARGV[1]::integer)
    AND becomes - fading = was - fading
    AND NOT EXISTS (SELECT FROM jsonb_each_text(becomes) WHERE key = ANY (fading) AND coalesce(value, '') <> '') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER append_only ON bounce;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON bounce
  FOR EACH ROW EXECUTE FUNCTION refuse_change_but_age('at', '30', 'diagnostic');
ALTER TABLE bounce ENABLE ALWAYS TRIGGER append_only;
DROP TRIGGER append_only ON audit_event;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change_but_age('at', '365', 'before', 'after');
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER append_only;

-- What was kept for a time only goes: each number is in days, and none may be so short that it would serve to hide something.
CREATE FUNCTION forget_over(contacts integer, notes integer, bounces integer, journal integer, reports integer)
  RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone integer := 0;
  counted integer;
  before_notes timestamptz := signataires_now() - make_interval(days => notes);
BEGIN
  IF least(contacts, journal) < 365 OR least(notes, bounces, reports) < 30 THEN
    RAISE EXCEPTION 'a period is too short' USING ERRCODE = 'restrict_violation';
  END IF;
  -- Addresses: after the last form of that NGO for that election has closed, or after they were found where there was none.
  UPDATE contact k SET value = k.id || '@erased.invalid', channel = 'email', source = '—', found_on = NULL,
    stopped_at = coalesce(stopped_at, signataires_now()), stop_reason = 'expired'
  WHERE k.value NOT LIKE '%@erased.invalid' AND greatest(k.created_at, (SELECT max(f.closes_at) FROM form f
      JOIN form_author a ON a.form_id = f.id AND a.organization_id = k.organization_id
      JOIN candidacy c ON c.id = k.candidacy_id JOIN ballot b ON b.id = c.ballot_id AND b.election_id = f.election_id))
    < signataires_now() - make_interval(days => contacts);
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone + counted;
  UPDATE phone_call p SET note = NULL FROM form f WHERE f.id = p.form_id AND p.note IS NOT NULL AND f.closes_at < before_notes;
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone + counted;
  UPDATE contact_attempt t SET note = NULL FROM form f WHERE f.id = t.form_id AND t.note IS NOT NULL AND f.closes_at < before_notes;
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone + counted;
  DELETE FROM candidacy_claim WHERE verdict IS NULL AND created_at < before_notes;
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone + counted;
  DELETE FROM contact_suggestion WHERE verdict IS NULL AND created_at < before_notes;
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone + counted;
  UPDATE bounce SET diagnostic = '' WHERE diagnostic <> '' AND at < signataires_now() - make_interval(days => bounces);
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone + counted;
  UPDATE audit_event SET before = NULL, after = NULL
  WHERE num_nonnulls(before, after) > 0 AND at < signataires_now() - make_interval(days => journal);
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone + counted;
  DELETE FROM error_report WHERE closed_at < signataires_now() - make_interval(days => reports);
  GET DIAGNOSTICS counted = ROW_COUNT; gone := gone + counted;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_over(integer, integer, integer, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_over(integer, integer, integer, integer, integer) TO signataires_app;
