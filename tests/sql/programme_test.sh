#!/bin/sh
# `yimeng programme` as an administrator runs it: programmes of aid from files, with the rights of ym_worker.
. "$(dirname "$0")/tap.sh"
let_in
dir=$(mktemp -d)
trap 'rm -rf "$dir"; "$here/server.sh" stop "$socket"' EXIT
mkdir "$dir/passwords" "$dir/in"
echo test >"$dir/passwords/ym_worker"
sed "s|^socket = .*|socket = $socket|; s|^password_dir =.*|password_dir = $dir/passwords|; s|/usr/local/share/yimeng|$top|" \
	"$top/conf/yimeng.conf" >"$dir/yimeng.conf"
mv "$dir/yimeng.conf" "$dir/demo.conf"
sed 's/^demo = yes/demo = no/' "$dir/demo.conf" >"$dir/yimeng.conf"
# says STATUS WORDS ARGUMENT…
says() {
	wanted=$1
	words=$2
	shift 2
	said=$("${YM_BUILD:-.}/yimeng" programme "$@" 2>&1)
	status=$?
	[ $status = "$wanted" ] && case $said in *"$words"*) ;; *) false ;; esac || { echo "status $status, said: $said"; return 1; }
}
counts() { answers "$1" "SELECT CONCAT_WS(' ', (SELECT COUNT(*) FROM programme), (SELECT COUNT(*) FROM aid_rule_version), (SELECT COUNT(*) FROM aid_rule_version WHERE state = 'published'), (SELECT COUNT(*) FROM aid_case))"; }

sql "INSERT INTO division VALUES ('371300', NULL, 'city', '临沂市'), ('371325', '371300', 'county', '费县'), ('371328', '371300', 'county', '蒙阴县');
	INSERT INTO charity VALUES (1, '甲', '53371300MJD000011N', '证 1', '路 1 号', '0539-0000001');
	INSERT INTO campaign (id, charity_id, title, summary, story, goal_fen, updated_at) VALUES (1, 1, 't', 's', 'x', 100, '2026-01-01'),
	(3, 1, 't', 's', 'x', 100, '2026-01-01')" >/dev/null

try "ours are sound" says 0 "" check "$top/data/programmes"
try "and those of the demonstration" says 0 "" check "$top/data/programmes/demo"
try "they are stored as drafts" says 0 "published	0" load "$top/data/programmes" "$dir/yimeng.conf"
try "twelve of them" counts "12 12 0 0"
try "outside a demonstration nobody publishes so" says 2 "demonstration" load "$top/data/programmes" --publish "$dir/yimeng.conf"
try "in one, yes" says 0 "published	12" load "$top/data/programmes" --publish "$dir/demo.conf"
try "which adds no version" counts "12 12 12 0"
try "top-ups and families are stored too" says 0 "families	10" load "$top/data/programmes/demo" --publish "$dir/demo.conf"
try "a second time changes nothing" says 0 "versions	0" load "$top/data/programmes" --publish "$dir/demo.conf"
try "nor of the others" says 0 "families	0" load "$top/data/programmes/demo" --publish "$dir/demo.conf"
try "that is what stands there" counts "14 14 14 10"
try "an amount is as the file says" answers 120000 "SELECT amount_fen FROM aid_tier t JOIN aid_rule_version v ON v.id = t.version_id
	JOIN programme p ON p.id = v.programme_id WHERE p.code = 'kindergarten_subsidy'"
try "it is in the trail" answers "14 14" "SELECT CONCAT_WS(' ', SUM(action = 'programme_draft'), SUM(action = 'programme_publish')) FROM audit_event"

sed 's/^tier 1 1200.00/tier 1 1300.00/' "$top/data/programmes/kindergarten_subsidy.txt" >"$dir/in/a.txt"
try "a stored version that says otherwise is told, with file and line" says 1 "a.txt:10: differs" load "$dir/in" "$dir/demo.conf"
{ cat "$top/data/programmes/kindergarten_subsidy.txt"; echo; sed -n '/^version/,$p' "$top/data/programmes/kindergarten_subsidy.txt" |
	sed 's/^version .*/version 2/; s/^tier 1 1200.00/tier 1 1300.00/'; } >"$dir/in/a.txt"
