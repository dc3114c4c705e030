-- Revert yimeng:vetting_check_voided_by from mysql
ALTER TABLE vetting_check
	DROP CONSTRAINT IF EXISTS vetting_check_voided_when,
	DROP FOREIGN KEY IF EXISTS vetting_check_voider,
	DROP KEY IF EXISTS vetting_check_voider,
	DROP COLUMN IF EXISTS voided_by;
