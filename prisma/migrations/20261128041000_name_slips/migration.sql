-- People are found by the beginning of a name, and by its words with a slip of the finger. Likeness by trigrams reads a share of
-- all names (129 ms of a million); here a slip is an exact look-up: each word is filed under itself and under itself without
-- one letter, and two words that are one slip apart share such a form. lib/directory/finder/rules.ts says it too.
CREATE FUNCTION name_slips(key text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  slips text[] := '{}';
  word text;
BEGIN
  FOREACH word IN ARRAY string_to_array(key, ' ') LOOP
    slips := slips || word;
    IF length(word) > 3 THEN
      FOR n IN 1 .. length(word) LOOP
        slips := slips || (left(word, n - 1) || substr(word, n + 1));
      END LOOP;
    END IF;
  END LOOP;
  RETURN slips;
END $$;

-- Written at once: a list of what is still to be filed would be read through by every question.
CREATE INDEX person_slips ON person USING gin (name_slips(key)) WITH (fastupdate = off);
CREATE INDEX person_family_key ON person ((search_key(family_name || ' ' || given_name)) COLLATE "C") INCLUDE (id, key);
DROP INDEX person_key;
CREATE INDEX person_key ON person (key) INCLUDE (id);
