# 4. A pledge followed by its code from another browser: the form is sent, then the pledge's page read; half of each.
follow() {
	local name=$1 side=$2 pids=$3
	shift 3
	run_load "$name" "$side" "$pids" --threads 2 --connections 64 --script "$YM_LOAD/follow.lua" "http://127.0.0.1:$direct" -- \
		"$lab/pledges" 2 "$@"
}
ours() { follow "$1" "$2" "$(program_pids) $(web_pids) $(database_pid)" /yimeng/pledge/follow /yimeng/pledge/pledges/%s; }
php() { follow "$1" "$2" "$(php_pids) $(web_pids) $(database_pid)" /php/follow/ '/php/pledge/?code=%s'; }
php_text() { follow "$1" "$2" "$(php_pids) $(web_pids) $(database_pid)" /php-text/follow/ '/php-text/pledge/?code=%s'; }

lab_start
php_start
"$build/tests/bench/bench_input" "$lab/yimeng.conf" pledges 4000 $first_campaign $last_campaign >"$lab/pledges" ||
	fail "no pledges could be made"
read -r code last_four session token grant <"$lab/pledges"
cookie="__Secure-ym-pledge=$session"
for address in yimeng/pledge/follow php/follow/ php-text/follow/; do
	[ "$(fetch -o /dev/null -w '%{http_code}' -b "$cookie" -d "form_token=$token" -d "code=$code" -d "last_four=$last_four" \
		"http://127.0.0.1:$direct/$address")" = 303 ] || fail "$address does not find the pledge"
done
for way in php php-text; do
	same_page follow "http://127.0.0.1:$direct/yimeng/pledge/pledges/$code" "http://127.0.0.1:$direct/$way/pledge/?code=$code" \
		-b "$cookie; __Secure-ym-pledge-grant=$grant"
done
versus follow ours php php_text
row 4-follow-vs-php "$(ratio follow b 1)" "x requests/s" ">= 2.5"
row 4-follow-cpu "$(ratio follow b 4)" "x processor" "<= 0.37"
row 4-follow-vs-php-text "$(ratio follow c 1)" "x requests/s" ">= 2.5"
row 4-follow-cpu-text "$(ratio follow c 4)" "x processor" "<= 0.37"
speeds follow ours "PHP, prepared" "PHP, text"
