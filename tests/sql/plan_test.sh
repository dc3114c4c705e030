#!/bin/sh
# The plans of the public lists at 5,000 campaigns: an index gives the order, nothing is sorted, no table is read whole.
. "$(dirname "$0")/tap.sh"
load() { mariadb --no-defaults --socket="$socket" --user=root yimeng >/dev/null || exit 99; }
"$top/data/load-divisions.sh" | load
load <"$here/campaigns.sql"

today="'2026-06-15'"
list="SELECT id, title, summary, county, charity, goal, received, pledged, gifts, percent_received, percent_promised, starts, ends,
	DATEDIFF(ends, $today) AS days_left, updated_at FROM public_campaign WHERE"
open="ends >= $today AND starts <= $today"
ending="ends >= $today AND ends <= $today + INTERVAL 14 DAY"
ended="ends < $today AND starts < $today"
page="AND title LIKE '%' ORDER BY"

# plan INDEX SQL: the first table is read by that index, in its order; the others by their primary key.
plan() {
	said=$(sql "EXPLAIN $2")
	[ "$(printf '%s\n' "$said" | head -n 1 | cut -f 6)" = "$1" ] || { echo "not by $1:"; echo "$said"; return 1; }
	case $said in
	*filesort* | *temporary* | *DERIVED* | *"	ALL	"*) echo "$said"; return 1 ;;
	esac
	[ "$(printf '%s\n' "$said" | sed 1d | cut -f 6 | sort -u)" = "${3-PRIMARY}" ] || { echo "$said"; return 1; }
}
try "open, soonest first" plan campaign_by_end "$list $open $page ends, id LIMIT 21"
try "open, a later page" plan campaign_by_end "$list $open $page ends, id LIMIT 21 OFFSET 100"
try "ending, soonest first" plan campaign_by_end "$list $ending $page ends, id LIMIT 21"
try "ended, latest first" plan campaign_by_end "$list $ended $page ends DESC, id DESC LIMIT 21"
try "ended, newest first" plan campaign_by_news "$list $ended $page published_at DESC, id DESC LIMIT 21"
county="county_code = '371323' AND"
try "a county's open, soonest first" plan campaign_by_county_end "$list $county $open $page ends, id LIMIT 21"
try "a county's ending" plan campaign_by_county_end "$list $county $ending $page ends, id LIMIT 21"
try "a county's ended, latest first" plan campaign_by_county_end "$list $county $ended $page ends DESC, id DESC LIMIT 21"
try "one campaign" plan PRIMARY "$list id = 77"
try "the wall" plan allocation_latest "SELECT * FROM public_gift ORDER BY received_on DESC, id DESC LIMIT 20"
try "the wall of one campaign" plan allocation_latest_of_campaign "SELECT * FROM public_gift WHERE campaign_id = 77 ORDER BY received_on DESC, id DESC LIMIT 20"
try "needs" plan need_by_campaign "SELECT item FROM need WHERE campaign_id = 77 ORDER BY id" ""
try "counties" plan division_level "SELECT code, name FROM division WHERE level = 'county' ORDER BY code" ""

# The audit trail: as src/domain/office/audit_list.c asks.
sql "INSERT INTO audit_event (seq, at, actor, role, action, subject, unit_path, outcome, hash)
	SELECT seq, '2026-01-01' + INTERVAL seq MINUTE, ELT(seq % 3 + 1, 'li.wei', 'wang.fang', 'worker'), 'city', ELT(seq % 2 + 1, 'even', 'odd'),
	CONCAT('unit:', seq % 100), '/1/', 'done', '' FROM seq_1_to_20000; ANALYZE TABLE audit_event" >/dev/null
# trail INDEX SUBJECT ACTOR ACTION
audit_columns="SELECT seq, at, actor, role, action, subject, unit_path, outcome, reason, detail FROM audit_event"
trail() { echo "$audit_columns FORCE INDEX ($1) WHERE seq > 100 AND seq < 19000 AND at >= '0001-01-01' AND at < '9999-12-31' AND $2 AND $3 AND $4 ORDER BY seq DESC LIMIT 51"; }
any() { echo "($1 = '' OR '' = '')"; }
only() { echo "($1 = '$2' AND '$2' <> '')"; }
try "the trail's newest" plan PRIMARY "$(trail PRIMARY "$(any subject)" "$(any actor)" "$(any action)")" ""
try "a subject's trail" plan audit_event_of_subject "$(trail audit_event_of_subject "$(only subject unit:7)" "$(any actor)" "$(any action)")" ""
try "a person's trail" plan audit_event_of_actor "$(trail audit_event_of_actor "$(any subject)" "$(only actor li.wei)" "$(any action)")" ""
try "what a person did" plan audit_event_of_actor_action "$(trail audit_event_of_actor_action "$(any subject)" "$(only actor li.wei)" "$(only action odd)")" ""
try "all that was done so" plan audit_event_of_action "$(trail audit_event_of_action "$(any subject)" "$(any actor)" "$(only action odd)")" ""
try "a subject's history" plan audit_event_of_subject "$audit_columns FORCE INDEX (audit_event_of_subject) WHERE subject = 'unit:7' ORDER BY seq DESC LIMIT 20" ""
try "the last event before a day" plan audit_event_by_time "SELECT seq FROM audit_event WHERE at < '2026-01-05' ORDER BY at DESC, seq DESC LIMIT 1" ""
try "the first event since a day" plan audit_event_by_time "SELECT seq FROM audit_event WHERE at >= '2026-01-05' ORDER BY at, seq LIMIT 1" ""

