-- What stands behind a signature that no personal link gave, as its statement says it; and what an event says beside its reason.
ALTER TABLE signature ADD COLUMN proof jsonb CONSTRAINT signature_proof CHECK (jsonb_typeof(proof) = 'object');
ALTER TABLE signature_event ADD COLUMN said jsonb CONSTRAINT signature_event_said CHECK (jsonb_typeof(said) = 'object');

-- A form signed on paper, as an NGO received it; private until it becomes a signature, or is set aside with a reason.
CREATE TABLE paper (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organization ON DELETE RESTRICT ON UPDATE CASCADE,
  form_id uuid NOT NULL REFERENCES form ON DELETE RESTRICT ON UPDATE CASCADE,
  version_id uuid NOT NULL REFERENCES form_version ON DELETE RESTRICT ON UPDATE CASCADE,
  candidacy_id uuid NOT NULL REFERENCES candidacy ON DELETE RESTRICT ON UPDATE CASCADE,
  role candidacy_role NOT NULL,
  -- The language of the paper, and how it came, in the NGO's words.
  locale text NOT NULL,
  received text NOT NULL CONSTRAINT paper_received CHECK (char_length(received) BETWEEN 1 AND 200),
  created_at timestamptz(3) NOT NULL DEFAULT signataires_now(),
  created_by_id uuid NOT NULL REFERENCES user_account ON DELETE RESTRICT ON UPDATE CASCADE,
  signature_id uuid UNIQUE REFERENCES signature ON DELETE RESTRICT ON UPDATE CASCADE,
  set_aside_at timestamptz(3),
  set_aside_reason text CONSTRAINT paper_set_aside_reason CHECK (char_length(set_aside_reason) BETWEEN 1 AND 500),
  CONSTRAINT paper_set_aside CHECK ((set_aside_at IS NULL) = (set_aside_reason IS NULL)),
  CONSTRAINT paper_has_one_end CHECK (signature_id IS NULL OR set_aside_at IS NULL),
  CONSTRAINT paper_version_of_form FOREIGN KEY (version_id, form_id) REFERENCES form_version (id, form_id) ON DELETE RESTRICT
);
CREATE INDEX paper_organization_id_idx ON paper (organization_id);
CREATE INDEX paper_form_id_created_at_idx ON paper (form_id, created_at);
CREATE INDEX paper_version_id_idx ON paper (version_id);
CREATE INDEX paper_candidacy_id_idx ON paper (candidacy_id);
CREATE INDEX paper_created_by_id_idx ON paper (created_by_id);

-- Its pages, each a file under its SHA-256. Only the picture on which the officer blacked things out is ever public.
CREATE TABLE paper_page (
  paper_id uuid NOT NULL REFERENCES paper ON DELETE RESTRICT ON UPDATE CASCADE,
  position smallint NOT NULL CONSTRAINT paper_page_position CHECK (position BETWEEN 1 AND 30),
  kind text NOT NULL CONSTRAINT paper_page_kind CHECK (kind IN ('image', 'pdf')),
  hash text NOT NULL CONSTRAINT paper_page_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
  width integer,
  height integer,
  -- Rectangles in thousandths of the page: [{ "x", "y", "width", "height" }].
  covers jsonb CONSTRAINT paper_page_covers CHECK (jsonb_typeof(covers) = 'array'),
  public_hash text CONSTRAINT paper_page_public_hash CHECK (public_hash ~ '^[0-9a-f]{64}$' AND public_hash <> hash),
  PRIMARY KEY (paper_id, position),
  CONSTRAINT paper_page_size CHECK ((kind = 'image') = coalesce(width > 0 AND height > 0, false) AND num_nonnulls(width, height) IN (0, 2)),
  CONSTRAINT paper_page_covered CHECK ((covers IS NULL) = (public_hash IS NULL) AND (public_hash IS NULL OR kind = 'image'))
);

-- What one member read on a paper, whole and once; the third reads only where the first two differ.
CREATE TABLE transcription (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  paper_id uuid NOT NULL REFERENCES paper ON DELETE RESTRICT ON UPDATE CASCADE,
  user_id uuid NOT NULL REFERENCES user_account ON DELETE RESTRICT ON UPDATE CASCADE,
  turn smallint NOT NULL CONSTRAINT transcription_turn CHECK (turn BETWEEN 1 AND 3),
  signed_on date,
  answers jsonb NOT NULL CONSTRAINT transcription_answers CHECK (jsonb_typeof(answers) = 'object'),
  at timestamptz(3) NOT NULL DEFAULT signataires_now(),
  CONSTRAINT transcription_dated CHECK (turn = 3 OR signed_on IS NOT NULL)
);
CREATE UNIQUE INDEX transcription_paper_id_user_id_key ON transcription (paper_id, user_id);
CREATE UNIQUE INDEX transcription_paper_id_turn_key ON transcription (paper_id, turn);
CREATE INDEX transcription_user_id_idx ON transcription (user_id);

CREATE FUNCTION transcription_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a transcription never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER transcription_stays BEFORE UPDATE ON transcription FOR EACH ROW EXECUTE FUNCTION transcription_stays();
ALTER TABLE transcription ENABLE ALWAYS TRIGGER transcription_stays;
REVOKE UPDATE, TRUNCATE ON transcription FROM signataires_app;

-- The unique key makes them two people.
CREATE FUNCTION paper_needs_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.signature_id IS NOT NULL AND (SELECT count(*) FROM transcription WHERE paper_id = NEW.id) < 2 THEN
    RAISE EXCEPTION 'a paper is read by two people before it is a signature' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.signature_id IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'a published paper never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER paper_needs_two BEFORE INSERT OR UPDATE ON paper FOR EACH ROW EXECUTE FUNCTION paper_needs_two();
ALTER TABLE paper ENABLE ALWAYS TRIGGER paper_needs_two;
