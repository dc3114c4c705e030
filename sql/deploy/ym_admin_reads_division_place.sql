-- Deploy yimeng:ym_admin_reads_division_place to mysql
-- Staff read division_place.
GRANT SELECT ON division_place TO ym_admin@localhost;
