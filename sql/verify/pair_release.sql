-- Verify yimeng:pair_release on mysql
SELECT pair_id, field, released_at, channel, witness_id, withdrawn_at
FROM pair_release WHERE FALSE;
