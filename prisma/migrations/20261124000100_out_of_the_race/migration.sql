-- Whether somebody is out of the race: her ballot is decided and she was not elected, or a later round was counted without her.
CREATE FUNCTION is_out(candidacy uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH hers AS (
    SELECT max(r.round) AS last, bool_or(r.is_elected) AS is_elected FROM result r WHERE r.candidacy_id = candidacy)
  SELECT NOT coalesce(hers.is_elected, false) AND EXISTS (
    SELECT FROM candidacy c JOIN candidacy o ON o.ballot_id = c.ballot_id JOIN result r ON r.candidacy_id = o.id
    WHERE c.id = candidacy AND (r.is_elected OR r.round > coalesce(hers.last, 0)))
  FROM hers
$$;
