-- Deploy yimeng:ym_worker_works_on_pairing_student to mysql
-- The worker works on pairing_student.
GRANT SELECT, INSERT, UPDATE ON pairing_student TO ym_worker@localhost;
