-- The erasure of what somebody signed on a form: asked by herself or by a member, proposed with a reason, confirmed by another.
CREATE TABLE erasure_request (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  signature_id uuid NOT NULL REFERENCES signature ON DELETE RESTRICT ON UPDATE CASCADE,
  -- Null where the signer asked by her own link.
  asked_by_id uuid REFERENCES user_account ON DELETE RESTRICT ON UPDATE CASCADE,
  asked_at timestamptz(3) NOT NULL DEFAULT signataires_now(),
  -- The NGO that decides, once one of its members has proposed.
  organization_id uuid REFERENCES organization ON DELETE RESTRICT ON UPDATE CASCADE,
  reason text CONSTRAINT erasure_request_reason CHECK (reason IN ('art17', 'identity-fraud', 'court-order')),
  proposed_by_id uuid REFERENCES user_account ON DELETE RESTRICT ON UPDATE CASCADE,
  proposed_at timestamptz(3),
  outcome text CONSTRAINT erasure_request_outcome CHECK (outcome IN ('erased', 'refused')),
  note text CONSTRAINT erasure_request_note CHECK (char_length(note) BETWEEN 1 AND 500),
  decided_by_id uuid REFERENCES user_account ON DELETE RESTRICT ON UPDATE CASCADE,
  decided_at timestamptz(3),
  CONSTRAINT erasure_request_proposed CHECK (num_nonnulls(organization_id, reason, proposed_by_id, proposed_at) IN (0, 4)),
  CONSTRAINT erasure_request_decided CHECK (num_nonnulls(outcome, decided_by_id, decided_at) IN (0, 3)),
  CONSTRAINT erasure_request_erased CHECK (outcome IS DISTINCT FROM 'erased' OR reason IS NOT NULL),
  CONSTRAINT erasure_request_refused CHECK ((outcome IS NOT DISTINCT FROM 'refused') = (note IS NOT NULL))
);
CREATE UNIQUE INDEX erasure_request_one_open ON erasure_request (signature_id) WHERE outcome IS NULL;
CREATE INDEX erasure_request_signature_id_idx ON erasure_request (signature_id);
CREATE INDEX erasure_request_asked_by_id_idx ON erasure_request (asked_by_id);
CREATE INDEX erasure_request_organization_id_idx ON erasure_request (organization_id);
CREATE INDEX erasure_request_proposed_by_id_idx ON erasure_request (proposed_by_id);
CREATE INDEX erasure_request_decided_by_id_idx ON erasure_request (decided_by_id);
REVOKE DELETE, TRUNCATE ON erasure_request FROM signataires_app;

CREATE FUNCTION erasure_needs_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.outcome IS NOT NULL THEN
    RAISE EXCEPTION 'a decided erasure never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.outcome = 'erased' AND NEW.decided_by_id = NEW.proposed_by_id
    AND (SELECT count(*) FROM membership WHERE organization_id = NEW.organization_id AND role = 'owner') > 1 THEN
    RAISE EXCEPTION 'an erasure needs two people' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER erasure_needs_two BEFORE UPDATE ON erasure_request FOR EACH ROW EXECUTE FUNCTION erasure_needs_two();
ALTER TABLE erasure_request ENABLE ALWAYS TRIGGER erasure_needs_two;

-- What a signature said may go once an erasure of it is on record, and then only become empty; all else stays append-only.
CREATE FUNCTION refuse_change_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  becomes jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(NEW) END;
  said text[] := CASE TG_TABLE_NAME WHEN 'signature' THEN ARRAY['evidence', 'proof', 'link_id', 'delegate']
    ELSE ARRAY['reason', 'said', 'link_id'] END;
BEGIN
  IF EXISTS (SELECT FROM signature_event WHERE kind = 'erased'
      AND signature_id = coalesce(was->>'signature_id', was->>'id')::uuid) THEN
    IF TG_TABLE_NAME IN ('answer', 'statement') AND TG_OP = 'DELETE' THEN
      RETURN OLD;
    END IF;
    IF TG_TABLE_NAME IN ('signature', 'signature_event') AND TG_OP = 'UPDATE' AND was->>'kind' IS DISTINCT FROM 'erased'
      AND becomes - said = was - said
      AND NOT EXISTS (SELECT FROM jsonb_each_text(becomes) WHERE key = ANY (said) AND coalesce(value, '') <> '') THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['signature', 'answer', 'signature_event']
  LOOP
    EXECUTE format('DROP TRIGGER append_only ON %I', t);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasure()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', t);
  END LOOP;
END $$;

-- A statement goes with its signature and never otherwise.
CREATE FUNCTION statement_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM signature_event e WHERE e.kind = 'erased'
      AND e.signature_id = coalesce(OLD.signature_id, (SELECT signature_id FROM signature_event WHERE id = OLD.event_id))) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'statement is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON statement FOR EACH ROW EXECUTE FUNCTION statement_kept();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE statement ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE statement ENABLE ALWAYS TRIGGER append_only_all;
REVOKE DELETE ON statement, sealed_receipt, contest_link, dispute_decision, signature_notice, transcription, paper, paper_page FROM signataires_app;

