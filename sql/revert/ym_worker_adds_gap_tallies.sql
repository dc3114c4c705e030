-- Revert yimeng:ym_worker_adds_gap_tallies from mysql
REVOKE SELECT, INSERT, UPDATE (eligible, awarded, awarded_fen, left_out, not_entitled, to_ask) ON gap_tally FROM
	ym_worker@localhost;
