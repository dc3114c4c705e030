# A family's own page of a pair that waits for its answer, signed in: the student in the masked form, the steps, three forms with their
# tokens; the session, the pair and the student are read each time. Not of an active pair: there every look is an event of the audit
# trail, and what would be measured is how fast the database makes it durable.
family_pages=64
family() {
	local name=$1 side=$2 pids=$3 path=$4
	run_load "$name" "$side" "$pids" --threads 2 --connections 64 --script "$YM_LOAD/family.lua" "http://127.0.0.1:$direct" -- \
		"$lab/families" 2 "$path"
}
ours() { family "$1" "$2" "$(program_pids match) $(web_pids) $(database_pid)" /yimeng/match/pairs/%s; }
php() { family "$1" "$2" "$(php_pids) $(web_pids) $(database_pid)" '/php/family/?code=%s'; }
php_text() { family "$1" "$2" "$(php_pids) $(web_pids) $(database_pid)" '/php-text/family/?code=%s'; }

# families_sign_in: a line `code session` each.
families_sign_in() {
	local code token digest
	for code in $(sql yimeng --execute="SELECT code FROM family WHERE code LIKE 'PAGE_____'"); do
		{ read -r token; read -r digest; } < <("$build/tests/client/staff_secret" "$lab/yimeng.conf" session)
		sql yimeng --execute="INSERT INTO family_session (token_digest, family_id, started_at, seen_at)
			SELECT UNHEX('$digest'), id, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) FROM family WHERE code = '$code'" || return
		echo "$code $token"
	done >"$lab/families"
}

# headers_of URL: what does not depend on the instant, nor on how long the tokens are.
headers_of() { fetch -o /dev/null -D - -b "__Secure-ym-match=$session" "$1" | grep -Evi '^(date|connection|content-length|transfer-encoding):' | sort; }

lab_start
php_start
make -C "$build" --silent tests/client/staff_secret >>"$log" 2>&1 || fail "staff_secret does not build, see $log"
[ "$(sql yimeng --execute="SELECT COUNT(*) FROM family WHERE code LIKE 'PAGE_____'")" -gt 0 ] ||
	sql_file families.sql yimeng @rows=$family_pages || fail "the families could not be loaded, see $log"
families_sign_in || fail "the families could not be signed in"
read -r code session <"$lab/families"
page=http://127.0.0.1:$direct/yimeng/match/pairs/$code
for way in php php-text; do
	same_page family "$page" "http://127.0.0.1:$direct/$way/family/?code=$code" -b "__Secure-ym-match=$session"
	[ "$(headers_of "$page")" = "$(headers_of "http://127.0.0.1:$direct/$way/family/?code=$code")" ] || fail "$way: the headers differ"
done
grep -q "/pairs/$code/accept" "$results/family.a.html" || fail "the page asks for no answer, see $results/family.a.html"
versus family ours php php_text
row family-page-vs-php "$(ratio family b 1)" "x requests/s" ">= 2.5"
row family-page-cpu "$(ratio family b 4)" "x processor" "<= 0.4"
row family-page-vs-php-text "$(ratio family c 1)" "x requests/s" ">= 2.5"
row family-page-cpu-text "$(ratio family c 4)" "x processor" "<= 0.4"
speeds family ours "PHP, prepared" "PHP, text"
