-- When a signature was written here, which may be long after it was given on paper: from then on it is contestable for 48 hours.
-- Null for those that were here before anybody was told of them.
ALTER TABLE signature ADD COLUMN recorded_at timestamptz(3);
ALTER TABLE signature ALTER COLUMN recorded_at SET DEFAULT signataires_now();

-- That the known contacts of a candidacy were told of a signature, and how many addresses that were: once for each signature.
CREATE TABLE signature_notice (
  signature_id uuid PRIMARY KEY REFERENCES signature ON DELETE RESTRICT ON UPDATE CASCADE,
  at timestamptz(3) NOT NULL,
  addresses integer NOT NULL CONSTRAINT signature_notice_addresses CHECK (addresses >= 0)
);

-- "This was not me": a link that contests one signature and opens nothing else; its token is kept hashed.
CREATE TABLE contest_link (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  signature_id uuid NOT NULL REFERENCES signature ON DELETE RESTRICT ON UPDATE CASCADE,
  token_hash text NOT NULL UNIQUE,
  created_at timestamptz(3) NOT NULL DEFAULT signataires_now()
);
CREATE INDEX contest_link_signature_id_idx ON contest_link (signature_id);

-- What one owner proposes about a dispute, and who decided it; two people, unless the NGOs have one owner in all.
CREATE TABLE dispute_decision (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  event_id uuid NOT NULL REFERENCES signature_event ON DELETE RESTRICT ON UPDATE CASCADE,
  outcome text NOT NULL CONSTRAINT dispute_decision_outcome CHECK (outcome IN ('stands', 'does-not-stand')),
  note text NOT NULL CONSTRAINT dispute_decision_note CHECK (char_length(note) BETWEEN 1 AND 1000),
  proposed_by_id uuid NOT NULL REFERENCES user_account ON DELETE RESTRICT ON UPDATE CASCADE,
  proposed_at timestamptz(3) NOT NULL,
  verdict text CONSTRAINT dispute_decision_verdict CHECK (verdict IN ('confirmed', 'set-aside')),
  decided_by_id uuid REFERENCES user_account ON DELETE RESTRICT ON UPDATE CASCADE,
  decided_at timestamptz(3),
  is_alone boolean NOT NULL DEFAULT false,
  CONSTRAINT dispute_decision_decided CHECK (num_nonnulls(verdict, decided_by_id, decided_at) IN (0, 3)),
  CONSTRAINT dispute_decision_by_two CHECK (verdict IS DISTINCT FROM 'confirmed' OR decided_by_id <> proposed_by_id OR is_alone)
);
CREATE UNIQUE INDEX dispute_decision_open_key ON dispute_decision (event_id) WHERE verdict IS DISTINCT FROM 'set-aside';
CREATE INDEX dispute_decision_event_id_idx ON dispute_decision (event_id);
CREATE INDEX dispute_decision_proposed_by_id_idx ON dispute_decision (proposed_by_id);
CREATE INDEX dispute_decision_decided_by_id_idx ON dispute_decision (decided_by_id);

REVOKE UPDATE, TRUNCATE ON signature_notice, contest_link FROM signataires_app;
REVOKE TRUNCATE ON dispute_decision FROM signataires_app;

-- Whether a dispute was resolved and the signature found not to be hers: it is shown as that, and counts for nothing.
CREATE FUNCTION signature_annulled(signature uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT e.kind = 'resolved' AND e.said ->> 'outcome' = 'does-not-stand' FROM signature_event e
    WHERE e.signature_id = signature AND e.kind IN ('disputed', 'resolved') ORDER BY e.at DESC LIMIT 1), false)
$$;

-- A dispute is opened once until it is resolved, and only an open dispute is resolved.
CREATE FUNCTION dispute_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last signature_event_kind;
BEGIN
  IF NEW.kind IN ('disputed', 'resolved') THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('dispute:' || NEW.signature_id, 0));
    SELECT kind INTO last FROM signature_event
      WHERE signature_id = NEW.signature_id AND kind IN ('disputed', 'resolved') ORDER BY at DESC LIMIT 1;
    IF (NEW.kind = 'disputed') = (last IS NOT DISTINCT FROM 'disputed') THEN
      RAISE EXCEPTION 'a dispute is opened once, then resolved once' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dispute_in_order BEFORE INSERT ON signature_event FOR EACH ROW EXECUTE FUNCTION dispute_in_order();
ALTER TABLE signature_event ENABLE ALWAYS TRIGGER dispute_in_order;
