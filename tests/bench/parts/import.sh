# An import: 20,000 students from an .xlsx, looked through and written with seals, indexes, history and trail, against a bare loop of
# prepared single INSERTs of the very same rows, sealed already, in one transaction. And again, when nothing is new; and with a
# tenth changed.
students=20000 schools=516

bring() {
	/usr/bin/time --output="$results/import.memory" --format=%M "$build/yimeng" import student "$1" --unit "$city" --source bench --commit \
		"$lab/yimeng.conf" >"$results/import.said" 2>>"$log" || fail "yimeng import failed, see $results/import.said and $log"
}

# said WHAT COLUMN: of the line that begins so.
said() { awk -F'\t' -v what="$1" -v column="$2" '$1 == what { print $column + 0 }' "$results/import.said"; }
took() { awk -F'\t' '{ ms += $7 } END { print ms }' "$results/import.said"; }

forget_students() {
	sql yimeng --execute='DELETE FROM student_history; DELETE FROM student WHERE code NOT IN (SELECT code FROM bench_kept)'
}

import() {
	local city ours bare round memory=0 peak
	city=$(sql yimeng --execute='SELECT id FROM unit WHERE parent_id IS NULL')
	sql yimeng --execute="INSERT INTO unit (kind, name, parent_id, path, valid_from)
		SELECT 'school', CONCAT('基准学校', LPAD(n.seq, 3, '0')), t.id, '', '2000-01-01' FROM seq_1_to_$schools n
			JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM unit WHERE kind = 'township') t ON t.place = 1 + n.seq % 100
		WHERE NOT EXISTS (SELECT 1 FROM unit WHERE name = '基准学校001');
		UPDATE unit u JOIN unit p ON p.id = u.parent_id SET u.path = CONCAT(p.path, u.id, '/') WHERE u.path = '';
		CREATE TABLE IF NOT EXISTS bench_kept AS SELECT code FROM student"
	"$build/tests/bench/import_bench" book "$results/students.xlsx" $students $schools || fail "no book"
	rm -f "$results/import.a" "$results/import.b"
	for ((round = 1; round <= rounds; round++)); do
		forget_students
		bring "$results/students.xlsx"
		[ "$(said committed 3)" = $students ] || fail "not all were new, see $results/import.said"
		took >>"$results/import.a"
		awk -F'\t' '{ print $1, $7 }' "$results/import.said" >>"$results/import.phases"
		peak=$(cat "$results/import.memory")
		[ "$peak" -le "$memory" ] || memory=$peak
		read -r _ bare < <("$build/tests/bench/import_bench" bare "$lab/yimeng.conf" "$(id -un)") || fail "import_bench failed"
		awk -v s="$bare" 'BEGIN { print s * 1000 }' >>"$results/import.b"
	done
	row import-vs-bare "$(ratio import b 1)" "x time" "<= 5"
	row import-memory "$(awk -v k="$memory" 'BEGIN { print k / 1024 }')" "MB at most" "<= 64"
	note "$students students in $(middle import.a 1) ms (checked and committed: $(awk '{ ms[$1] += $2; n[$1]++ } END { for (w in ms) printf "%s %.0f ms ", w, ms[w] / n[w] }' "$results/import.phases")), bare $(middle import.b 1) ms; the pairs: $(of_pairs import b 1)"
	bring "$results/students.xlsx"
	[ "$(said checked 5)" = $students ] || fail "the same file is not the same, see $results/import.said"
	note "the same file again: $(took) ms"
	sql yimeng --execute='DELETE FROM student_history; DELETE FROM student WHERE code NOT IN (SELECT code FROM bench_kept); DROP TABLE bench_kept'
}

lab_start
import
