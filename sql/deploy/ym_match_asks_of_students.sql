-- Deploy yimeng:ym_match_asks_of_students to mysql
-- The match program asks whether a student is open.
GRANT SELECT (student_id, places, state) ON pairing_student TO ym_match@localhost;
