-- Deploy yimeng:ym_admin_keeps_clauses to mysql
-- Staff write conditions of a draft.
GRANT INSERT, UPDATE, DELETE ON aid_clause TO ym_admin@localhost;
