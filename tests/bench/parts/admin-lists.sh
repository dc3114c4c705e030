# Staff's lists with a million rows of each kind: how long a page takes, as one browser waits for it on one connection through the
# site's own nginx, and what its statements take of that. Last of all parts: what it loads stays in the site's database.
list_rows=${BENCH_ROWS:-1000000}
client() { sql yimeng "$@"; }
. "$here/lists.sh"

# page WHO PATH: the median of some hundred askings, one after the other, in milliseconds.
page() {
	local url=http://127.0.0.1:$port/yimeng/admin$2 name=lists.$1.$((pages += 1)) status bytes ms
	read -r status bytes < <(fetch -o "$results/$name.html" -w '%{http_code} %{size_download}\n' -H "Cookie: ${cookies[$1]}" "$url")
	[ "$status" = 200 ] || fail "$1 $2: $status, see $results/$name.html"
	rm -f "$results/$name.a"
	seconds=1 run_load "$name" a "" --threads 1 --connections 1 --script "$YM_LOAD/report.lua" --header "Cookie: ${cookies[$1]}" "$url"
	ms=$(middle "$name.a" 2)
	printf '%s %s %s %s\n' "$ms" "$1" "$2" "$bytes" >>"$results/admin-lists.txt"
	note "$1 $2: $ms ms, $bytes bytes, $answered askings"
}

admin_lists() {
	local middle_id=$((1000000 + list_rows / 2)) school=%E6%B5%8B%E9%87%8F%E5%B0%8F%E5%AD%A6
	local -A cookies
	local pages=0 town="u.id = 1000020" county="u.id = (SELECT parent_id FROM unit WHERE id = 1000020)" who
	cookies=([city]=$(signed_in city 'u.kind = "city"') [county]=$(signed_in county "$county") [township]=$(signed_in township "$town")
		[charity]=$(signed_in charity TRUE) [system]=$(signed_in system TRUE) [audit]=$(signed_in audit TRUE))
	rm -f "$results/admin-lists.txt"
	for who in city county township charity system; do page $who /; done
	for who in city county charity; do
		page $who "/campaigns?state=published"
		page $who "/telephones"
		page $who "/requests"
	done
	page city "/requests?state=decided"
	page city "/campaigns?state=published&words=9"
	page city "/pledges?state=fulfilled"
	page city "/pledges?state=fulfilled&after=$middle_id"
	page city "/pledges?state=registered"
	page city "/pledges?state=fulfilled&campaign=$first_campaign&after=$middle_id"
	for who in city county township; do
		page $who /units
		page $who "/units?kind=school"
		page $who "/units?ended=1"
		page $who /students
		page $who "/students?stage=primary&hardship=orphan"
		page $who /accounts
		page $who "/accounts?after=measure005000"
		page $who "/accounts?words=measure0050"
		page $who /jobs
		page $who "/jobs?state=failed"
		page $who /imports
	done
	page city "/units?words=${school}05"
	page city "/units?after=2050000+${school}050000"
	page city "/jobs?after=$middle_id"
	page system /jobs
	page system "/jobs?after=$middle_id"
	page system "/jobs?state=failed"
	page system /outbox
	page system "/outbox?after=$middle_id"
	page system "/outbox?state=failed"
	page audit /audit
	page audit "/audit?after=$((10000000 + list_rows / 2))"
	page audit "/audit?actor=measure000007"
	row admin-lists-slowest "$(cut -d' ' -f1 "$results/admin-lists.txt" | sort -n | tail -n 1)" "ms" "<= 5"
	note "the slowest: $(sort -rn "$results/admin-lists.txt" | head -n 3 | tr '\n' ';')"
	note "of $pages pages the median takes $(cut -d' ' -f1 "$results/admin-lists.txt" | median) ms"
}

lab_start
site stop "$lab" worker || fail "the worker does not end"
make -C "$build" --silent tests/client/staff_secret >>"$log" 2>&1 || fail "staff_secret does not build, see $log"
began=$SECONDS
[ "$(sql yimeng --execute='SELECT COUNT(*) FROM job WHERE id > 1000000')" -gt 0 ] ||
	lists_fill "$list_rows" "$build" "$lab/secret/keys" $first_campaign 100 >>"$log" 2>&1 || fail "the rows could not be loaded, see $log"
note "$list_rows rows of each kind, loaded in $((SECONDS - began)) s"
"$build/tests/bench/list_reads" "$run/mariadb.sock" "$(id -un)" "$lab/secret/keys" "$list_rows" >"$results/list-reads.txt" 2>>"$log" ||
	fail "list_reads failed, see $log"
row admin-lists-statement "$(awk '$NF > most { most = $NF } END { print most / 1000 }' "$results/list-reads.txt")" "ms" "<= 5"
note "the slowest: $(sort -k 6 -rn "$results/list-reads.txt" | head -n 3 | tr '\n' ';')"
admin_lists
