#!/usr/bin/env bash
# The units we hand out are as closed as we say, and name what exists.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
. "$top/tests/setup/tap.sh"

exposure() { systemd-analyze security --offline=true --threshold=15 "$1"; }

# verify wants the programs at their installed places; everything else it says is ours.
understood() {
	local said
	said=$(systemd-analyze verify --man=no "$@" 2>&1 | grep -vE 'is not executable: No such file|^$')
	[ -z "$said" ] || { printf '%s\n' "$said"; return 1; }
}

for unit in "$top"/conf/systemd/*.service; do
	try "${unit##*/}: exposure below 1.5" exposure "$unit"
	try "${unit##*/}: understood by systemd" understood "$unit" "${unit%.service}.socket"
	try "${unit##*/}: the listening socket is descriptor 0" grep -qx StandardInput=socket "$unit"
	try "${unit##*/}: checks itself before it starts" grep -qx 'ExecStartPre=.* --check' "$unit"
done
done_testing