-- Only the erasure writes that event, and nothing happens to a signature after it.
CREATE FUNCTION erased_is_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'erased' AND current_user = 'signataires_app' THEN
    RAISE EXCEPTION 'only an erasure that was decided erases' USING ERRCODE = 'restrict_violation';
  END IF;
  -- Who erases holds the whole lock: an event that comes at the same moment is erased with the rest, or refused.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('erase ' || NEW.signature_id, 0));
  IF EXISTS (SELECT FROM signature_event WHERE signature_id = NEW.signature_id AND kind = 'erased') THEN
    RAISE EXCEPTION 'the signature is erased' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER erased_is_the_end BEFORE INSERT ON signature_event FOR EACH ROW EXECUTE FUNCTION erased_is_the_end();
ALTER TABLE signature_event ENABLE ALWAYS TRIGGER erased_is_the_end;

-- Who sealed or told of it at that very moment comes too late.
CREATE FUNCTION erased_takes_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('erase ' || NEW.signature_id, 0));
  IF EXISTS (SELECT FROM signature_event WHERE signature_id = NEW.signature_id AND kind = 'erased') THEN
    RAISE EXCEPTION 'the signature is erased' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER erased_takes_nothing BEFORE INSERT ON sealed_receipt FOR EACH ROW EXECUTE FUNCTION erased_takes_nothing();
CREATE TRIGGER erased_takes_nothing BEFORE INSERT ON contest_link FOR EACH ROW EXECUTE FUNCTION erased_takes_nothing();
ALTER TABLE sealed_receipt ENABLE ALWAYS TRIGGER erased_takes_nothing;
ALTER TABLE contest_link ENABLE ALWAYS TRIGGER erased_takes_nothing;

-- At the end of the transaction the log has the erasure and nothing that it erases is left: all of it, or nothing.
CREATE FUNCTION erased_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM statement WHERE signature_id = NEW.signature_id)
    OR EXISTS (SELECT FROM statement t JOIN signature_event e ON e.id = t.event_id WHERE e.signature_id = NEW.signature_id)
    OR EXISTS (SELECT FROM answer WHERE signature_id = NEW.signature_id)
    OR EXISTS (SELECT FROM sealed_receipt WHERE signature_id = NEW.signature_id)
    OR EXISTS (SELECT FROM contest_link WHERE signature_id = NEW.signature_id)
    OR EXISTS (SELECT FROM paper WHERE signature_id = NEW.signature_id)
    OR EXISTS (SELECT FROM signature WHERE id = NEW.signature_id AND (evidence <> '' OR num_nonnulls(proof, link_id) > 0))
    OR (NEW.said ? 'ref' AND NOT EXISTS (SELECT FROM log_leaf WHERE hash = sha256('\x00'::bytea || erasure_leaf(NEW.said->>'ref', NEW.reason))))
  THEN
    RAISE EXCEPTION 'an erasure is whole' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION erasure_leaf(ref text, reason text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT convert_to(format('{"reason":"%s","ref":"%s","type":"erasure","v":1}', reason, ref), 'UTF8')
$$;
CREATE CONSTRAINT TRIGGER erased_is_whole AFTER INSERT ON signature_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind = 'erased') EXECUTE FUNCTION erased_is_whole();
ALTER TABLE signature_event ENABLE ALWAYS TRIGGER erased_is_whole;

-- The one way by which anything of a signature goes: for a request that was decided, all that its signer said on that form, in
-- each revision. What stays is a row without words, its dates and the log's leaves. Answers the hashes of the files to remove.
CREATE FUNCTION erase_signature(request uuid) RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  decided erasure_request;
  of signature;
  one record;
  files text[] := '{}';
BEGIN
  SELECT * INTO decided FROM erasure_request WHERE id = request FOR UPDATE;
  IF decided.outcome IS DISTINCT FROM 'erased' THEN
    RAISE EXCEPTION 'only an erasure that was decided erases' USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT * INTO of FROM signature WHERE id = decided.signature_id;
  FOR one IN SELECT s.id, s.proof FROM signature s
    WHERE s.form_id = of.form_id AND s.candidacy_id = of.candidacy_id AND s.role = of.role
    ORDER BY s.revision
  LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('erase ' || one.id, 0));
    CONTINUE WHEN EXISTS (SELECT FROM signature_event WHERE signature_id = one.id AND kind = 'erased');
    files := files || ARRAY(SELECT m[1] FROM regexp_matches(one.proof::text, 'sha256:([0-9a-f]{64})', 'g') m);
    PERFORM erase_one(one.id, decided);
  END LOOP;
  files := files || ARRAY(SELECT unnest(ARRAY[g.hash, g.public_hash]) FROM paper_page g JOIN paper p ON p.id = g.paper_id
    WHERE p.form_id = of.form_id AND p.candidacy_id = of.candidacy_id AND p.role = of.role);
  PERFORM erase_around(of, decided.reason = 'art17');
  RETURN ARRAY(SELECT DISTINCT f FROM unnest(files) f WHERE f IS NOT NULL
    AND NOT EXISTS (SELECT FROM paper_page WHERE f IN (hash, public_hash))
    AND NOT EXISTS (SELECT FROM signature WHERE proof::text LIKE '%' || f || '%') ORDER BY f);
