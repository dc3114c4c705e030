-- Deploy yimeng:ym_worker_loads_clauses to mysql
-- Conditions of a loaded version.
GRANT INSERT ON aid_clause TO ym_worker@localhost;
