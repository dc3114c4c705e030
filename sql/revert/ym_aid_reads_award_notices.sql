-- Revert yimeng:ym_aid_reads_award_notices from mysql
REVOKE SELECT (id, code, school_id, programme_id, period, awards, posted_on, objections_until, removed_on) ON
	award_notice FROM ym_aid@localhost;
