-- Deploy yimeng:ym_admin_works_on_pairing_student to mysql
-- Staff work on pairing_student.
GRANT SELECT, INSERT, UPDATE ON pairing_student TO ym_admin@localhost;
