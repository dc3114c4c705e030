-- Deploy yimeng:ym_admin_chooses_help_officers to mysql
-- Requests are given to an officer.
GRANT SELECT ON help_officer TO ym_admin@localhost;
