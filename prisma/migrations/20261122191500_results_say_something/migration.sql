-- A CHECK passes on NULL: "votes >= 0 OR share BETWEEN …" let through a row that says nothing, and minus one vote.
ALTER TABLE result DROP CONSTRAINT result_says_something;
ALTER TABLE result ADD CONSTRAINT result_says_something CHECK (votes IS NOT NULL OR share IS NOT NULL);
ALTER TABLE result ADD CONSTRAINT result_votes CHECK (votes >= 0);
ALTER TABLE result ADD CONSTRAINT result_share CHECK (share BETWEEN 0 AND 100);
