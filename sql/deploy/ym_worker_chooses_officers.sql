-- Deploy yimeng:ym_worker_chooses_officers to mysql
-- Late concerns climb to another officer.
GRANT SELECT ON concern_officer TO ym_worker@localhost;
