# Exports in constant memory: the trail with a hundred thousand rows, and with a million, as CSV and as .xlsx, made by `yimeng worker`;
# the peak of its memory must not follow.
trail_rows=${BENCH_TRAIL:-1000000}

# The file asked for by a member of staff of the bench's own, and made: milliseconds, and the worker's peak in KB.
make_export() {
	local format=$1 filter=$2
	sql yimeng --execute="INSERT INTO export (serial, kind, format, account_id, role, unit_path, filter, unmasked, asked_at)
			SELECT UPPER(LEFT(REPLACE(UUID(), '-', ''), 9)), 'audit', '$format', id, 'audit', '/', '$filter', FALSE, UTC_TIMESTAMP(6) FROM account ORDER BY id LIMIT 1;
		INSERT INTO job (kind, subject, unit_path, queued_at, not_before) VALUES ('export', CONCAT('export:', LAST_INSERT_ID()), '/', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))"
	/usr/bin/time --output="$results/export.time" --format='%e %M' "$build/yimeng" worker --once "$lab/yimeng.conf" >>"$log" 2>&1 || fail "the worker failed, see $log"
	[ "$(sql yimeng --execute='SELECT ready_at IS NOT NULL FROM export ORDER BY id DESC LIMIT 1')" = 1 ] || fail "no export was made, see $log"
	read -r seconds_taken peak <"$results/export.time"
	made_rows=$(sql yimeng --execute='SELECT row_count FROM export ORDER BY id DESC LIMIT 1')
	made_mb=$(sql yimeng --execute='SELECT ROUND(u.bytes / 1048576, 1) FROM export e JOIN upload u ON u.id = e.upload_id ORDER BY e.id DESC LIMIT 1')
	sql yimeng --execute='DELETE FROM upload_piece'
}

# plant ROWS ACTION: events with what a real one carries. The chain is not theirs, so they go again.
plant() {
	sql yimeng --execute="INSERT INTO audit_event (seq, at, account_id, actor, role, action, subject, unit_path, outcome, reason, detail, hash)
		SELECT m.last + s.seq, UTC_TIMESTAMP(6), NULL, CONCAT('bench', s.seq % 1000), 'city', '$2', CONCAT('student:', LPAD(s.seq, 9, '0')), '/1/2/3/', 'done',
			NULL, '{\"telephone\":[true,true],\"grade\":[3,4]}', REPEAT('h', 32)
		FROM seq_1_to_$1 s JOIN (SELECT COALESCE(MAX(seq), 0) AS last FROM audit_event) m"
}

export_trail() {
	local format few
	site stop "$lab" worker || fail "the worker does not end"
	plant $((trail_rows / 10)) bench_few
	plant $trail_rows bench_many
	for format in csv xlsx; do
		make_export $format action=bench_few
		few=$peak
		note "$format, $made_rows rows: $seconds_taken s, $few KB at most, $made_mb MB"
		make_export $format action=bench_many
		[ "$made_rows" = "$trail_rows" ] || fail "only $made_rows rows"
		row "export-$format-memory" "$(awk -v k="$peak" 'BEGIN { print k / 1024 }')" "MB at most" "<= 64"
		row "export-$format-memory-growth" "$(awk -v a="$few" -v b="$peak" 'BEGIN { print (b - a) / 1024 }')" "MB" "<= 2"
		note "$format, $made_rows rows: $seconds_taken s, $peak KB at most, $made_mb MB"
	done
	sql yimeng --execute="DELETE FROM audit_event WHERE action IN ('bench_few', 'bench_many')"
}

lab_start
export_trail
