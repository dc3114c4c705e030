-- Deploy yimeng:ym_admin_works_on_family_adult to mysql
-- Staff work on family_adult.
GRANT SELECT, INSERT, UPDATE ON family_adult TO ym_admin@localhost;
