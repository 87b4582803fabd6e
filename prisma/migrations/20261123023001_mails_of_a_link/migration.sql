-- The record of a candidate lists the links that were sent to her again.
CREATE INDEX mail_link ON mail ((data ->> 'linkId'));
