-- Deploy yimeng:ym_match_finds_guardians to mysql
-- The match program finds a guardian's children, by no sealed field.
GRANT SELECT (id, code, telephone_index, stage, grade, birth, left_on, erased_at, path) ON student TO
	ym_match@localhost;
