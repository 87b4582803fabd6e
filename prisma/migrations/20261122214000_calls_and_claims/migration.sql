-- Who calls whom: an area with all that lies in it, or one candidacy.
CREATE TABLE caller_assignment (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  form_id uuid NOT NULL REFERENCES form (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  area_id uuid REFERENCES area (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  candidacy_id uuid REFERENCES candidacy (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT caller_assignment_of_one CHECK (num_nonnulls(area_id, candidacy_id) = 1)
);
CREATE UNIQUE INDEX caller_assignment_area ON caller_assignment (form_id, user_id, area_id) WHERE area_id IS NOT NULL;
CREATE UNIQUE INDEX caller_assignment_candidacy ON caller_assignment (form_id, user_id, candidacy_id) WHERE candidacy_id IS NOT NULL;
CREATE INDEX caller_assignment_user_id_idx ON caller_assignment (user_id);
CREATE INDEX caller_assignment_area_id_idx ON caller_assignment (area_id);
CREATE INDEX caller_assignment_candidacy_id_idx ON caller_assignment (candidacy_id);

-- A person claimed for a call, then its outcome; the request on record follows once it can no longer be undone.
CREATE TABLE phone_call (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  form_id uuid NOT NULL REFERENCES form (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  candidacy_id uuid NOT NULL REFERENCES candidacy (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  role candidacy_role NOT NULL,
  contact_id uuid NOT NULL REFERENCES contact (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  organization_id uuid NOT NULL REFERENCES organization (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  claimed_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  outcome text,
  note text,
  call_back_at timestamptz(3),
  settled_at timestamptz(3),
  recorded_at timestamptz(3),
  CONSTRAINT phone_call_outcome CHECK (outcome IN ('will-sign', 'link', 'call-back', 'no-answer', 'wrong-number', 'declines', 'stop')),
  CONSTRAINT phone_call_settled CHECK ((outcome IS NULL) = (settled_at IS NULL)),
  CONSTRAINT phone_call_back CHECK ((outcome = 'call-back') = (call_back_at IS NOT NULL)),
  CONSTRAINT phone_call_recorded CHECK (recorded_at IS NULL OR settled_at IS NOT NULL)
);
-- Two volunteers never have the same person on the line, nor one volunteer two.
CREATE UNIQUE INDEX phone_call_one_at_once ON phone_call (candidacy_id, role) WHERE outcome IS NULL;
CREATE UNIQUE INDEX phone_call_one_in_hand ON phone_call (form_id, user_id) WHERE outcome IS NULL;
CREATE INDEX phone_call_candidacy_id_settled_at_idx ON phone_call (candidacy_id, settled_at);
CREATE INDEX phone_call_form_id_settled_at_idx ON phone_call (form_id, settled_at);
CREATE INDEX phone_call_contact_id_idx ON phone_call (contact_id);
CREATE INDEX phone_call_organization_id_idx ON phone_call (organization_id);
CREATE INDEX phone_call_user_id_settled_at_idx ON phone_call (user_id, settled_at);

-- What a visitor knows of how to reach a candidate: one row for each NGO that asks on the ballot, which decides for itself.
-- The address goes with the decision: an accepted one lives on as a contact, a refused one nowhere.
CREATE TABLE contact_suggestion (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organization (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  candidacy_id uuid NOT NULL REFERENCES candidacy (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  role candidacy_role NOT NULL,
  channel text NOT NULL CHECK (channel IN ('email', 'phone', 'page')),
  value text,
  source text NOT NULL CHECK (source <> ''),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  verdict text CHECK (verdict IN ('accepted', 'refused')),
  decided_at timestamptz(3),
  decided_by_id uuid,
  CONSTRAINT contact_suggestion_decided CHECK ((verdict IS NULL) = (decided_at IS NULL) AND (verdict IS NULL) = (value IS NOT NULL))
);
CREATE UNIQUE INDEX contact_suggestion_once ON contact_suggestion (organization_id, candidacy_id, role, channel, value) WHERE verdict IS NULL;
CREATE INDEX contact_suggestion_candidacy_id_idx ON contact_suggestion (candidacy_id);
CREATE INDEX contact_suggestion_waiting ON contact_suggestion (organization_id, created_at) WHERE verdict IS NULL;

-- "I am this candidate", with the proof she offers: one row for each NGO that asks on the ballot, under one code.
CREATE TABLE candidacy_claim (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  code text NOT NULL,
  organization_id uuid NOT NULL REFERENCES organization (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  candidacy_id uuid NOT NULL REFERENCES candidacy (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  role candidacy_role NOT NULL,
  proof text NOT NULL CHECK (proof IN ('channel', 'call-back', 'party')),
  detail text,
  email text,
  locale text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  verdict text CHECK (verdict IN ('accepted', 'refused')),
  note text,
  decided_at timestamptz(3),
  decided_by_id uuid,
  contact_id uuid REFERENCES contact (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT candidacy_claim_decided CHECK ((verdict IS NULL) = (decided_at IS NULL) AND (verdict IS NULL) = (email IS NOT NULL) AND (verdict IS NULL) = (note IS NULL)),
  CONSTRAINT candidacy_claim_accepted CHECK ((contact_id IS NOT NULL) = (verdict IS NOT DISTINCT FROM 'accepted'))
);
CREATE UNIQUE INDEX candidacy_claim_organization_id_code_key ON candidacy_claim (organization_id, code);
CREATE INDEX candidacy_claim_candidacy_id_idx ON candidacy_claim (candidacy_id);
CREATE INDEX candidacy_claim_contact_id_idx ON candidacy_claim (contact_id);
CREATE INDEX candidacy_claim_waiting ON candidacy_claim (organization_id, created_at) WHERE verdict IS NULL;

-- An error that a reader saw on a candidate's page; her address goes when the answer is written.
CREATE TABLE error_report (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  candidacy_id uuid NOT NULL REFERENCES candidacy (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  what text NOT NULL CHECK (char_length(what) BETWEEN 1 AND 4000),
  source text NOT NULL DEFAULT '',
  email text,
  locale text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'corrected', 'refused')),
  note text,
  closed_at timestamptz(3),
  closed_by_id uuid,
  CONSTRAINT error_report_closed CHECK ((state = 'new') = (closed_at IS NULL) AND (state = 'new') = (note IS NULL) AND (state = 'new' OR email IS NULL))
);
CREATE INDEX error_report_candidacy_id_idx ON error_report (candidacy_id);
CREATE INDEX error_report_state_created_at_idx ON error_report (state, created_at DESC);

-- The address to which a personal link was last sent on request or after a claim: what its signature then says of its holder.
ALTER TABLE link ADD COLUMN contact_id uuid REFERENCES contact (id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX link_contact_id_idx ON link (contact_id) WHERE contact_id IS NOT NULL;

CREATE INDEX candidacy_ballot_id_status_idx ON candidacy (ballot_id, status);
CREATE INDEX contact_attempt_form_id_at_idx ON contact_attempt (form_id, at DESC);
