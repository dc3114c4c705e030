-- Revert yimeng:pledge_erased from mysql
-- What was erased cannot come back: such a row gets empty bytes, which open to nothing.
ALTER TABLE pledge
	DROP CONSTRAINT IF EXISTS pledge_erased_whole,
	DROP CONSTRAINT IF EXISTS pledge_named_until_erased;
UPDATE pledge SET name_sealed = COALESCE(name_sealed, ''), telephone_sealed = COALESCE(telephone_sealed, '');
ALTER TABLE pledge
	MODIFY COLUMN name_sealed VARBINARY(800) NOT NULL,
	MODIFY COLUMN telephone_sealed VARBINARY(200) NOT NULL,
	DROP COLUMN IF EXISTS erased_at;
