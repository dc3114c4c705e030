-- Verify yimeng:help_officer on mysql
SELECT account_id, name, role, path, unit, open_requests FROM help_officer WHERE FALSE;
