-- Verify yimeng:attempt on mysql
SELECT kind, subject, window_start, failures
	FROM attempt WHERE FALSE;
