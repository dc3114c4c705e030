# A slip that is found: the limits, the award and the child read and the name's digests compared, against one SELECT by primary key in the same
# program shape (lookup_bare: form, token, transaction, what the browser keeps, 303). The page that follows writes the trail and is not in it:
# there the database's way to make it durable would be measured.
slip=BENCH0016
name=%E5%BC%A0%E4%B8%89
lookups() { run_load "$1" "$2" "$3" --threads 2 --connections 64 --script "$YM_LOAD/lookup.lua" "http://127.0.0.1:$direct" -- "$lab/lookups" 2 $slip $name "$4"; }
ours() { lookups "$1" "$2" "$(program_pids aid) $(web_pids) $(database_pid)" 0; }
bare() { lookups "$1" "$2" "$(children "$(pid_of bare)") $(web_pids) $(database_pid)" 1; }

# slip_plant: a child on the register with one award, in clear only where the look-up reads it.
slip_plant() {
	local index
	index=$("$build/tests/client/sealed" "$lab/yimeng.conf" index student.name 张三) || return
	sql yimeng --execute="
		INSERT IGNORE INTO student (code, school_id, path, name_index, birth, sex, stage, grade, hardship, row_digest, since, updated_at,
			id_number_sealed)
			SELECT 'BENCHSLIP', id, path, UNHEX('$index'), '2008-01-01', 'female', 'senior', 1, 'registered_poor', REPEAT('x', 32), '2018-01-01',
			'2018-01-01', 'x' FROM unit WHERE kind = 'school' ORDER BY id LIMIT 1;
		INSERT IGNORE INTO award (code, student_id, programme_id, version_id, decided_for, path, period, tier, amount_fen, facts_digest, applied_at,
			changed_at)
			SELECT '$slip', s.id, v.programme_id, v.id, '2018-09-01', s.path, '2018-2', 1, 100000, REPEAT('x', 32), '2018-09-01', '2018-09-01'
			FROM student s JOIN aid_rule_version v WHERE s.code = 'BENCHSLIP' ORDER BY v.id LIMIT 1"
}

lab_start
make -C "$build" --silent tests/client/sealed >>"$log" 2>&1 || fail "sealed does not build, see $log"
slip_plant || fail "the slip could not be planted"
"$build/tests/bench/bench_input" "$lab/yimeng.conf" lookups 4000 >"$lab/lookups" || fail "no tokens could be made"
spawn-fcgi -s "$run/bare.sock" -M 0600 -P "$run/bare.pid" -- "$build/tests/bench/lookup_bare" --config "$lab/yimeng.conf" >>"$log" 2>&1 ||
	fail "lookup_bare does not start"
read -r session token <"$lab/lookups"
for side in 0 1; do
	[ "$(fetch -o /dev/null -w '%{http_code} %header{location}' -H "X-Bare: $side" -b "__Secure-ym-aid=$session" -d "form_token=$token" -d "slip=$slip" \
		-d "name=$name" "http://127.0.0.1:$direct/yimeng/aid/lookup/slip")" = "303 /yimeng/aid/lookup/awards" ] || fail "the slip is not found ($side)"
done
versus aid-lookup ours bare
row aid-lookup-vs-primary-key "$(ratio aid-lookup b 1)" "x requests/s" ">= 0.6"
speeds aid-lookup "a slip looked up" "one SELECT by primary key"
end_pid "$(pid_of bare)"
rm -f "$run/bare.pid"
