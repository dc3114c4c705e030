-- Deploy yimeng:ym_admin_asks_whether_students_left to mysql
-- For how long a student is retained.
GRANT SELECT (code, left_on, erased_at) ON student TO ym_admin@localhost;
