-- Deploy yimeng:ym_aid_reads_division to mysql
-- Public data.
GRANT SELECT ON division TO ym_aid@localhost;
