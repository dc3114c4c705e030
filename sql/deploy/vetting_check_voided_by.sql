-- Deploy yimeng:vetting_check_voided_by to mysql
-- Who of staff voided a check; NULL: nobody did, or the family by a move or by who left.
ALTER TABLE vetting_check
	ADD COLUMN IF NOT EXISTS voided_by BIGINT NULL,
	ADD CONSTRAINT vetting_check_voider FOREIGN KEY IF NOT EXISTS (voided_by) REFERENCES account (id),
	DROP CONSTRAINT IF EXISTS vetting_check_voided_when,
	ADD CONSTRAINT vetting_check_voided_when CHECK (voided_by IS NULL OR voided_at IS NOT NULL);
