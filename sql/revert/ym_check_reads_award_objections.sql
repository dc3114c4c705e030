-- Revert yimeng:ym_check_reads_award_objections from mysql
REVOKE SELECT (id, notice_id, line, raised_at, decided_at, decided_by, upheld) ON award_objection FROM
	ym_check@localhost;
