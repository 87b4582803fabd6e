-- How often a door was used, by rate-limiter-flexible; rows die with their window.
CREATE TABLE rate_limit (
  key text PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);

-- A revision is withdrawn once, however often the button is pressed.
CREATE UNIQUE INDEX signature_event_withdrawn_once ON signature_event (signature_id) WHERE kind = 'withdrawn';
