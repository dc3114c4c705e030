-- Verify yimeng:award_notice on mysql
SELECT id, code, school_id, path, programme_id, period, awards, posted_on, objections_until, removed_on, made_at,
	made_by
FROM award_notice WHERE FALSE;
