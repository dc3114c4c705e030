-- Deploy yimeng:ym_admin_chooses_officers to mysql
-- Concerns are given to another officer.
GRANT SELECT ON concern_officer TO ym_admin@localhost;
