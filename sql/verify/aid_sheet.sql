-- Verify yimeng:aid_sheet on mysql
SELECT id, unit_id, path, quarter, run_id, frozen_at, frozen_by, eligible, awarded, awarded_fen, left_out, not_entitled, to_ask,
	not_enrolled, not_listed, help_open, help_overdue
FROM aid_sheet WHERE FALSE;
