-- Deploy yimeng:ym_worker_works_on_match_proposal to mysql
-- The worker works on match_proposal.
GRANT SELECT, INSERT, UPDATE ON match_proposal TO ym_worker@localhost;
