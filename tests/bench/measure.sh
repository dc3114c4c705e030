# Measuring: wrk in paired, interleaved runs, medians, processor time, memory, and the table. Sourced by bash.

rounds=${BENCH_ROUNDS:-3}
seconds=${BENCH_SECONDS:-5}
ticks=$(getconf CLK_TCK)

# The files of one comparison: results/NAME.SIDE, a line a run: requests/s, p50 ms, p99 ms, processor ms per request.

# processor PID…: ticks of processor time these processes have used, threads and ended children included.
processor() {
	local pid fields sum=0
	for pid; do
		read -r fields <"/proc/$pid/stat" || continue
		fields=${fields##*) }
		set -- $fields
		sum=$((sum + ${12} + ${13} + ${14} + ${15}))
	done
	echo $sum
}

# children PID: it and its children.
children() { echo "$1" $(pgrep -P "$1"); }

# run_load NAME SIDE PIDS WRK_ARGUMENTS…: one run of wrk, a line into the side's file.
run_load() {
	local file=$results/$1.$2 pids=$3 before after line
	shift 3
	before=$(processor $pids)
	line=$(wrk --duration "${seconds}s" --timeout 10s "$@" 2>&1 | tee -a "$log" | grep '^wrk ') || fail "wrk said nothing, see $log"
	after=$(processor $pids)
	echo "$line" | awk -v ticks="$((after - before))" -v hertz="$ticks" '
		$4 > 0 { exit 1 }
		{ printf "%.1f %s %s", $2 / $3, $5, $6; if (ticks) printf " %.4f", ticks * 1000 / hertz / $2; print "" }' >>"$file" ||
		fail "$file: requests failed ($line), see $log"
}

# get NAME SIDE PIDS URL: the same page again and again, on 64 connections.
get() { run_load "$1" "$2" "$3" --threads 2 --connections 64 --script "$YM_LOAD/report.lua" "$4"; }

# versus NAME FUNCTION_A FUNCTION_B: A B A B …; each is called with NAME, its side and the round, and does one run_load.
versus() {
	local round
	rm -f "$results/$1".[ab]
	for ((round = 1; round <= rounds; round++)); do
		"$2" "$1" a "$round"
		"$3" "$1" b "$round"
	done
}

median() { sort -n | awk '{ a[NR] = $1 } END { if (NR) print NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'; }
middle() { awk -v c="$2" 'c <= NF { print $c }' "$results/$1" | median; }

# ratio NAME COLUMN: median of the pairs' ratios, a to b.
ratio() { paste -d' ' "$results/$1.a" "$results/$1.b" | awk -v c="$2" '{ print $c / $(NF / 2 + c) }' | median; }

# of_pairs NAME COLUMN: the smallest and the largest of them.
of_pairs() {
	paste -d' ' "$results/$1.a" "$results/$1.b" | awk -v c="$2" '{ print $c / $(NF / 2 + c) }' | sort -n |
		awk '{ a[NR] = $1 } END { printf "%.2f to %.2f", a[1], a[NR] }'
}

# speeds NAME LABEL_A LABEL_B
speeds() {
	local side label processor
	for side in a b; do
		label=$2
		[ $side = a ] || label=$3
		processor=$(middle "$1.$side" 4)
		note "$label: $(middle "$1.$side" 1) requests/s, p50 $(middle "$1.$side" 2) ms, p99 $(middle "$1.$side" 3) ms${processor:+, $processor ms of processor each}"
	done
	note "the pairs: $(of_pairs "$1" 1)"
}

# row NAME VALUE UNIT TARGET: TARGET is `>= N` or `<= N`.
row() {
	local met
	met=$(awk -v v="$2" -v t="$4" 'BEGIN { split(t, w, " "); print (w[1] == ">=" ? v + 0 >= w[2] + 0 : v + 0 <= w[2] + 0) ? "yes" : "no" }')
	printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$(printf '%.3g' "$2")" "$3" "$4" "$met" >>"$table"
	printf '%-34s %9.3g %-12s %-10s %s\n' "$1" "$2" "$3" "$4" "$([ "$met" = yes ] || echo 'NOT MET')"
}

note() { printf '    %s\n' "$*"; }

# memory PID…: kilobytes of PSS.
memory() {
	local pid
	for pid; do awk '/^Pss:/ { print $2 }' "/proc/$pid/smaps_rollup"; done | awk '{ sum += $1 } END { print sum }'
}
