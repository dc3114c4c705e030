-- Deploy yimeng:ym_check_reads_family_approvals to mysql
-- The checks read every approval of a family.
GRANT SELECT ON family_approval TO ym_check@localhost;
