-- The receipt as a sealed PDF: made once the log has signed the leaf, by the process that holds the seal's key; erased with its
-- signature, never changed.
CREATE TABLE sealed_receipt (
  signature_id uuid PRIMARY KEY REFERENCES signature ON DELETE RESTRICT,
  pdf bytea NOT NULL CHECK (octet_length(pdf) > 0),
  made_at timestamptz(3) NOT NULL DEFAULT signataires_now()
);
ALTER TABLE sealed_receipt ALTER COLUMN pdf SET STORAGE EXTERNAL;
REVOKE UPDATE, TRUNCATE ON sealed_receipt FROM signataires_app;
