-- Deploy yimeng:ym_admin_works_on_match_run to mysql
-- Staff work on match_run.
GRANT SELECT, INSERT, UPDATE ON match_run TO ym_admin@localhost;
