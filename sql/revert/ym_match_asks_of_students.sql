-- Revert yimeng:ym_match_asks_of_students from mysql
REVOKE SELECT (student_id, places, state) ON pairing_student FROM ym_match@localhost;
