-- Revert yimeng:ym_match_finds_guardians from mysql
REVOKE SELECT (id, code, telephone_index, stage, grade, birth, left_on, erased_at, path) ON student FROM
	ym_match@localhost;
