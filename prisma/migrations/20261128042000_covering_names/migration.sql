-- A range of names is answered from the index alone, whatever the table has grown to.
DROP INDEX person_key;
CREATE INDEX person_key ON person (key) INCLUDE (id, merged_into_id);
