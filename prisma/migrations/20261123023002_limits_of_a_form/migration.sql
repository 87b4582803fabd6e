-- How much the NGOs of a form ask of one person: their own choice within the bounds of the instance.
CREATE TABLE form_limit (
  form_id uuid PRIMARY KEY REFERENCES form (id) ON DELETE RESTRICT,
  reminders integer NOT NULL DEFAULT 2 CONSTRAINT form_limit_reminders CHECK (reminders BETWEEN 0 AND 4),
  mails_per_week integer NOT NULL DEFAULT 3 CONSTRAINT form_limit_mails_per_week CHECK (mails_per_week BETWEEN 1 AND 3)
);
