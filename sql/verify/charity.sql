-- Verify yimeng:charity on mysql
SELECT id, name, credit_code, licence_number, address, telephone
	FROM charity WHERE FALSE;
