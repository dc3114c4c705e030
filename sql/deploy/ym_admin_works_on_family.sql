-- Deploy yimeng:ym_admin_works_on_family to mysql
-- Staff work on family.
GRANT SELECT, INSERT, UPDATE ON family TO ym_admin@localhost;
