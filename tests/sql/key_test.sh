#!/bin/sh
# `yimeng key` as an administrator runs it: add, count, rotate, retire, with the rights of ym_worker.
. "$(dirname "$0")/tap.sh"
let_in
dir=$(mktemp -d)
trap 'rm -rf "$dir"; "$here/server.sh" stop "$socket"' EXIT
mkdir "$dir/passwords"
echo test >"$dir/passwords/ym_worker"
key=$dir/key
sed "s|^socket = .*|socket = $socket|; s|^password_dir =.*|password_dir = $dir/passwords|; s|^key_file =.*|key_file = $key|
	s|/usr/local/share/yimeng|$top|; s|^\[safety\]|&\nform_minutes = 1|" "$top/conf/yimeng.conf" >"$dir/yimeng.conf"
load() { mariadb --no-defaults --default-character-set=utf8mb4 --socket="$socket" --user=root yimeng || exit 99; }
"$top/data/load-divisions.sh" | load
load <"$top/data/demo.sql"
"$top/data/load-units.sh" | load
load <"$top/data/demo_units.sql"
yimeng() { "${YM_BUILD:-.}/yimeng" "$@"; }
# says STATUS WORDS ARGUMENT…
says() {
	wanted=$1
	words=$2
	shift 2
	said=$(yimeng key "$@" 2>&1)
	status=$?
	[ $status = "$wanted" ] && case $said in *"$words"*) ;; *) false ;; esac || { echo "status $status, said: $said"; return 1; }
}
# counts TABLE ROWS…: how many rows each key has, as status prints it.
counts() {
	table=$1
	shift
	said=$(yimeng key status "$dir/yimeng.conf" | awk -v t="$table" '$1 == t { $1 = ""; print substr($0, 2) }')
	[ "$said" = "$*" ] || { echo "$table: $said"; return 1; }
}
# settle SECONDS: as if every key had begun to seal that long ago.
settle() { sed -i "s/ from .*/ from $(($(date +%s) - $1))/" "$key"; }

try "a new file" says 0 "" new "$key"
try "is its owner's" [ "$(stat -c %a "$key")" = 600 ]
try "accounts of the demonstration are made" yimeng account demo "$dir/yimeng.conf"
accounts=$(sql "SELECT COUNT(*) FROM account WHERE totp_secret_sealed IS NOT NULL")
try "there are some" [ "$accounts" -gt 3 ]
somebody=$(sql "SELECT MIN(login) FROM account")
try "key 1 seals them" counts account "$accounts"
try "one key cannot be rotated" says 1 "one key only" rotate "$dir/yimeng.conf"
try "nor be retired" says 1 "seals" retire 1 --now "$dir/yimeng.conf"
try "a second key is for later" says 0 "key 2 seals in 3600 s" new "$key" --grace 3600
try "it is to come" says 0 "key 2, since" status "$dir/yimeng.conf"
try "and does not rotate before its time" says 1 "does not seal yet" rotate --now "$dir/yimeng.conf"
try "a third one waits" says 1 "begins to seal in" new "$key"
settle 90
try "while rows need the first it stays" says 1 "are sealed with key 1" retire 1 --now "$dir/yimeng.conf"
try "rotated here" says 0 "sealed anew" rotate --now "$dir/yimeng.conf"
try "key 2 seals all of them" counts account 0 "$accounts"
try "rotated again, nothing is left to do" says 0 "account                         0 rows" rotate --now "$dir/yimeng.conf"
try "forms shown before are given their time" says 1 "wait" retire 1 "$dir/yimeng.conf"
settle 600
try "the first key goes" says 0 "" retire 1 "$dir/yimeng.conf"
try "and is gone from the file" [ "$(grep -c '^[0-9]' "$key")" = 1 ]
try "what it sealed opens" yimeng account code "$somebody" "$dir/yimeng.conf"
try "a third key now comes" says 0 "key 3 seals in 0 s" new "$key" --grace 0

# By a worker: the job is queued, followed, and ends.
"${YM_BUILD:-.}/yimeng" worker "$dir/yimeng.conf" >"$dir/worker.log" 2>&1 &
worker=$!
trap 'kill "$worker" 2>/dev/null; wait "$worker" 2>/dev/null; rm -rf "$dir"; "$here/server.sh" stop "$socket"' EXIT
try "a worker rotates" timeout 60 "${YM_BUILD:-.}/yimeng" key rotate "$dir/yimeng.conf"
try "key 3 seals all of them" counts account 0 "$accounts"
try "words it does not know are refused" says 2 "usage" retire
try "and what is no id" says 2 "no id" retire one "$dir/yimeng.conf"
try "the statements of a rotation fit the rights of ym_worker" yimeng worker --check "$dir/yimeng.conf"
finish
