-- A local variant: a form for some areas only, begun from a published version of the form for the whole election.
CREATE TABLE form_area (
  form_id uuid NOT NULL REFERENCES form (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  area_id uuid NOT NULL REFERENCES area (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  PRIMARY KEY (form_id, area_id)
);
CREATE INDEX form_area_area_id_idx ON form_area (area_id);

-- Whether a form asks the candidates of a ballot's area: a variant those of its areas, themselves or below; another form all
-- but those whom a published variant of it asks instead.
CREATE FUNCTION form_asks(uuid, uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN EXISTS (SELECT FROM form_area x WHERE x.form_id = $1)
    THEN EXISTS (SELECT FROM area a JOIN form_area x ON x.area_id IN (a.id, a.parent_id) WHERE a.id = $2 AND x.form_id = $1)
    ELSE NOT EXISTS (
      SELECT FROM area a JOIN form_area x ON x.area_id IN (a.id, a.parent_id) JOIN form v ON v.id = x.form_id
      JOIN form_version s ON s.id = v.source_version_id AND s.form_id = $1
      WHERE a.id = $2 AND EXISTS (SELECT FROM form_version p WHERE p.form_id = v.id AND p.published_at IS NOT NULL))
  END
$$;

-- Whom a form asks is as final as its words: candidates read it and readers count on it.
CREATE FUNCTION form_area_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM form_version v WHERE v.published_at IS NOT NULL
             AND v.form_id IN (coalesce(NEW.form_id, OLD.form_id), coalesce(OLD.form_id, NEW.form_id))) THEN
    RAISE EXCEPTION 'the areas of a published form never change';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER form_area_stays BEFORE INSERT OR UPDATE OR DELETE ON form_area
  FOR EACH ROW EXECUTE FUNCTION form_area_stays();

-- Nobody gets a link to a form that asks others.
CREATE FUNCTION link_is_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (SELECT form_asks(NEW.form_id, b.area_id) FROM candidacy c JOIN ballot b ON b.id = c.ballot_id WHERE c.id = NEW.candidacy_id) THEN
    RAISE EXCEPTION 'this form asks other areas';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER link_is_asked BEFORE INSERT ON link FOR EACH ROW EXECUTE FUNCTION link_is_asked();
