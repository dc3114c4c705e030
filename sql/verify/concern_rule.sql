-- Verify yimeng:concern_rule on mysql
SELECT kind, hours, report_hours FROM concern_rule WHERE FALSE;
