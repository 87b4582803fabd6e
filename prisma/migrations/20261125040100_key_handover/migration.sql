-- A key that takes over from another says which, and the last size that the other signed: above it the old key counts no more.
ALTER TABLE log_key
  ADD COLUMN replaces text UNIQUE REFERENCES log_key ON DELETE RESTRICT,
  ADD COLUMN frozen_size bigint,
  ADD CONSTRAINT log_key_freezes_another CHECK ((replaces IS NULL) = (frozen_size IS NULL));
