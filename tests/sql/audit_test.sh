#!/bin/sh
# The audit trail as the programs' accounts may touch it, and `yimeng audit` as an administrator runs it.
. "$(dirname "$0")/tap.sh"
let_in
event="INSERT INTO audit_event (seq, at, actor, role, action, subject, unit_path, outcome, hash) VALUES"
row="'2026-06-15 04:00:00', 'li.wei', 'county', 'unit_edit', 'unit:1', '/1/', 'done', REPEAT('x', 32)"

for user in ym_admin ym_worker; do
	try "$user locks the head" as $user "SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE"
	try "$user moves it" as $user "UPDATE audit_head SET seq = seq, hash = hash WHERE id = 1"
	try "$user appends" as $user "$event ((SELECT seq + 1 FROM audit_head) + IF('$user' = 'ym_admin', 0, 1), $row)"
	try "$user reads" as $user "SELECT COUNT(*) FROM audit_event"
	for change in "UPDATE audit_event SET reason = 'x'" "DELETE FROM audit_event" "TRUNCATE audit_event" "DELETE FROM audit_head" \
		"REPLACE INTO audit_event (seq, at, actor, role, action, subject, unit_path, outcome, hash) VALUES (1, $row)" \
		"$event (1, $row) ON DUPLICATE KEY UPDATE action = 'x'" "ALTER TABLE audit_event DROP COLUMN hash"; do
		try "$user may not: $change" refused 1142 $user "$change"
	done
	try "$user may not replace the head" refused 1143 $user "UPDATE audit_head SET id = 2"
done
for user in ym_check; do
	try "$user reads" as $user "SELECT COUNT(*) FROM audit_event, audit_head"
	try "$user appends nothing" refused 1142 $user "$event (9, $row)"
	try "$user moves no head" refused 1142 $user "UPDATE audit_head SET seq = 0"
done
for table in audit_event audit_head; do try "givers' program reads no $table" refused 1142 ym_pledge "SELECT 1 FROM $table"; done

## The command.
dir=$(mktemp -d)
trap 'rm -rf "$dir"; "$here/server.sh" stop "$socket"' EXIT
mkdir "$dir/passwords"
echo test >"$dir/passwords/ym_check"
sed "s|^socket = .*|socket = $socket|; s|^password_dir =.*|password_dir = $dir/passwords|" "$top/conf/yimeng.conf" >"$dir/yimeng.conf"
audit() { "${YM_BUILD:-.}/yimeng" audit "$@"; }
# says STATUS WORDS ARGUMENT…
says() {
	wanted=$1
	words=$2
	shift 2
	said=$(audit "$@" 2>&1)
	status=$?
	[ $status = "$wanted" ] && case $said in *"$words"*) ;; *) false ;; esac || { echo "status $status, said: $said"; return 1; }
}
sql "DELETE FROM audit_event"
zeros=0000000000000000000000000000000000000000000000000000000000000000
try "an empty trail is whole" says 0 "audit trail of 0 events" verify "$dir/yimeng.conf"
try "and has the zero head" says 0 "0:$zeros" head "$dir/yimeng.conf"
# What the header defines, computed by coreutils alone.
text="26:2026-06-15 04:00:00.000000-:6:li.wei6:county9:unit_edit6:unit:13:/1/4:done-:-:"
hash=$({ head -c 32 /dev/zero; printf '\000\000\000\000\000\000\000\001'; printf '%s' "$text"; } | b2sum --length=256 | cut -d' ' -f1)
sql "$event (1, '2026-06-15 04:00:00', 'li.wei', 'county', 'unit_edit', 'unit:1', '/1/', 'done', UNHEX('$hash'));
	UPDATE audit_head SET seq = 1, hash = UNHEX('$hash')"
try "a row written by hand, hashed by b2sum, is whole" says 0 "audit trail of 1 events" verify "$dir/yimeng.conf"
try "its head is printed" says 0 "1:$hash" head "$dir/yimeng.conf"
audit head "$dir/yimeng.conf" >"$dir/head"
try "the exported head holds" says 0 "holds" verify --head "$dir/head" "$dir/yimeng.conf"
sql "UPDATE audit_event SET actor = 'wang.fang'"
try "an edit is exit 1, and says where" says 1 "BROKEN  altered: event 1 " verify "$dir/yimeng.conf"
sql "DELETE FROM audit_event; UPDATE audit_head SET seq = 0, hash = UNHEX('$zeros')"
try "a tail cut with its head is found by the exported one" says 1 "BROKEN  exported_differs: event 1 " verify --head "$dir/head" "$dir/yimeng.conf"
try "and not without" says 0 "audit trail of 0 events" verify "$dir/yimeng.conf"
for wrong in "" "1" "1:" "1:00" "x:$zeros" "1:${zeros}0" "0:$zeros"; do
	printf '%s\n' "$wrong" >"$dir/wrong"
	try "a head written '$wrong' is trouble" says 2 "no number:hash" verify --head "$dir/wrong" "$dir/yimeng.conf"
done
try "a missing head file is trouble" says 2 "cannot read" verify --head "$dir/none" "$dir/yimeng.conf"
try "so is a word too many" says 2 "usage" verify a b
try "or no word" says 2 "usage"
finish
