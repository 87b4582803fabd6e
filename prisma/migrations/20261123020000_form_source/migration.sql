-- The published version of an earlier form from which a form was begun. Readers are shown it, so it must be public and stays.
ALTER TABLE form ADD COLUMN source_version_id uuid REFERENCES form_version (id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX form_source_version_id_idx ON form (source_version_id);

CREATE FUNCTION form_source_is_public() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.source_version_id IS DISTINCT FROM OLD.source_version_id THEN
      RAISE EXCEPTION 'the source of a form never changes';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.source_version_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM form_version WHERE id = NEW.source_version_id AND form_id <> NEW.id AND published_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'the source of a form is a published version of another form';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER form_source BEFORE INSERT OR UPDATE OF source_version_id ON form
  FOR EACH ROW EXECUTE FUNCTION form_source_is_public();
