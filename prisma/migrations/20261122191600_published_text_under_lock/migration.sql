-- A text changed in one transaction while another publishes its version would change what was published: each change
-- now waits for the version's row, and then reads whether it is published.
CREATE OR REPLACE FUNCTION refuse_change_of_published_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched uuid[] := ARRAY[]::uuid[];
BEGIN
  IF TG_OP <> 'INSERT' THEN touched := touched || OLD.version_id; END IF;
  IF TG_OP <> 'DELETE' THEN touched := touched || NEW.version_id; END IF;
  PERFORM FROM form_version WHERE id = ANY (touched) FOR SHARE;
  IF EXISTS (SELECT FROM form_version WHERE id = ANY (touched) AND published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a published form version never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
