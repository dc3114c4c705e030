-- Revert yimeng:ym_admin_keeps_clauses from mysql
REVOKE INSERT, UPDATE, DELETE ON aid_clause FROM ym_admin@localhost;
