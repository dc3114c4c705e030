#!/bin/sh
# A private, throw-away MariaDB with the schema deployed: own data directory, Unix socket only, gone at `stop`.
#
#	server.sh start [OWNER]	prints the socket's path; with OWNER, a process id, it ends when that process does
#	server.sh stop SOCKET
#	server.sh resume SOCKET	starts it again after its mariadbd ended (tests that kill it)
#
# YM_TEST_SCHEMA=no leaves the database yimeng empty; YM_TEST_TCP=yes listens on loopback too (@@port), without TLS.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)

fail() {
	echo "server.sh: $*" >&2
	exit 1
}

# mariadbd refuses to run as root unless told to.
as_user() {
	if [ "$(id -u)" = 0 ]; then echo --user=root; fi
}

launch() {
	dir=$1
	network=--skip-networking
	[ "${YM_TEST_TCP:-no}" = no ] || network="--bind-address=127.0.0.1,127.0.0.2 --port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 20000))"
	# shellcheck disable=SC2046,SC2086
	"$(command -v mariadbd || echo /usr/sbin/mariadbd)" --defaults-file="$top/conf/mariadb.cnf" $(as_user) \
		--datadir="$dir/data" --tmpdir="$dir" --socket="$dir/s" --pid-file="$dir/pid" $network \
		--innodb-buffer-pool-size=64M --innodb-log-file-size=16M --innodb-log-buffer-size=2M \
		--max-connections=64 --table-open-cache=200 --performance-schema=OFF \
		>"$dir/log" 2>&1 </dev/null &
	server=$!
	tries=0
	until mariadb-admin --no-defaults --socket="$dir/s" --user=root --silent ping >/dev/null 2>&1; do
		tries=$((tries + 1))
		kill -0 "$server" 2>/dev/null || { tail -n 5 "$dir/log" >&2; fail "mariadbd ended"; }
		[ "$tries" -lt 300 ] || fail "mariadbd does not answer, see $dir/log"
		sleep 0.1
	done
}

# A test that crashes leaves no server behind.
watch() {
	(
		while kill -0 "$1" 2>/dev/null && [ -d "$2" ]; do sleep 1; done
		[ ! -d "$2" ] || stop "$2/s"
	) >/dev/null 2>&1 </dev/null &
}

start() {
	umask 077
	# A socket's path has at most 107 bytes, so it stands in /tmp, whatever TMPDIR is.
	dir=$(mktemp -d /tmp/ym-db.XXXXXX)
	trap 'stop "$dir/s"' EXIT	# of a start that fails nothing stays
	# Its temporary folder is its own: a server that starts clears it, and would clear another's tables in /tmp.
	# shellcheck disable=SC2046
	mariadb-install-db --no-defaults --force $(as_user) --datadir="$dir/data" --tmpdir="$dir" --auth-root-authentication-method=normal \
		--skip-test-db --innodb-log-file-size=16M --innodb-buffer-pool-size=32M >"$dir/install.log" 2>&1 ||
		{ tail -n 5 "$dir/install.log" >&2; fail "mariadb-install-db failed"; }
	launch "$dir"
	[ -z "${1:-}" ] || watch "$1" "$dir"
	mariadb --no-defaults --socket="$dir/s" --user=root --execute='CREATE DATABASE yimeng'
	if [ "${YM_TEST_SCHEMA:-yes}" = yes ]; then
		(cd "$top/sql" && sqitch deploy --quiet "db:mysql://root@/yimeng?mysql_socket=$dir/s") >&2 ||
			fail "sqitch deploy failed"
	fi
	trap - EXIT
	echo "$dir/s"
}

stop() {
	dir=$(dirname "$1")
	case $dir in /tmp/ym-db.*) ;; *) fail "not a server of mine: $1" ;; esac
	if [ -s "$dir/pid" ]; then
		pid=$(cat "$dir/pid")
		# Nothing in it is worth an orderly end.
		kill -KILL "$pid" 2>/dev/null || true
		while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
	fi
	rm -rf "$dir"
}

case "${1:-}" in
start) start "${2:-}" ;;
stop) stop "${2:?socket}" ;;
resume) launch "$(dirname "${2:?socket}")" ;;
*) fail "start | stop SOCKET | resume SOCKET" ;;
esac
