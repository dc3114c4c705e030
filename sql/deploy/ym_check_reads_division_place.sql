-- Deploy yimeng:ym_check_reads_division_place to mysql
-- The checks read division_place.
GRANT SELECT ON division_place TO ym_check@localhost;
