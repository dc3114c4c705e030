-- Deploy yimeng:ym_worker_adds_gap_tallies to mysql
-- The worker adds up schools. Of all columns: ON DUPLICATE KEY UPDATE asks for more than it names.
GRANT SELECT, INSERT, UPDATE ON gap_tally TO ym_worker@localhost;
