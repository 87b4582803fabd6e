-- The passkey of a candidate or substitute, enrolled behind her link: it belongs to that place on the ticket, and is erased with it.
CREATE TABLE passkey (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  candidacy_id uuid NOT NULL REFERENCES candidacy ON DELETE RESTRICT,
  role candidacy_role NOT NULL,
  -- base64url, as the authenticator names it.
  credential text NOT NULL UNIQUE CHECK (credential ~ '^[A-Za-z0-9_-]+$' AND length(credential) <= 1366),
  -- COSE (RFC 9052).
  public_key bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT signataires_now()
);
CREATE INDEX passkey_of_whom ON passkey (candidacy_id, role);
REVOKE UPDATE, TRUNCATE ON passkey FROM signataires_app;

-- A passkey is put on one signature once.
CREATE UNIQUE INDEX signature_passkey_once ON signature_event (signature_id) WHERE kind = 'attested' AND said ->> 'how' = 'passkey';
