-- The finder of a site without an app reads parts of an index: a name's part is its first two signs, of saints those of their
-- own name. As lib/core/folding.ts says it.
CREATE FUNCTION finder_shard(key text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN bare ~ '^sainte? ..' THEN 's-' || replace(left(regexp_replace(bare, '^sainte? ', ''), 2), ' ', '_')
    WHEN bare ~ '^sainte? ' THEN ''
    WHEN length(bare) < 2 THEN ''
    ELSE replace(left(bare, 2), ' ', '_') END
  FROM (SELECT regexp_replace(key, '^(le|la|les|l|los|las|aux) (?=..)', '') AS bare) named
$$;

CREATE INDEX area_finder_shard ON area (finder_shard(key));
CREATE INDEX area_alias_finder_shard ON area_alias (finder_shard(key));

-- Every part of that index, and the beginnings of postcodes and codes. The id is a name for it among the things that have files.
CREATE VIEW finder_part AS
  SELECT md5(shard)::uuid AS id, shard FROM (
    SELECT finder_shard(key) AS shard FROM area WHERE level IN ('country', 'department', 'commune', 'borough', 'other')
    UNION SELECT finder_shard(key) FROM area_alias
    UNION SELECT left(code, 2) FROM postcode
    UNION SELECT lower(left(code, 2)) FROM area WHERE level IN ('department', 'commune', 'borough')
  ) parts WHERE length(shard) > 1 AND shard ~ '^[a-z0-9_-]+$';

GRANT SELECT ON finder_part TO signataires_app;
