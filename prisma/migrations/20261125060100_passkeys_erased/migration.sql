-- An erasure takes the passkeys of that place on the ticket with it; whoever signs again enrols anew.
CREATE FUNCTION erased_takes_passkeys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM passkey p USING signature s WHERE s.id = NEW.signature_id AND p.candidacy_id = s.candidacy_id AND p.role = s.role;
  RETURN NULL;
END $$;
CREATE TRIGGER erased_takes_passkeys AFTER INSERT ON signature_event
  FOR EACH ROW WHEN (NEW.kind = 'erased') EXECUTE FUNCTION erased_takes_passkeys();
ALTER TABLE signature_event ENABLE ALWAYS TRIGGER erased_takes_passkeys;
REVOKE DELETE ON passkey FROM signataires_app;
