-- Who was the substitute of a ticket, since when and by what source; the ticket itself holds the newest.
CREATE TABLE substitute_event (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  candidacy_id uuid NOT NULL REFERENCES candidacy (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  person_id uuid REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  date date NOT NULL,
  source_title text NOT NULL,
  source_url text,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX substitute_event_candidacy_id_date_idx ON substitute_event (candidacy_id, date);
CREATE INDEX substitute_event_person_id_idx ON substitute_event (person_id);
REVOKE UPDATE, DELETE, TRUNCATE ON substitute_event FROM signataires_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON substitute_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON substitute_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE substitute_event ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE substitute_event ENABLE ALWAYS TRIGGER append_only_all;

-- A party's internal vote is counted by section, commune or department.
CREATE TABLE contest_turnout (
  contest_id uuid NOT NULL REFERENCES nomination_contest (id) ON DELETE CASCADE ON UPDATE CASCADE,
  area_id uuid NOT NULL REFERENCES area (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  registered integer,
  voters integer,
  CONSTRAINT contest_turnout_pkey PRIMARY KEY (contest_id, area_id),
  CONSTRAINT contest_turnout_counts CHECK (least(registered, voters) >= 0)
);
CREATE INDEX contest_turnout_area_id_idx ON contest_turnout (area_id);
CREATE INDEX nomination_contest_ballot_id_idx ON nomination_contest (ballot_id);
CREATE INDEX contender_person_id_idx ON contender (person_id);
