-- Deploy yimeng:ym_admin_works_on_vetting_check to mysql
-- Staff work on vetting_check.
GRANT SELECT, INSERT, UPDATE ON vetting_check TO ym_admin@localhost;
