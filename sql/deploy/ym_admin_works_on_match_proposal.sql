-- Deploy yimeng:ym_admin_works_on_match_proposal to mysql
-- Staff work on match_proposal.
GRANT SELECT, INSERT, UPDATE ON match_proposal TO ym_admin@localhost;
