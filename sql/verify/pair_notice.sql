-- Verify yimeng:pair_notice on mysql
SELECT pair_id, step, told_at
FROM pair_notice WHERE FALSE;
