-- Deploy yimeng:ym_admin_works_on_pair to mysql
-- Staff work on pair.
GRANT SELECT, INSERT, UPDATE ON pair TO ym_admin@localhost;
