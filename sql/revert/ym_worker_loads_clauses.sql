-- Revert yimeng:ym_worker_loads_clauses from mysql
REVOKE INSERT ON aid_clause FROM ym_worker@localhost;
