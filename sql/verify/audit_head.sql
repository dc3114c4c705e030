-- Verify yimeng:audit_head on mysql
SELECT id, seq, hash
FROM audit_head WHERE FALSE;
