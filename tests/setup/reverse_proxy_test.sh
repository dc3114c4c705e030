#!/usr/bin/env bash
# A portal's machine that installs nothing: a second nginx with only our ten lines. reverse_proxy_test.sh FOLDER
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:?folder}/proxied
. "$top/tests/setup/tap.sh"

# Below those that the kernel gives to connections.
free_port() {
	local port
	while :; do
		port=$((20000 + RANDOM % 12000))
		(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo $port; return; }
	done
}
back=$(free_port)
front=$(free_port)
portal=http://127.0.0.1:$front
YM_PUBLIC_URL=$portal "$top/quickstart.d/site" start "$work" nginx $back || exit 1

mkdir -p "$work/front"
sed "s|127.0.0.1:8080|127.0.0.1:$back|" "$top/conf/nginx/reverse-proxy.conf" >"$work/front/reverse-proxy.conf"
cat >"$work/front/nginx.conf" <<END
$([ "$(id -u)" != 0 ] || echo "user $(id -un) $(id -gn);")
pid $work/front/nginx.pid;
error_log $work/front/error.log;
events {}
http {
	access_log off;
	client_body_temp_path $work/front/body;
	proxy_temp_path $work/front/proxy;
	fastcgi_temp_path $work/front/fastcgi;
	uwsgi_temp_path $work/front/uwsgi;
	scgi_temp_path $work/front/scgi;
	server {
		listen 127.0.0.1:$front;
		include reverse-proxy.conf;
	}
}
END
nginx -e "$work/front/error.log" -p "$work/front" -c "$work/front/nginx.conf"

get() { curl --silent --show-error --max-time 30 --noproxy '*' "$@"; }

ten_lines() { [ "$(grep -cvE '^#|^$' "$top/conf/nginx/reverse-proxy.conf")" -le 10 ]; }
page() { get --fail "$portal/yimeng/pledge/" | grep -q 'ym-list\|ym-empty'; }
portal_page() { get --fail "$portal/yimeng/" | grep -q ym-fragment; }
cookie() { get --output /dev/null --dump-header - "$(form)" | grep -qi '^set-cookie: __Secure-ym-pledge='; }
form() { printf '%s/yimeng/pledge/%s/pledge' "$portal" "$(get "$portal/yimeng/pledge/" | grep -oE 'campaigns/[0-9]+' | head -n 1)"; }
# (A line is written after its answer.)
address() {
	local tries=0
	get --output /dev/null "$portal/yimeng/pledge/follow?who" || return
	until grep -q '^127.0.0.1 .*/follow ' "$work/log/nginx-access.log"; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || return
		sleep 0.05
	done
}
# The follow form as a browser sends it; an unknown code is looked up and answered in words, a strange origin refused.
follow_from() {
	local cookie token
	get --dump-header "$work/head" --output "$work/page" "$portal/yimeng/pledge/follow"
	cookie=$(sed -n 's/^set-cookie: \(__Secure-ym-pledge=[^;]*\).*/\1/Ip' "$work/head" | tr -d '\r')
	token=$(grep -oE 'name="form_token"[^>]*value="[^"]*"|value="[^"]*"[^>]*name="form_token"' "$work/page" | head -n 1 | sed 's/.*value="\([^"]*\)".*/\1/')
	get --output /dev/null --write-out '%{http_code}' -H "Origin: $1" -H "Cookie: $cookie" --data-urlencode "form_token=$token" \
		--data 'code=ABCD23456&last_four=0000' "$portal/yimeng/pledge/follow"
}
own_origin() {
	local own other
	own=$(follow_from "$portal")
	other=$(follow_from http://elsewhere.example)
	[ "$own" != 403 ] && [ "$own" -lt 500 ] && [ "$other" = 403 ] || { echo "own $own, other $other"; return 1; }
}
families() { get --fail "$portal/yimeng/match/" | grep -q ym-promise; }
aid() { get --fail "$portal/yimeng/aid/" | grep -q 'id="where"'; }
staff() { get --fail "$portal/yimeng/admin/sign-in" | grep -q 'name="form_token"'; }
large_body() {
	local status
	status=$(head -c 200000 /dev/zero | get --output /dev/null --write-out '%{http_code}' --data-binary @- "$portal/yimeng/pledge/follow")
	[ "$status" = 413 ] || { echo "status $status"; return 1; }
}

try "the snippet has at most ten lines" ten_lines
try "the list comes through" page
try "the portal page comes through with its includes" portal_page
try "the session's cookie comes through" cookie
try "the person's address is logged" address
try "a form of the portal's own pages is taken, one of another site's is not" own_origin
try "the families' first page comes through" families
try "the aid program's first page comes through" aid
try "the staff's sign-in comes through" staff
try "a body above the program's wall is refused" large_body

kill -QUIT "$(cat "$work/front/nginx.pid")"
"$top/quickstart.d/site" stop "$work"
done_testing
status=$?
rm -rf "$work"
exit $status
