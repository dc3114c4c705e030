-- Verify yimeng:concern_officer on mysql
SELECT account_id, name, role, path, unit, open_concerns FROM concern_officer WHERE FALSE;
