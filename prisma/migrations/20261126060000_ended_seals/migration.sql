-- The few entries about keys of the seal are found without reading the log.
CREATE INDEX log_leaf_seal_key ON log_leaf (index) WHERE position('"type":"seal"'::bytea IN data) > 0;
