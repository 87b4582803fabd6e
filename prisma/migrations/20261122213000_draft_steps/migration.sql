-- Each saved state of a draft, so that two editors' texts are merged piece by piece and changes are undone. Never public;
-- what was published has its own immutable rows.
CREATE TABLE draft_step (
  version_id uuid NOT NULL REFERENCES form_version (id) ON DELETE CASCADE ON UPDATE CASCADE,
  revision integer NOT NULL CHECK (revision >= 0),
  words jsonb NOT NULL CHECK (jsonb_typeof(words) = 'object'),
  closes_at timestamptz(3) NOT NULL,
  time_zone text NOT NULL,
  user_id uuid REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  at timestamptz(3) NOT NULL,
  -- The state that undoing leads to, and the one that redoing leads to.
  back integer CHECK (back < revision),
  forward integer CHECK (forward < revision),
  PRIMARY KEY (version_id, revision)
);
CREATE INDEX draft_step_user_id_idx ON draft_step (user_id);

-- What an elected person can do about an engagement, as its author sees it; no part of the text that is signed.
ALTER TABLE engagement ADD COLUMN competence text
  CHECK (competence IN ('law', 'vote', 'question', 'budget', 'outside'));
