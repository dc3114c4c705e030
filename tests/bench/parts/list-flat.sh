# The list's query on 100 campaigns and on 100,000 with pledges: 1,000,000, or 10,000,000 with BENCH_FULL=1.
pledges=1000000 chunk=500000
[ -z "${BENCH_FULL:-}" ] || pledges=10000000
large=yimeng_large

need_space() { [ "$(df --output=avail -BM "$lab" | tail -n 1 | tr -dc 0-9)" -ge "$1" ] || fail "list-flat needs $1 MB below $lab"; }

fill() {
	local from
	sql --execute="CREATE DATABASE IF NOT EXISTS $large"
	(cd "$top/sql" && SQITCH_FULLNAME=bench SQITCH_EMAIL=bench@localhost sqitch deploy --quiet --registry sqitch_large \
		"db:mysql://$(id -un)@/$large?mysql_socket=$run/mariadb.sock") >>"$log" 2>&1 || fail "the second schema could not be deployed"
	"$top/data/load-divisions.sh" | sql $large
	sql_file data.sql $large @campaigns=100000 || fail "100,000 campaigns could not be loaded"
	for ((from = $(sql --execute='SELECT COUNT(*) FROM pledge' $large); from < pledges; from += chunk)); do
		sql_file pledges.sql $large @from=$from @to=$((from + chunk)) unique_checks=0 foreign_key_checks=0 ||
			fail "pledges could not be loaded"
	done
	sql --execute='ANALYZE TABLE campaign, campaign_tally, pledge' $large >>"$log"
}

lab_start
need_space $((pledges / 1000 + 500))
began=$SECONDS
fill
note "100,000 campaigns and $(sql --execute='SELECT COUNT(*) FROM pledge' $large) pledges, loaded in $((SECONDS - began)) s"
sed "s/^name = yimeng$/name = $large/" "$lab/yimeng.conf" >"$lab/large.conf"
out=$("$build/tests/bench/list_query" "$lab/yimeng.conf" "$lab/large.conf") || fail "list_query failed"
echo "$out" >>"$log"
row "list-flat-100k-$((pledges / 1000000))M" "$(echo "$out" | awk '/^list-/ { if ($4 > most) most = $4 } END { print most }')" "x time" "<= 1.3"
while read -r what small great ratio; do note "$what: $small us, $great us, $ratio x"; done <<<"$out"
