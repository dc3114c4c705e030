-- Deploy yimeng:ym_admin_changes_licences to mysql
-- Licences change by a revision that a second person approved.
GRANT SELECT, UPDATE (licence_number) ON charity TO ym_admin@localhost;
