-- The operator says who may publish on this site, and why not; the note is told to the NGO's members, never in public.
ALTER TABLE organization ADD COLUMN refused_at timestamptz(3);
ALTER TABLE organization ADD COLUMN review_note text CHECK (char_length(review_note) BETWEEN 1 AND 1000);
ALTER TABLE organization ADD CONSTRAINT organization_review CHECK (approved_at IS NULL OR refused_at IS NULL);
