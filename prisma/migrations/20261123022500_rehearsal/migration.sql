-- A rehearsal on fictional candidates: two tables of its own that no public query reads, gone with the rehearsal.
CREATE TABLE rehearsal (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  form_id uuid NOT NULL UNIQUE REFERENCES form (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  started_at timestamptz(3) NOT NULL
);
CREATE INDEX rehearsal_user_id_idx ON rehearsal (user_id);

CREATE TABLE rehearsal_person (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  rehearsal_id uuid NOT NULL REFERENCES rehearsal (id) ON DELETE CASCADE ON UPDATE CASCADE,
  position int NOT NULL CHECK (position > 0),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
  token_hash text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  mailed_at timestamptz(3),
  answers jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(answers) = 'object'),
  saved_at timestamptz(3),
  signed jsonb CHECK (jsonb_typeof(signed) = 'object'),
  signed_at timestamptz(3),
  CONSTRAINT rehearsal_person_signed CHECK ((signed IS NULL) = (signed_at IS NULL)),
  UNIQUE (rehearsal_id, position)
);
