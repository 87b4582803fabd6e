-- Two records that may be one person, and what was decided about them: asked once, never asked again.
CREATE TYPE person_pair_kind AS ENUM ('same', 'birth_date', 'no_birth_date', 'surname', 'given_name', 'swapped');
CREATE TYPE person_pair_decision AS ENUM ('same', 'different', 'later');

CREATE TABLE person_pair (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  first_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE ON UPDATE CASCADE,
  second_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind person_pair_kind NOT NULL,
  weight integer NOT NULL DEFAULT 0,
  facts text[] NOT NULL DEFAULT '{}',
  found_at timestamptz(3) NOT NULL DEFAULT now(),
  decision person_pair_decision,
  decided_at timestamptz(3),
  decided_by_id uuid,
  CONSTRAINT person_pair_ordered CHECK (first_id < second_id),
  CONSTRAINT person_pair_decided CHECK ((decision IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX person_pair_first_id_second_id_key ON person_pair (first_id, second_id);
CREATE INDEX person_pair_second_id_idx ON person_pair (second_id);
CREATE INDEX person_pair_queue ON person_pair (weight DESC) WHERE decision IS NULL OR decision = 'later';

-- Each merge: nothing moves but the pointer of the merged record, so that undoing it restores all as it was.
CREATE TABLE person_merge (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kept_id uuid NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  merged_id uuid NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  basis text NOT NULL,
  facts text[] NOT NULL DEFAULT '{}',
  at timestamptz(3) NOT NULL DEFAULT now(),
  user_id uuid,
  undone_at timestamptz(3),
  undone_by_id uuid,
  CONSTRAINT person_merge_two CHECK (kept_id <> merged_id),
  CONSTRAINT person_merge_basis CHECK (basis IN ('name-and-birth-date', 'review', 'by-hand'))
);
CREATE INDEX person_merge_kept_id_idx ON person_merge (kept_id);
CREATE INDEX person_merge_merged_id_idx ON person_merge (merged_id);
CREATE INDEX person_merge_at ON person_merge (at DESC);
CREATE UNIQUE INDEX person_merge_once ON person_merge (merged_id) WHERE undone_at IS NULL;
CREATE INDEX person_merged_into_id_idx ON person (merged_into_id) WHERE merged_into_id IS NOT NULL;
