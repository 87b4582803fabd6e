-- Statements quoted and attestations go with the signature that is erased, as its paper does.
CREATE OR REPLACE FUNCTION erase_signature(request uuid) RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
  files := files || ARRAY(SELECT snapshot_hash FROM quoted_statement
    WHERE form_id = of.form_id AND candidacy_id = of.candidacy_id AND role = of.role);
  PERFORM erase_around(of, decided.reason = 'art17');
  RETURN ARRAY(SELECT DISTINCT f FROM unnest(files) f WHERE f IS NOT NULL
    AND NOT EXISTS (SELECT FROM paper_page WHERE f IN (hash, public_hash))
    AND NOT EXISTS (SELECT FROM quoted_statement WHERE snapshot_hash = f)
    AND NOT EXISTS (SELECT FROM signature WHERE proof::text LIKE '%' || f || '%') ORDER BY f);
END $$;

CREATE OR REPLACE FUNCTION erase_around(of signature, with_contacts boolean) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
  DELETE FROM quoted_statement WHERE form_id = of.form_id AND candidacy_id = of.candidacy_id AND role = of.role;
  DELETE FROM attestation WHERE signature_id IN (SELECT id FROM signature
    WHERE form_id = of.form_id AND candidacy_id = of.candidacy_id AND role = of.role);
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

REVOKE DELETE ON quoted_statement, attestation FROM signataires_app;
