-- Whether and how answers are added up, as the author of a version chose it: part of its words, said before signing.
ALTER TABLE form_version
  ADD COLUMN score text NOT NULL DEFAULT 'none' CHECK (score IN ('none', 'count', 'graded')),
  ADD COLUMN compares_groups boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT form_version_groups_scored CHECK (score <> 'none' OR NOT compares_groups);
