# 6. Memory of one process with sixteen workers: lists, campaigns, forms, and pledges in between.
reads() {
	wrk --duration 3s --threads 1 --connections 64 --script "$YM_LOAD/pages.lua" "http://127.0.0.1:$direct" -- "$@" |
		awk '$1 == "wrk" && $4 == 0 { print $2 }'
}
pages=(/yimeng/pledge/ /yimeng/pledge/campaigns/{1001,1002,1003} /yimeng/pledge/campaigns/1001/pledge /yimeng/pledge/campaigns.json /yimeng/pledge/?page=2)
answered=0
serve_until() {
	local more
	while [ "$answered" -lt "$1" ]; do
		more=$(reads "${pages[@]}")
		[ "${more:-0}" -gt 0 ] || fail "the program does not answer"
		answered=$((answered + more))
	done
}

lab_start
site stop "$lab" program && site start "$lab" program "$port" || fail "the program does not start again"
serving=$(pgrep -P "$(pid_of pledge)")
serve_until 50000
first=$(memory $serving) after_first=$answered
serve_until $((after_first + 50000))
second=$(memory $serving)
row 6-memory "$(awk -v k="$second" 'BEGIN { print k / 1024 }')" "MB of PSS" "<= 12"
row 6-memory-growth "$(awk -v a="$first" -v b="$second" 'BEGIN { print (b - a) / 1024 }')" "MB of PSS" "<= 0.1"
note "$first KB after $after_first requests, $second KB after $answered"

php_start
reads /php/list/ >/dev/null
note "PHP-FPM, $workers children and their master: $(memory $(php_pids)) KB"
