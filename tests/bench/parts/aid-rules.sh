# All programmes of the demonstration weighed against a child's facts, in memory; and what it takes to load them.
aid_rules() {
	local out few many
	lab_start
	out=$("$build/tests/bench/rule_bench" "$lab/yimeng.conf") || fail "rule_bench failed"
	row aid-evaluate "$(of_rules evaluate 2 1000)" "us" "<= 5"
	row aid-evaluate-p99 "$(of_rules evaluate 3 1000)" "us" "<= 5"
	note "a child against $(of_rules book 2 1) programmes of $(of_rules book 3 1) clauses; the next question $(of_rules question 2 1000) us, p99 $(of_rules question 3 1000)"
	note "the programmes are loaded in $(of_rules load 2 1) us, p99 $(of_rules load 3 1); a worker does so once a second"
	command -v valgrind >/dev/null || { note "instructions not counted: no valgrind"; return; }
	few=$(count_rules 1000) && many=$(count_rules 3000)
	note "instructions a child: $(((many - few) / 2000)), making it up included"
}

of_rules() { awk -v name="$1" -v c="$2" -v unit="$3" '$1 == name { printf unit == 1 ? "%d" : "%.2f", $c / unit }' <<<"$out"; }

count_rules() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$build/tests/bench/rule_bench" "$lab/yimeng.conf" "$1" 2>&1 | awk '/Collected/ { print $NF }'
}

aid_rules
