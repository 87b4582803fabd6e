-- What pages of the desk read at the size of a country, found by its key (lib/plans.test.ts).
CREATE INDEX invitation_form_id_status_idx ON invitation (form_id, status);
CREATE INDEX error_report_open_first ON error_report ((state <> 'new'), created_at DESC);
CREATE INDEX person_merge_by_hand_first ON person_merge ((basis = 'name-and-birth-date'), (coalesce(undone_at, at)) DESC, id);
CREATE INDEX result_elected ON result (candidacy_id, round) WHERE is_elected;
