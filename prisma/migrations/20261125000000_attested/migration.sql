-- Members of an NGO attest a signature, which raises its level, or countersign it. In a migration of its own: a new value of an
-- enum cannot be used in the transaction that adds it.
ALTER TYPE signature_event_kind ADD VALUE 'attested';
ALTER TYPE signature_event_kind ADD VALUE 'countersigned';
