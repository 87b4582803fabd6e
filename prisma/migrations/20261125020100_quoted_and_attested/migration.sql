-- What somebody said on an official channel, recorded by one member of an NGO and confirmed by another before it is a signature.
CREATE TABLE quoted_statement (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organization ON DELETE RESTRICT ON UPDATE CASCADE,
  form_id uuid NOT NULL REFERENCES form ON DELETE RESTRICT ON UPDATE CASCADE,
  version_id uuid NOT NULL REFERENCES form_version ON DELETE RESTRICT ON UPDATE CASCADE,
  candidacy_id uuid NOT NULL REFERENCES candidacy ON DELETE RESTRICT ON UPDATE CASCADE,
  role candidacy_role NOT NULL,
  locale text NOT NULL,
  url text NOT NULL CONSTRAINT quoted_statement_url CHECK (url ~ '^https?://\S+$' AND char_length(url) <= 500),
  quote text NOT NULL CONSTRAINT quoted_statement_quote CHECK (char_length(quote) BETWEEN 1 AND 2000),
  -- Why this channel is hers, in the NGO's words; public.
  channel text NOT NULL CONSTRAINT quoted_statement_channel CHECK (char_length(channel) BETWEEN 1 AND 200),
  said_on date NOT NULL,
  -- What was kept of the page: a file under its SHA-256, private.
  snapshot_kind text NOT NULL CONSTRAINT quoted_statement_snapshot_kind CHECK (snapshot_kind IN ('image', 'pdf', 'text')),
  snapshot_hash text NOT NULL CONSTRAINT quoted_statement_snapshot_hash CHECK (snapshot_hash ~ '^[0-9a-f]{64}$'),
  answers jsonb NOT NULL CONSTRAINT quoted_statement_answers CHECK (jsonb_typeof(answers) = 'object'),
  recorded_at timestamptz(3) NOT NULL DEFAULT signataires_now(),
  recorded_by_id uuid NOT NULL REFERENCES user_account ON DELETE RESTRICT ON UPDATE CASCADE,
  confirmed_by_id uuid REFERENCES user_account ON DELETE RESTRICT ON UPDATE CASCADE,
  signature_id uuid UNIQUE REFERENCES signature ON DELETE RESTRICT ON UPDATE CASCADE,
  set_aside_at timestamptz(3),
  set_aside_reason text CONSTRAINT quoted_statement_set_aside_reason CHECK (char_length(set_aside_reason) BETWEEN 1 AND 500),
  CONSTRAINT quoted_statement_two_people CHECK (confirmed_by_id <> recorded_by_id),
  CONSTRAINT quoted_statement_confirmed CHECK ((signature_id IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT quoted_statement_set_aside CHECK ((set_aside_at IS NULL) = (set_aside_reason IS NULL)),
  CONSTRAINT quoted_statement_has_one_end CHECK (signature_id IS NULL OR set_aside_at IS NULL),
  CONSTRAINT quoted_statement_version_of_form FOREIGN KEY (version_id, form_id) REFERENCES form_version (id, form_id) ON DELETE RESTRICT
);
CREATE INDEX quoted_statement_organization_id_idx ON quoted_statement (organization_id);
CREATE INDEX quoted_statement_form_id_recorded_at_idx ON quoted_statement (form_id, recorded_at);
CREATE INDEX quoted_statement_version_id_idx ON quoted_statement (version_id);
CREATE INDEX quoted_statement_candidacy_id_idx ON quoted_statement (candidacy_id);
CREATE INDEX quoted_statement_recorded_by_id_idx ON quoted_statement (recorded_by_id);
CREATE INDEX quoted_statement_confirmed_by_id_idx ON quoted_statement (confirmed_by_id);

-- How a member made sure who signed; a second one confirms, and only then it is an event of the signature.
CREATE TABLE attestation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organization ON DELETE RESTRICT ON UPDATE CASCADE,
  signature_id uuid NOT NULL REFERENCES signature ON DELETE RESTRICT ON UPDATE CASCADE,
  how text NOT NULL CONSTRAINT attestation_how CHECK (how IN ('call-back', 'identity-seen')),
  day date NOT NULL,
  recorded_at timestamptz(3) NOT NULL DEFAULT signataires_now(),
  recorded_by_id uuid NOT NULL REFERENCES user_account ON DELETE RESTRICT ON UPDATE CASCADE,
  confirmed_by_id uuid REFERENCES user_account ON DELETE RESTRICT ON UPDATE CASCADE,
  event_id uuid UNIQUE REFERENCES signature_event ON DELETE RESTRICT ON UPDATE CASCADE,
  set_aside_at timestamptz(3),
  CONSTRAINT attestation_two_people CHECK (confirmed_by_id <> recorded_by_id),
  CONSTRAINT attestation_confirmed CHECK ((event_id IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT attestation_has_one_end CHECK (event_id IS NULL OR set_aside_at IS NULL)
);
CREATE INDEX attestation_organization_id_idx ON attestation (organization_id);
CREATE INDEX attestation_signature_id_idx ON attestation (signature_id);
CREATE INDEX attestation_recorded_by_id_idx ON attestation (recorded_by_id);
CREATE INDEX attestation_confirmed_by_id_idx ON attestation (confirmed_by_id);

-- What two people made sure of stays as they said it.
CREATE FUNCTION confirmed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.confirmed_by_id IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'what two people confirmed never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER confirmed_stays BEFORE UPDATE ON quoted_statement FOR EACH ROW EXECUTE FUNCTION confirmed_stays();
CREATE TRIGGER confirmed_stays BEFORE UPDATE ON attestation FOR EACH ROW EXECUTE FUNCTION confirmed_stays();
ALTER TABLE quoted_statement ENABLE ALWAYS TRIGGER confirmed_stays;
ALTER TABLE attestation ENABLE ALWAYS TRIGGER confirmed_stays;
