-- Deploy yimeng:ym_admin_reads_gap_tallies to mysql
-- Staff read how schools stand.
GRANT SELECT ON gap_tally TO ym_admin@localhost;
