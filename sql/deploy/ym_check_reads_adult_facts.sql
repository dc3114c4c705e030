-- Deploy yimeng:ym_check_reads_adult_facts to mysql
-- The checks read facts of adults.
GRANT SELECT (id, family_id, relation, sex, birth, left_at) ON family_adult TO ym_check@localhost;