END $$;

-- One revision: the log says so first, then its words go.
CREATE FUNCTION erase_one(erased uuid, decided erasure_request) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  ref text := (SELECT 'sha256:' || encode(l.hash, 'hex') FROM statement t JOIN log_leaf l ON l.id = t.leaf_id WHERE t.signature_id = erased);
BEGIN
  IF ref IS NOT NULL THEN
    INSERT INTO log_leaf (data) VALUES (erasure_leaf(ref, decided.reason));
  END IF;
  INSERT INTO signature_event (signature_id, kind, at, reason, said)
    VALUES (erased, 'erased', decided.decided_at, decided.reason, jsonb_strip_nulls(jsonb_build_object('ref', ref)));
  DELETE FROM statement WHERE signature_id = erased
    OR event_id IN (SELECT id FROM signature_event WHERE signature_id = erased);
  DELETE FROM sealed_receipt WHERE signature_id = erased;
  DELETE FROM contest_link WHERE signature_id = erased;
  DELETE FROM dispute_decision WHERE event_id IN (SELECT id FROM signature_event WHERE signature_id = erased);
  DELETE FROM answer WHERE signature_id = erased;
  UPDATE signature_event SET reason = NULL, said = NULL, link_id = NULL WHERE signature_id = erased AND kind <> 'erased';
  UPDATE signature SET evidence = '', proof = NULL, link_id = NULL WHERE id = erased;
  DELETE FROM transcription WHERE paper_id IN (SELECT id FROM paper WHERE signature_id = erased);
  DELETE FROM paper_page WHERE paper_id IN (SELECT id FROM paper WHERE signature_id = erased);
  DELETE FROM paper WHERE signature_id = erased;
END $$;

-- What stands around it: drafts, her links and who prepared by them, papers that never became a signature, mails that carry it.
-- Where she asked it for her privacy, also the addresses that the form's NGOs hold and what was noted of calls.
CREATE FUNCTION erase_around(of signature, with_contacts boolean) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  links text[] := ARRAY(SELECT id::text FROM link WHERE form_id = of.form_id AND candidacy_id = of.candidacy_id AND role = of.role);
  ngos uuid[] := ARRAY(SELECT organization_id FROM form_author WHERE form_id = of.form_id);
  papers uuid[] := ARRAY(SELECT id FROM paper WHERE form_id = of.form_id AND candidacy_id = of.candidacy_id AND role = of.role);
BEGIN
  DELETE FROM signing_draft d USING form_version v WHERE v.id = d.version_id AND v.form_id = of.form_id
    AND d.candidacy_id = of.candidacy_id AND d.role = of.role;
  DELETE FROM transcription WHERE paper_id = ANY (papers);
  DELETE FROM paper_page WHERE paper_id = ANY (papers);
  DELETE FROM paper WHERE id = ANY (papers);
  DELETE FROM preparation WHERE link_id::text = ANY (links);
  UPDATE link SET revoked_at = coalesce(revoked_at, signataires_now()), contact_id = NULL WHERE id::text = ANY (links);
  DELETE FROM mail WHERE data->>'linkId' = ANY (links) OR data->>'signatureId' IN (SELECT id::text FROM signature
    WHERE form_id = of.form_id AND candidacy_id = of.candidacy_id AND role = of.role);
  IF with_contacts THEN
    DELETE FROM mail WHERE organization_id = ANY (ngos) AND to_address IN (SELECT value FROM contact
      WHERE organization_id = ANY (ngos) AND candidacy_id = of.candidacy_id AND role = of.role);
    UPDATE contact SET value = id || '@erased.invalid', channel = 'email', source = '—', stopped_at = coalesce(stopped_at, signataires_now()),
      stop_reason = 'erased' WHERE organization_id = ANY (ngos) AND candidacy_id = of.candidacy_id AND role = of.role;
    UPDATE phone_call SET note = NULL WHERE form_id = of.form_id AND candidacy_id = of.candidacy_id AND role = of.role;
    UPDATE contact_attempt SET note = NULL WHERE form_id = of.form_id AND candidacy_id = of.candidacy_id AND role = of.role;
    UPDATE candidacy_claim SET note = '—' WHERE organization_id = ANY (ngos)
      AND candidacy_id = of.candidacy_id AND role = of.role AND verdict IS NOT NULL;
    DELETE FROM candidacy_claim WHERE organization_id = ANY (ngos) AND candidacy_id = of.candidacy_id AND role = of.role AND verdict IS NULL;
    DELETE FROM contact_suggestion WHERE organization_id = ANY (ngos) AND candidacy_id = of.candidacy_id AND role = of.role;
  END IF;
END $$;
REVOKE ALL ON FUNCTION erase_signature(uuid), erase_one(uuid, erasure_request), erase_around(signature, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_signature(uuid) TO signataires_app;
