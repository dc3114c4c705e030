# The solver and LEMON on the same instances, in turn; where their optima differ there are no figures. The nation, half a million
# students, with BENCH_FULL=1.
solve_ways="simplex-block simplex-block-in-order simplex-block-near simplex-block-in-order-near simplex-altering simplex-altering-near
	simplex-candidates-near scaling-partial-augment-near"

# LEMON may have come after the build folder was configured.
solve_ready() {
	[ -x "$build/tests/bench/solve_bench" ] && return
	(cd "$build" && ./config.status --recheck && ./config.status && make --silent tests/bench/solve_bench) >>"$log" 2>&1 ||
		fail "solve_bench does not build: are g++ and liblemon-dev there? See $log"
}

# of NAME COLUMN: of the line of that name in what solve_bench said.
of() { awk -v name="$1" -v c="$2" '$1 == name { print $c }' <<<"$out"; }

# solve_beside KIND ROUNDS TARGET WAY…
solve_beside() {
	local kind=$1 rounds=$2 target=$3
	shift 3
	out=$("$build/tests/bench/solve_bench" "$kind" "$rounds" "$@" 2>>"$log") || fail "solve_bench $kind failed, see $log"
	echo "$out" >>"$log"
	row "solve-$kind" "$(of ratio 2)" "x LEMON" "$target"
	note "$(of instance 3) students, $(of instance 4) families, $(of instance 5) edges: $(of ours 2) s, $(of ours 3) bytes an edge; LEMON $(of best 2) s"
	note "LEMON's ways: $(awk '/^(simplex|scaling)/ { printf "%s%s %s", n++ ? ", " : "", $1, $2 }' <<<"$out")"
}

solve_ready
solve_beside real 9 ">= 2.5" $solve_ways
solve_beside ties 7 ">= 1" $solve_ways
solve_beside province 3 ">= 5" $solve_ways
row solve-bytes-an-edge "$(of ours 3)" "bytes" "<= 26"
# Nothing is near where all are candidates of all; the other ways are slower here.
solve_beside dense 1 ">= 8" simplex-block-in-order simplex-altering

# One change after the other at the province's size, each repaired and certified.
out=$("$build/tests/bench/change_bench" province 18000 2>>"$log") || fail "change_bench failed, see $log"
echo "$out" >>"$log"
row solve-change-p99 "$(awk '$1 == "all" { print $4 / 1000 }' <<<"$out")" "ms" "<= 1"
note "microseconds, half of them at most and 99 of 100 at most: $(awk '{ printf "%s%s %.0f %.0f", n++ ? ", " : "", $1, $3, $4 }' <<<"$out")"

if [ -n "${BENCH_FULL:-}" ]; then
	solve_beside nation 1 ">= 6" simplex-block-near simplex-block-in-order-near
	row solve-nation-memory "$(of peak 2)" "MB" "<= 1000"
fi
