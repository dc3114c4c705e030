-- Revert yimeng:ym_check_reads_adult_facts from mysql
REVOKE SELECT (id, family_id, relation, sex, birth, left_at) ON family_adult FROM ym_check@localhost;
