-- Deploy yimeng:ym_aid_reads_award_notices to mysql
-- Anybody may ask for a sheet by its number.
GRANT SELECT (id, code, school_id, programme_id, period, awards, posted_on, objections_until, removed_on) ON
	award_notice TO ym_aid@localhost;
