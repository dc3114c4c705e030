-- Deploy yimeng:ym_worker_chooses_help_officers to mysql
-- Requests are given to an officer.
GRANT SELECT ON help_officer TO ym_worker@localhost;
