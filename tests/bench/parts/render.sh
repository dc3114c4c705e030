# 1. The compiled template against C written by hand for the same page.
render() {
	local pages=$here/pages out counted=() way
	out=$("$build/tests/bench/render_bench" "$pages") || fail "render_bench failed"
	read -r _ hand flat ratio bytes <<<"$out"
	row 1-render-vs-hand "$ratio" "x" "<= 1.4"
	note "$bytes bytes: by hand $hand ns, template $flat ns"
	command -v valgrind >/dev/null || { note "instructions not counted: no valgrind"; return; }
	for way in hand flat; do counted+=("$(instructions "$way")"); done
	note "instructions a page: by hand ${counted[0]}, template ${counted[1]}, $(ratio_of "${counted[1]}" "${counted[0]}") x"
}

# Of one page: the difference that 200 more make.
instructions() {
	local few many
	few=$(count_instructions "$1" 100)
	many=$(count_instructions "$1" 300)
	echo $(((many - few) / 200))
}

count_instructions() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$build/tests/bench/render_bench" "$here/pages" "$1" "$2" 2>&1 |
		awk '/Collected/ { print $NF }'
}

ratio_of() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

render
