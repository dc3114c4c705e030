-- Deploy yimeng:ym_admin_reads_division to mysql
-- Public data.
GRANT SELECT ON division TO ym_admin@localhost;
