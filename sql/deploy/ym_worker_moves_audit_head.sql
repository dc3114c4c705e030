-- Deploy yimeng:ym_worker_moves_audit_head to mysql
-- Who appends moves the end of the chain.
GRANT SELECT, UPDATE (seq, hash) ON audit_head TO ym_worker@localhost;
