-- A session that plays the replica is refused too.
ALTER TABLE form ENABLE ALWAYS TRIGGER form_source;
ALTER TABLE form_area ENABLE ALWAYS TRIGGER form_area_stays;
ALTER TABLE link ENABLE ALWAYS TRIGGER link_is_asked;
