-- What a signature on this version needs before it counts: part of its words, said before signing.
ALTER TABLE form_version
  ADD COLUMN required_level text CHECK (required_level IN ('A2', 'A3', 'A4', 'A5')),
  ADD COLUMN is_countersigned boolean NOT NULL DEFAULT false;

-- An NGO countersigns once.
CREATE UNIQUE INDEX signature_event_countersigned ON signature_event (signature_id) WHERE kind = 'countersigned';

/* What a signature still lacks before it counts, by what its version requires: 'level', 'countersignature', both or nothing. */
CREATE FUNCTION signature_lacks(uuid) RETURNS text[] LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT CASE WHEN v.required_level IS NULL AND NOT v.is_countersigned THEN '{}' ELSE array_remove(ARRAY[
    CASE WHEN v.required_level > greatest(s.level, (SELECT max(e.said->>'level') FROM signature_event e
      WHERE e.signature_id = s.id AND e.kind = 'attested')) THEN 'level' END,
    CASE WHEN v.is_countersigned AND NOT EXISTS (SELECT FROM signature_event e
      WHERE e.signature_id = s.id AND e.kind = 'countersigned') THEN 'countersignature' END], NULL) END
  FROM signature s JOIN form_version v ON v.id = s.version_id WHERE s.id = $1
$$;
