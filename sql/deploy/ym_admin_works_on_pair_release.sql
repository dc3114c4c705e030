-- Deploy yimeng:ym_admin_works_on_pair_release to mysql
-- Staff work on pair_release.
GRANT SELECT, INSERT, UPDATE ON pair_release TO ym_admin@localhost;
