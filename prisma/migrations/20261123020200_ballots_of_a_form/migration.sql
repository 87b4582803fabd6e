-- The same as form_asks for all ballots of a form at once: a list of a whole country asks once, not row by row.
CREATE FUNCTION form_ballots(uuid) RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT b.id FROM form f JOIN ballot b ON b.election_id = f.election_id JOIN area a ON a.id = b.area_id
  WHERE f.id = $1 AND CASE WHEN EXISTS (SELECT FROM form_area x WHERE x.form_id = $1)
    THEN EXISTS (SELECT FROM form_area x WHERE x.form_id = $1 AND x.area_id IN (a.id, a.parent_id))
    ELSE NOT EXISTS (
      SELECT FROM form_area x JOIN form v ON v.id = x.form_id
      JOIN form_version s ON s.id = v.source_version_id AND s.form_id = $1
      WHERE x.area_id IN (a.id, a.parent_id)
        AND EXISTS (SELECT FROM form_version p WHERE p.form_id = v.id AND p.published_at IS NOT NULL))
  END
$$;
