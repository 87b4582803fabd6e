-- A mailing invites, or reminds those who kept silent; it keeps to a number a day and to hours of the form's zone.
CREATE TYPE mailing_kind AS ENUM ('invitation', 'reminder');
ALTER TABLE mailing
  ADD COLUMN kind mailing_kind NOT NULL DEFAULT 'invitation',
  ADD COLUMN daily_limit integer,
  ADD COLUMN from_hour integer,
  ADD COLUMN to_hour integer,
  ADD COLUMN waits_for text,
  ADD COLUMN waits_until timestamptz(3),
  ADD CONSTRAINT mailing_daily_limit CHECK (daily_limit > 0),
  ADD CONSTRAINT mailing_hours CHECK ((from_hour IS NULL) = (to_hour IS NULL) AND from_hour >= 0 AND from_hour < to_hour AND to_hour <= 24),
  ADD CONSTRAINT mailing_waits CHECK (waits_for IN ('limit', 'hours', 'silence', 'crowded', 'refusals', 'relay'));

-- How many reminders came before: 0 is the invitation. Of those that went out or may still, one of each.
ALTER TABLE invitation ADD COLUMN reminder integer NOT NULL DEFAULT 0, ADD COLUMN handed_at timestamptz(3), ADD COLUMN not_before timestamptz(3),
  ADD CONSTRAINT invitation_reminder CHECK (reminder >= 0);
UPDATE invitation SET handed_at = accepted_at;
DROP INDEX invitation_form_id_candidacy_id_role_key;
CREATE UNIQUE INDEX invitation_once ON invitation (form_id, candidacy_id, role, reminder)
  WHERE status IN ('queued', 'sending', 'accepted', 'in_doubt');

-- What came back after the relay had accepted: each notice once, never changed.
CREATE TYPE bounce_kind AS ENUM ('hard', 'soft', 'complaint');
CREATE TABLE bounce (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  invitation_id uuid NOT NULL REFERENCES invitation (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  kind bounce_kind NOT NULL,
  -- SHA-256 of what makes the notice the same when it is told twice.
  key text NOT NULL,
  -- The other server's words, without addresses.
  diagnostic text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX bounce_invitation_id_key_key ON bounce (invitation_id, key);
REVOKE UPDATE, DELETE, TRUNCATE ON bounce FROM signataires_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON bounce FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON bounce FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE bounce ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE bounce ENABLE ALWAYS TRIGGER append_only_all;
