-- Deploy yimeng:ym_admin_reads_gap_lines to mysql
-- Staff read what was found.
GRANT SELECT ON gap_line TO ym_admin@localhost;
