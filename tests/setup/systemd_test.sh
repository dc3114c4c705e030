#!/usr/bin/env bash
# The units we hand out are as closed as we say, and name what exists.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
. "$top/tests/setup/tap.sh"
units=$top/conf/systemd

exposure() { systemd-analyze security --offline=true --threshold=15 "$1"; }

# verify wants the programs at their installed places; everything else it says is ours.
understood() {
	local said
	said=$(systemd-analyze verify --man=no "$@" 2>&1 | grep -vE 'is not executable: No such file|^$')
	[ -z "$said" ] || { printf '%s\n' "$said"; return 1; }
}

# The programs that are built, by the build's own list.
programs=$(sed -n 's/^yimengexec_PROGRAMS *+= *//p' "$top/cgi-bin/cgi-bin.am")

has_units() { [ -f "$units/yimeng-$1.service" ] && [ -f "$units/yimeng-$1.socket" ]; }
has_user() { grep -q "^u $(sed -n 's/^User=//p' "$1") " "$units/yimeng.sysusers"; }
has_manual() { grep -oP 'man:\K[^(]*\(\d' "$1" | tr '(' . | while read -r page; do [ -f "$top/doc/$page" ] || { echo "no $page"; return 1; }; done; }

try "there are programs" test -n "$programs"
for program in $programs; do
	service=$units/yimeng-$program.service
	try "$program has a service and a socket" has_units "$program"
	try "$program: the listening socket is descriptor 0" grep -qx StandardInput=socket "$service"
	try "$program checks itself before it starts" grep -qx "ExecStartPre=.*/$program --check" "$service"
done
try "the worker checks itself before it starts" grep -qx 'ExecStartPre=.*/yimeng worker --check' "$units/yimeng-worker.service"
for unit in "$units"/*.service; do
	sockets=("${unit%.service}.socket")
	[ -f "${sockets[0]}" ] || sockets=()
	try "${unit##*/}: exposure below 1.5" exposure "$unit"
	try "${unit##*/}: understood by systemd" understood "$unit" "${sockets[@]}"
	try "${unit##*/}: its user is made" has_user "$unit"
	try "${unit##*/}: its manual is there" has_manual "$unit"
done
done_testing
