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

# run_load NAME SIDE PIDS WRK_ARGUMENTS…: one run of wrk, a line into the side's file; `answered` is the number of requests.
run_load() {
	local file=$results/$1.$2 pids=$3 before after line
	shift 3
	before=$(processor $pids)
	line=$(wrk --duration "${seconds}s" --timeout 10s "$@" 2>&1 | tee -a "$log" | grep '^wrk ') || fail "wrk said nothing, see $log"
	after=$(processor $pids)
	answered=$(echo "$line" | cut -d' ' -f2)
	echo "$line" | awk -v ticks="$((after - before))" -v hertz="$ticks" '
		$4 > 0 { exit 1 }
		{ printf "%.1f %s %s", $2 / $3, $5, $6; if (ticks) printf " %.4f", ticks * 1000 / hertz / $2; print "" }' >>"$file" ||
		fail "$file: requests failed ($line), see $log"
}

# get NAME SIDE PIDS URL: the same page again and again, on 64 connections.
get() { run_load "$1" "$2" "$3" --threads 2 --connections 64 --script "$YM_LOAD/report.lua" "$4"; }

# versus NAME FUNCTION…: A B A B …, or A B C A B C …; each is called with NAME and its side, a b c, and does one run_load.
versus() {
	local round name=$1 side function
	shift
	rm -f "$results/$name".[abc]
	for ((round = 1; round <= rounds; round++)); do
		side=a
		for function; do
			"$function" "$name" $side
			side=$(echo $side | tr ab bc)
		done
	done
}

median() { sort -n | awk '{ a[NR] = $1 } END { if (NR) print NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'; }
middle() { awk -v c="$2" 'c <= NF { print $c }' "$results/$1" | median; }

# ratios NAME SIDE COLUMN: of side a to that side, a line a pair.
ratios() { paste -d' ' "$results/$1.a" "$results/$1.$2" | awk -v c="$3" '{ print $c / $(NF / 2 + c) }' | sort -n; }
ratio() { ratios "$@" | median; }

# of_pairs NAME SIDE COLUMN: the smallest and the largest of them.
of_pairs() { ratios "$@" | awk '{ a[NR] = $1 } END { printf "%.2f to %.2f", a[1], a[NR] }'; }

# speeds NAME LABEL…
speeds() {
	local name=$1 side=a label processor
	shift
	for label; do
		processor=$(middle "$name.$side" 4)
		note "$label: $(middle "$name.$side" 1) requests/s, p50 $(middle "$name.$side" 2) ms, p99 $(middle "$name.$side" 3) ms${processor:+, $processor ms of processor each}"
		[ $side = a ] || note "    the pairs: $(of_pairs "$name" $side 1)"
		side=$(echo $side | tr ab bc)
	done
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
