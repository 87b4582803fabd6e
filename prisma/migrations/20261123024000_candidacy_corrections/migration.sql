-- What the operator corrected of a candidacy, from which value to which, why and by what source; an import does not undo it unseen.
CREATE TABLE candidacy_correction (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  candidacy_id uuid NOT NULL REFERENCES candidacy (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  reason text NOT NULL,
  date date NOT NULL,
  source_title text NOT NULL,
  source_url text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT candidacy_correction_objects CHECK (jsonb_typeof(before) = 'object' AND jsonb_typeof(after) = 'object' AND before <> after)
);
CREATE INDEX candidacy_correction_candidacy_id_date_idx ON candidacy_correction (candidacy_id, date);
REVOKE UPDATE, DELETE, TRUNCATE ON candidacy_correction FROM signataires_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON candidacy_correction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON candidacy_correction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE candidacy_correction ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE candidacy_correction ENABLE ALWAYS TRIGGER append_only_all;
