-- Deploy yimeng:ym_admin_reads_concern_held to mysql
-- Who never had a concern may confirm that it is unfounded.
GRANT SELECT ON concern_held TO ym_admin@localhost;
