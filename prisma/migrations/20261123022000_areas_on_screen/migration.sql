ALTER TABLE import_plan DROP CONSTRAINT import_plan_kind;
ALTER TABLE import_plan ADD CONSTRAINT import_plan_kind CHECK (kind IN ('candidates', 'results', 'persons', 'areas'));
