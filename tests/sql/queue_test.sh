#!/bin/sh
# What the worker and the staff's pages ask of the queue and the outbox, at 100,000 rows each: few rows are read, nothing is sorted.
. "$(dirname "$0")/tap.sh"

sql "INSERT INTO job (kind, unit_path, state, queued_at, not_before, heartbeat_at, ended_at)
		SELECT ELT(1 + seq % 3, 'import', 'export', 'key_rotate'), CONCAT('/1/', seq % 20, '/', seq % 4000, '/'),
			IF(seq < 99900, 'done', IF(seq % 2, 'waiting', 'running')), '2026-01-01' + INTERVAL seq SECOND,
			'2026-01-01' + INTERVAL seq SECOND, '2026-01-01' + INTERVAL seq SECOND, IF(seq < 99900, '2026-01-03', NULL) FROM seq_1_to_100000;
	INSERT INTO outbox (message_key, channel, template, shown_to, state, queued_at, not_before, sending_since)
		SELECT LPAD(seq, 22, '0'), 'sms', 'code', '138****0000', IF(seq < 99900, 'sent', ELT(1 + seq % 3, 'waiting', 'sending', 'failed')),
			'2026-01-01' + INTERVAL seq SECOND, '2026-01-01' + INTERVAL seq SECOND, '2026-01-01' + INTERVAL seq SECOND FROM seq_1_to_100000;
	INSERT INTO telephone_code (purpose, telephone_index, code_digest, sent_at, expires_at)
		SELECT 'mine', UNHEX(SHA2(seq % 20000, 256)), UNHEX(SHA2(seq, 256)), '2026-01-01' + INTERVAL seq SECOND, '2026-01-02' FROM seq_1_to_100000;
	ANALYZE TABLE job, outbox, telephone_code" >/dev/null

# few MOST STATEMENT: prepared, as the programs ask; the first time the server looks up statistics of the tables besides.
few() {
	said=$(sql "PREPARE p FROM \"$2\"; EXECUTE p; FLUSH STATUS; EXECUTE p; SELECT 'rows read', SUM(variable_value)
		FROM information_schema.session_status WHERE variable_name LIKE 'HANDLER_READ%'" | tail -n 1 | cut -f 2)
	[ "$said" -gt 0 ] && [ "$said" -le "$1" ] || { echo "$said rows read, at most $1 expected"; return 1; }
	case $(sql "EXPLAIN $2") in
	*filesort* | *temporary*) sql "EXPLAIN $2"; return 1 ;;
	esac
}

jobs="SELECT j.id, j.kind, a.login FROM job j LEFT JOIN account a ON a.id = j.account_id WHERE"
any="('' = '' OR j.kind = '') ORDER BY j.id DESC LIMIT 26"
try "a page of jobs" few 60 "$jobs j.id < 9223372036854775807 AND $any"
try "a later page" few 60 "$jobs j.id < 50000 AND $any"
of_state="SELECT j.id, j.kind, a.login FROM job j FORCE INDEX (job_by_state) LEFT JOIN account a ON a.id = j.account_id WHERE"
try "a page of a state that is seldom" few 60 "$of_state j.state = 'running' AND j.id < 9223372036854775807 AND $any"
try "a page of a state that is common" few 60 "$of_state j.state = 'done' AND j.id < 70000 AND $any"
try "a page of a county" few 1200 "$jobs j.unit_path LIKE CONCAT('/1/7/', '%') AND j.id < 9223372036854775807 AND $any"
try "the job that waits longest" few 5 "SELECT id FROM job WHERE state = 'waiting' AND not_before <= '2026-06-01' ORDER BY not_before, id LIMIT 1
	FOR UPDATE SKIP LOCKED"
try "the job that fell silent first" few 5 "SELECT id FROM job WHERE state = 'running' AND heartbeat_at < '2026-06-01' ORDER BY heartbeat_at LIMIT 1
	FOR UPDATE SKIP LOCKED"
sql "UPDATE job SET end_due = TRUE WHERE id = 99999" >/dev/null
try "the job whose end is to be seen to" few 5 "SELECT id FROM job WHERE end_due = TRUE ORDER BY id LIMIT 1"
messages="SELECT id, shown_to, state FROM outbox"
try "a page of messages" few 60 "$messages WHERE id < 9223372036854775807 ORDER BY id DESC LIMIT 26"
try "a page of failed ones" few 60 "$messages FORCE INDEX (outbox_by_state) WHERE state = 'failed'
	AND id < 9223372036854775807 ORDER BY id DESC LIMIT 26"
try "a later page of sent ones" few 60 "$messages FORCE INDEX (outbox_by_state) WHERE state = 'sent' AND id < 50000 ORDER BY id DESC LIMIT 26"
try "the message that is due" few 5 "SELECT id FROM outbox WHERE state = 'waiting' AND not_before <= '2026-06-01' ORDER BY not_before, id LIMIT 1
	FOR UPDATE SKIP LOCKED"
try "messages that lost their worker" few 120 "SELECT id FROM outbox WHERE state = 'sending' AND sending_since < '2026-06-01'"
try "the codes of a number" few 30 "SELECT id FROM telephone_code WHERE telephone_index IN (UNHEX(SHA2(7, 256)), UNHEX(SHA2(7, 256)))
	AND purpose = 'mine' ORDER BY id DESC LIMIT 1"
try "the cap on all codes" few 2010 "SELECT sent_at FROM telephone_code WHERE sent_at > '2026-01-01' ORDER BY sent_at DESC LIMIT 1 OFFSET 1999"
finish
