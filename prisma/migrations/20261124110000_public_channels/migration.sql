-- A page on which a candidate may be reached by everybody, with where it was found; an e-mail address or a telephone is none.
CREATE TABLE public_channel (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  candidacy_id uuid NOT NULL REFERENCES candidacy (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  kind text NOT NULL,
  url text NOT NULL,
  date date NOT NULL,
  source_title text NOT NULL,
  source_url text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  -- Set when it is no longer hers; the row stays, so that a list imported again does not bring it back.
  ended_at timestamptz(3),
  CONSTRAINT public_channel_kind CHECK (kind IN ('website', 'contact', 'party', 'mastodon', 'bluesky', 'x', 'facebook', 'instagram', 'linkedin', 'youtube', 'tiktok')),
  CONSTRAINT public_channel_is_a_page CHECK (url ~ '^https://[^\s/@]+\.[^\s/@]+' AND url !~ '[^/\s]@[^/\s]+\.' AND length(url) <= 500),
  CONSTRAINT public_channel_has_source CHECK (btrim(source_title) <> '')
);
CREATE UNIQUE INDEX public_channel_candidacy_id_url_key ON public_channel (candidacy_id, url);

-- Identifiers that were addresses of pages become what they are; a page shared by two people is no identity.
INSERT INTO public_channel (candidacy_id, kind, url, date, source_title)
SELECT DISTINCT ON (c.id, i.value) c.id, i.scheme, i.value, c.created_at::date, coalesce(nullif(btrim(c.source), ''), 'Import')
FROM person_identifier i JOIN candidacy c ON c.person_id = i.person_id
WHERE i.scheme IN ('website', 'mastodon', 'bluesky', 'x', 'facebook', 'instagram', 'linkedin', 'youtube', 'tiktok')
  AND i.value ~ '^https://[^\s/@]+\.[^\s/@]+' AND i.value !~ '[^/\s]@[^/\s]+\.' AND length(i.value) <= 500
ORDER BY c.id, i.value, i.scheme;

CREATE TRIGGER import_created AFTER INSERT ON public_channel REFERENCING NEW TABLE AS made FOR EACH STATEMENT
  WHEN (coalesce(current_setting('signataires.import_run', true), '') <> '') EXECUTE FUNCTION note_import_made('id');
CREATE TRIGGER import_changed AFTER UPDATE ON public_channel REFERENCING OLD TABLE AS was NEW TABLE AS made FOR EACH STATEMENT
  WHEN (coalesce(current_setting('signataires.import_run', true), '') <> '') EXECUTE FUNCTION note_import_changed('id');
