-- Verify yimeng:division on mysql
SELECT code, parent_code, level, name
	FROM division WHERE FALSE;
