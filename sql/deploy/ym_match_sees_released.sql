-- Deploy yimeng:ym_match_sees_released to mysql
-- What families see of their students, by the view alone.
GRANT SELECT ON released_student TO ym_match@localhost;
