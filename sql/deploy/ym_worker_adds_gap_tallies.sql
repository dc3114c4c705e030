-- Deploy yimeng:ym_worker_adds_gap_tallies to mysql
-- The worker adds up schools.
GRANT SELECT, INSERT, UPDATE (eligible, awarded, awarded_fen, left_out, not_entitled, to_ask) ON gap_tally TO
	ym_worker@localhost;