# few STATEMENT USING MOST: what the server really reads, in rows, for one page; prepared, as the programs ask.
few() {
	said=$(sql "PREPARE p FROM \"$1\"; SET @d = DATE $today, @county = '371323'; FLUSH STATUS; EXECUTE p $2;
		SELECT 'rows read', SUM(variable_value) FROM information_schema.session_status WHERE variable_name LIKE 'HANDLER_READ%'" | tail -n 1 | cut -f 2)
	[ "$said" -gt 0 ] && [ "$said" -le "$3" ] || { echo "$said rows read, at most $3 expected"; return 1; }
}
columns="SELECT id, title, county, charity, received, ends FROM public_campaign WHERE"
try "a page of open ones reads few rows" few "$columns ends >= ? AND starts <= ? ORDER BY ends, id LIMIT 21" "USING @d, @d" 150
try "a page of ended ones reads few rows" few "$columns ends < ? AND starts < ? ORDER BY ends DESC, id DESC LIMIT 21" "USING @d, @d" 150
try "a county's page reads few rows" few "$columns county_code = ? AND ends >= ? AND starts <= ? ORDER BY ends, id LIMIT 21" "USING @county, @d, @d" 150
try "newest of the ended reads few rows" few "$columns ends < ? AND starts < ? ORDER BY published_at DESC, id DESC LIMIT 21" "USING @d, @d" 600
try "newest of the open sorts the open ones at most" few "$columns ends >= ? AND starts <= ? ORDER BY published_at DESC, id DESC LIMIT 21" "USING @d, @d" 600
for word in subject actor action; do
	[ $word = subject ] && value=unit:7 || value=$([ $word = actor ] && echo worker || echo odd)
	try "a page of the trail by $word reads few rows" few "$audit_columns FORCE INDEX (audit_event_of_$word) WHERE seq > 0 AND seq < 19000
		AND $word = ? AND ? <> '' ORDER BY seq DESC LIMIT 51" "USING '$value', '$value'" 60
done

# Staff's lists, asked by the program's own statements with twenty thousand rows of each kind behind them (tests/bench/list_reads.c):
# a page reads little more than it shows, in the order of an index.
build=${YM_BUILD:-.}
keys=$(dirname "$socket")/keys
client() { mariadb --no-defaults --default-character-set=utf8mb4 --socket="$socket" --user=root --batch --skip-column-names yimeng "$@" >/dev/null; }
. "$top/tests/bench/lists.sh"
"$build/yimeng" key new "$keys" >/dev/null && lists_fill 20000 "$build" "$keys" 1 5000 || exit 99
reads=$("$build/tests/bench/list_reads" "$socket" root "$keys" 20000) || exit 99
# page LIST ROWS SORTED SCANS READ_MOST SORTED_MOST SCANNED_MOST
page() { [ "$2" -le "$5" ] && [ "$3" -le "$6" ] && [ "$4" -le "$7" ] || { echo "$1: $2 rows read, $3 sorted, $4 tables read whole; at most $5, $6, $7"; return 1; }; }
while read -r which shown read sorted scanned _; do
	case $which in
	# Words are looked for among logins and among names: a page of each, put in order.
	accounts/*/found) most="700 51 2" ;;
	accounts/city/*) most="600 0 0" ;;
	# One in eleven is disabled: those before the next one are passed over.
	accounts/*/filtered) most="1600 51 1" ;;
	# Who holds a role there and who holds none: a page of each, put in order.
	accounts/*) most="700 51 1" ;;
	# A school's few are sorted.
	jobs/school/*) most="400 100 0" ;;
	# Which ones is told first, then they are read.
	imports/*) most="400 51 1" ;;
	# Few have ended: a county's are sorted.
	units_ended/*) most="400 100 0" ;;
	requests/*/filtered) most="600 0 0" ;;
	# Seven counts of a hundred at most; the oldest requests are looked for through all that are open.
	work/*) most="1100 0 8" ;;
	*) most="400 0 0" ;;
	esac
	# shellcheck disable=SC2086
	try "staff's list $which reads $read rows to show $shown" page "$which" "$read" "$sorted" "$scanned" $most
done <<END
$reads
END

# Pairing: students by state, and what is undecided of a run.
try "students open for pairing" plan pairing_student_by_state "SELECT student_id FROM pairing_student FORCE INDEX (pairing_student_by_state) WHERE state = 'open' AND student_id > 5
	AND EXISTS (SELECT 1 FROM student w WHERE w.id = student_id AND w.path LIKE '/1/%') ORDER BY student_id LIMIT 51"
try "undecided proposals" plan match_proposal_by_decision "SELECT student_id, family_id, place FROM match_proposal FORCE INDEX (match_proposal_by_decision) WHERE run_id = 1 AND decision IS NULL
	AND refusal IS NULL ORDER BY student_id LIMIT 25" ""

# While the suite is young: a hundred campaigns, as many gifts, the same plans.
sql "DELETE FROM telephone_change; DELETE FROM pledge; DELETE FROM campaign_revision; DELETE FROM allocation WHERE id > 100; UPDATE allocation SET campaign_id = id; DELETE FROM campaign_tally WHERE campaign_id > 100;
	DELETE FROM campaign WHERE id > 100; OPTIMIZE TABLE campaign, campaign_tally, allocation" >/dev/null	# deleted rows still count until then
try "of a hundred, open ones" plan campaign_by_end "$list $open $page ends, id LIMIT 21"
try "of a hundred, ended ones" plan campaign_by_end "$list $ended $page ends DESC, id DESC LIMIT 21"
try "of a hundred, a county's" plan campaign_by_county_end "$list $county $open $page ends, id LIMIT 21"
try "of a hundred, the wall" plan allocation_latest "SELECT * FROM public_gift ORDER BY received_on DESC, id DESC LIMIT 20"
finish
