-- A link that a candidate hands to her team: it edits answers, and never signs, declines or withdraws.
CREATE TABLE preparation (
  link_id uuid PRIMARY KEY REFERENCES link (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  -- Whom the candidate meant it for, in her words; who uses it says her own name once. Neither is ever public.
  made_for text CHECK (char_length(made_for) BETWEEN 1 AND 120),
  said_name text CHECK (char_length(said_name) BETWEEN 1 AND 120),
  named_at timestamptz(3),
  -- When the preparer last said "ready to sign".
  ready_at timestamptz(3),
  CONSTRAINT preparation_named CHECK ((said_name IS NULL) = (named_at IS NULL)),
  CONSTRAINT preparation_ready CHECK (ready_at IS NULL OR said_name IS NOT NULL)
);

-- By engagement, who prepared an answer and whether the candidate has looked at it: { [engagementId]: { by, at, isSeen? } }.
ALTER TABLE signing_draft ADD COLUMN marks jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(marks) = 'object');
-- Null while only the team has prepared: what an assistant does is no start of the candidate's.
ALTER TABLE signing_draft ALTER COLUMN started_at DROP NOT NULL;

CREATE FUNCTION refuse_preparing_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM link WHERE id = NEW.link_id AND kind = 'prepare') THEN
    RAISE EXCEPTION 'a link that prepares never acts for the candidate' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_preparing_link BEFORE INSERT ON signature FOR EACH ROW EXECUTE FUNCTION refuse_preparing_link();
CREATE TRIGGER no_preparing_link BEFORE INSERT ON signature_event FOR EACH ROW EXECUTE FUNCTION refuse_preparing_link();
CREATE TRIGGER no_preparing_link BEFORE INSERT ON decline FOR EACH ROW EXECUTE FUNCTION refuse_preparing_link();
ALTER TABLE signature ENABLE ALWAYS TRIGGER no_preparing_link;
ALTER TABLE signature_event ENABLE ALWAYS TRIGGER no_preparing_link;
ALTER TABLE decline ENABLE ALWAYS TRIGGER no_preparing_link;
