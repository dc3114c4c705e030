-- Deploy yimeng:pledge_erased to mysql
-- A giver may be forgotten: the sealed fields become NULL, and only then. An organisation keeps its name, which is not personal.
ALTER TABLE pledge
	ADD COLUMN IF NOT EXISTS erased_at DATETIME(6) NULL,
	MODIFY COLUMN name_sealed VARBINARY(800) NULL COMMENT 'NULL, as all sealed fields: erased',
	MODIFY COLUMN telephone_sealed VARBINARY(200) NULL,
	DROP CONSTRAINT IF EXISTS pledge_erased_whole,
	DROP CONSTRAINT IF EXISTS pledge_named_until_erased,
	ADD CONSTRAINT pledge_erased_whole CHECK ((erased_at IS NULL) = (telephone_sealed IS NOT NULL)),
	ADD CONSTRAINT pledge_named_until_erased CHECK (erased_at IS NOT NULL OR name_sealed IS NOT NULL);
