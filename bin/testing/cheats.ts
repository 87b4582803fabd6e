/** What an owner of the database might do at night; each is found, and where it touches the log its entry is named. */
export const CHEATS: Readonly<Record<string, string>> = {
  "an answer": "UPDATE answer SET value = 'no' WHERE ctid = (SELECT min(ctid) FROM answer)",
  "a comment": "UPDATE answer SET comment = 'Sauf…' WHERE ctid = (SELECT max(ctid) FROM answer)",
  "an answer gone": "DELETE FROM answer WHERE ctid = (SELECT min(ctid) FROM answer)",
  "the day of a signature":
    "UPDATE signature SET signed_at = signed_at - interval '1 day' WHERE id = (SELECT id FROM signature ORDER BY id LIMIT 1)",
  "the level": "UPDATE signature SET level = 'A4' WHERE id = (SELECT id FROM signature ORDER BY id LIMIT 1)",
  "where the address came from":
    "UPDATE signature SET evidence = 'Préfecture' WHERE id = (SELECT id FROM signature ORDER BY id LIMIT 1)",
  "the name of the signer":
    "UPDATE person SET family_name = 'Autre' WHERE id = (SELECT person_id FROM signature LIMIT 1)",
  "who signed":
    "UPDATE signature SET candidacy_id = (SELECT c.id FROM candidacy c WHERE c.id <> signature.candidacy_id LIMIT 1) WHERE id = (SELECT id FROM signature ORDER BY id LIMIT 1)",
  "the words of an engagement":
    'UPDATE engagement SET text = \'{"fr": "Autre chose."}\' WHERE id = (SELECT engagement_id FROM answer LIMIT 1)',
  "a withdrawal gone": "DELETE FROM statement WHERE event_id IS NOT NULL; DELETE FROM signature_event",
  "a withdrawal of another day": "UPDATE signature_event SET at = at - interval '1 day'",
  "a signature invented":
    "INSERT INTO signature (form_id, version_id, candidacy_id, person_id, role, revision, locale, signed_at) SELECT form_id, version_id, candidacy_id, person_id, role, 9, locale, signed_at FROM signature LIMIT 1",
  "a statement":
    "UPDATE statement SET body = replace(body, '\"yes\"', '\"no\"') WHERE leaf_id = (SELECT min(leaf_id) FROM statement)",
  "a statement gone": "DELETE FROM statement WHERE leaf_id = (SELECT min(leaf_id) FROM statement)",
  "a salt":
    "UPDATE statement SET salt = sha256('other') WHERE leaf_id = (SELECT max(leaf_id) FROM statement)",
  "a leaf":
    "UPDATE log_leaf SET data = convert_to(replace(convert_from(data, 'UTF8'), '\"A1\"', '\"A4\"'), 'UTF8') WHERE index = 1",
  "the order of two leaves":
    "UPDATE log_leaf SET index = 999 WHERE index = 1; UPDATE log_leaf SET index = 1 WHERE index = 2; UPDATE log_leaf SET index = 2 WHERE index = 999",
  "the last leaf gone":
    "DELETE FROM statement WHERE leaf_id = (SELECT id FROM log_leaf ORDER BY index DESC LIMIT 1); DELETE FROM log_leaf WHERE index = (SELECT max(index) FROM log_leaf)",
  "a leaf in the middle":
    "UPDATE log_leaf SET index = index + 100 WHERE index >= 5; UPDATE log_leaf SET index = index - 99 WHERE index >= 100; INSERT INTO log_leaf (index, data) VALUES (5, '{\"x\":1}')",
  "a tile": "UPDATE log_tile SET hashes = sha256('x') || substr(hashes, 33)",
  "a checkpoint": "UPDATE log_checkpoint SET root = sha256('x')",
};

/** SQL that first puts every guard of the database aside, as only its owner may. */
export const UNGUARDED = `SET session_replication_role = replica; DO $$ DECLARE t regclass; BEGIN
  FOR t IN SELECT tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A' GROUP BY 1
  LOOP EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', t); END LOOP; END $$;`;