try "two versions of a day are refused" says 1 ": overlap" load "$dir/in" "$dir/demo.conf"
sed -i '0,/^valid_from .*/s//&\nvalid_to 2019-08-31/; /^version 2/,$s/^valid_from .*/valid_from 2019-09-01/' "$dir/in/a.txt"
try "one after the other is stored" says 0 "versions	1" load "$dir/in" "$dir/demo.conf"
try "a published one's days are in the way of another" says 1 ": overlaps" load "$dir/in" --publish "$dir/demo.conf"

# refuses LINE REFUSAL SED-SCRIPT: the kindergarten's file, spoilt.
refuses() {
	sed "$3" "$top/data/programmes/kindergarten_subsidy.txt" >"$dir/in/a.txt"
	says 1 "a.txt:$1: $2" check "$dir/in"
}
try "an unknown field" refuses 16 "field: colour" 's/when stage is/when colour is/'
try "an unknown op" refuses 16 "op: contains" 's/when stage is/when stage contains/'
try "an op of numbers on a choice" refuses 16 "op: at_least" 's/when stage is/when stage at_least/'
try "an unknown value" refuses 16 "value: nursery" 's/kindergarten$/nursery/; 1s/.*/programme a/'
try "no tier" refuses 10 "no_tier" '/^tier/d'
try "an amount that is none" refuses 49 "number: tier" 's/1200.00/12,00/'
try "an amount of nothing" refuses 49 "number: tier" 's/1200.00/0.00/'
try "a period that is none" refuses 49 "choice: tier" 's/ year$/ week/'
try "a day that is none" refuses 11 "date: valid_from" 's/^valid_from.*/valid_from 2018-02-30/'
try "days the wrong way round" refuses 10 "days: valid_to" 's/^valid_from.*/valid_from 2018-02-03\nvalid_to 2018-02-02/'
try "a clause without words" refuses 16 "missing: why" '17d'
try "a version without a source" refuses 10 "missing: source" '/^source/d'
try "a word that nobody knows" refuses 1 "unknown_word: colour" '1s/.*/colour red/'
try "a word twice" refuses 3 "twice: kind" '2p'
try "a word out of its place" refuses 1 "out_of_place: when" '1s/.*/when stage is primary/'
try "an over-long word" refuses 5 "too_long: title" "5s/.*/title $(printf '%061d' 0)/"
try "an over-long line" refuses 5 "long_line" "5s/.*/title $(printf '%05000d' 0)/"
try "a line that is no text" refuses 5 "not_text" '5s/.*/title \xff/'
try "a quota of what is no top-up" refuses 0 "top_up: quota" '2s/$/\nquota 5\nselection hardship/'
try "a contradiction" refuses 19 "contradiction: stage" '18a\
  when stage is junior\
    why x\
    why_en x'
try "a tier that can never be the first" refuses 10 "tier_unreachable" '$a\
tier 2 5.00 year'
{ sed -n 1,18p "$top/data/programmes/kindergarten_subsidy.txt"; i=0; while [ $i -lt 10000 ]; do printf 'when age at_least %d\nwhy x\nwhy_en x\n' $((i % 60)); i=$((i + 1)); done
	echo tier 1 1.00 year; } >"$dir/in/a.txt"
try "ten thousand clauses" says 1 "too_many: when" check "$dir/in"
: >"$dir/in/a.txt"
try "an empty file" says 1 "missing: programme" check "$dir/in"
printf 'family x\nstage primary\nstage junior\n' >"$dir/in/a.txt"
try "a family's fact twice" says 1 "a.txt:3: twice: stage" check "$dir/in"
printf 'family x\nage -3\n' >"$dir/in/a.txt"
try "a family's fact out of range" says 1 "a.txt:2: value: -3" check "$dir/in"
rm "$dir/in/a.txt"
try "a folder without files" says 2 "no file" check "$dir/in"
try "a folder that is not there" says 2 "No such file" check "$dir/none"
try "nothing asked" says 2 "usage" show
finish
