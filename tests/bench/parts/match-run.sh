# A run of the matching at its real size, from the database to stored proposals with every part of their scores and the reasons of the
# others: 10,000 families that came forward, 6,214 of them approved, 3,114 students of as many households, in all townships of Linyi.
matched_students=3114 matched_families=10000

match_people() {
	# A school in every township, so that students live everywhere.
	sql yimeng --execute="INSERT INTO unit (kind, code, name, parent_id, path, valid_from)
		SELECT 'school', CONCAT('2', t.code), CONCAT(t.name, '基准小学'), t.id, '', '2000-01-01' FROM unit t
			LEFT JOIN unit u ON u.kind = 'school' AND u.code = CONCAT('2', t.code) WHERE t.kind = 'township' AND t.code IS NOT NULL AND u.id IS NULL;
		UPDATE unit u JOIN unit p ON p.id = u.parent_id SET u.path = CONCAT(p.path, u.id, '/') WHERE u.path = ''"
	sql yimeng <"$top/data/demo_places.sql"
	"$build/yimeng" match demo "$top/data/demo_words.tsv" $matched_students $matched_families "$lab/yimeng.conf" >>"$log" 2>&1 || fail "no families could be made, see $log"
	{ echo 'SET @all_open = TRUE;'; cat "$top/data/demo_pairing.sql"; } | sql yimeng || fail "the families could not be approved"
}

# told WORD: of what yimeng match run printed.
told() { awk -F'\t' -v word="$1" '$1 == word { print $2 }' "$results/match.said"; }

match_run() {
	local city round peak=0 digests
	city=$(sql yimeng --execute='SELECT id FROM unit WHERE parent_id IS NULL')
	rm -f "$results/match.a"
	for ((round = 1; round <= rounds; round++)); do
		/usr/bin/time --output="$results/match.memory" --format='%e %M' "$build/yimeng" match run "$city" "$lab/yimeng.conf" \
			>"$results/match.said" 2>>"$log" || fail "yimeng match run failed, see $log"
		[ "$(told students)" = $matched_students ] && [ "$(told families)" = 6214 ] || fail "another size, see $results/match.said"
		awk '{ print $1 }' "$results/match.memory" >>"$results/match.a"
		[ "$(awk '{ print $2 }' "$results/match.memory")" -le "$peak" ] || peak=$(awk '{ print $2 }' "$results/match.memory")
	done
	digests=$(sql yimeng --execute='SELECT COUNT(DISTINCT input_digest), COUNT(DISTINCT score) FROM match_run')
	[ "$digests" = "1	1" ] || fail "the same input gave different runs: $digests"
	row match-run "$(middle match.a 1)" "s" "<= 3"
	row match-run-memory "$(awk -v k="$peak" 'BEGIN { print k / 1024 }')" "MB at most" "<= 100"
	note "$(told edges) possible pairs, $(told first) students with a family, $(told second) with two, in $(told rounds) rounds of the solver; solved in $(sql yimeng --execute='SELECT ROUND(AVG(solve_us) / 1000) FROM match_run') ms"
}

# What staff wait for who approve a family: the request that approves it and offers it its best open student, to the stored pair. It was
# approved before and is undone; the students are all open, the other families all wait.
offered_families=9
offers() {
	local cookie code url pair status took
	make -C "$build" --silent tests/client/staff_secret >>"$log" 2>&1 || fail "staff_secret does not build, see $log"
	cookie=$(signed_in city TRUE) || exit
	rm -f "$results/offer.a"
	for code in $(sql yimeng --execute="SELECT code FROM family WHERE state = 'approved' ORDER BY CRC32(code) LIMIT $offered_families"); do
		sql yimeng --execute="UPDATE family SET approved_at = NULL, approved_by = NULL, approved_until = NULL, decided_by = NULL WHERE code = '$code'"
		url=http://127.0.0.1:$port/yimeng/admin/families/$code
		fetch -H "Cookie: $cookie" "$url" | sed -n "/\/approve\"/,\$p" | grep -om1 'name="form_token" value="[^"]*"' | cut -d'"' -f4 | tr -d '\n' \
			>"$results/offer.token"
		[ -s "$results/offer.token" ] || fail "family $code cannot be approved"
		fetch -o "$results/offer.html" -w '%{http_code} %{time_total}\n' -H "Cookie: $cookie" --data-urlencode "form_token@$results/offer.token" "$url/approve" \
			>"$results/offer.said"
		read -r status took <"$results/offer.said"
		[ "$status" = 303 ] || fail "family $code was not approved: $status, see $results/offer.html"
		pair=$(sql yimeng --execute="SELECT p.code FROM pair p JOIN family f ON f.id = p.family_id WHERE f.code = '$code' AND p.state = 'held'")
		[ -z "$pair" ] || echo "$took" >>"$results/offer.a"
	done
	[ -s "$results/offer.a" ] || fail "no family was offered anybody"
	row family-offer "$(middle offer.a 1)" "s" "<= 1"
	note "$(wc -l <"$results/offer.a") of $offered_families families were offered a student, the slowest after $(sort -n "$results/offer.a" | tail -1) s"
}

lab_start
match_people
match_run
offers
