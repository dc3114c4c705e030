-- Verify yimeng:gap_tally on mysql
SELECT run_id, path, programme_id, eligible, awarded, awarded_fen, left_out, not_entitled, to_ask
FROM gap_tally WHERE FALSE;
