-- Deploy yimeng:ym_check_reads_vetting_check to mysql
-- The checks read vetting_check.
GRANT SELECT ON vetting_check TO ym_check@localhost;
