-- Verify yimeng:import_kind_aid on mysql
SELECT sqitch.checkit(column_type LIKE '%award_pay%poverty%', 'imports take no lists of aid') FROM information_schema.columns
	WHERE table_schema = DATABASE() AND table_name = 'import' AND column_name = 'kind';
