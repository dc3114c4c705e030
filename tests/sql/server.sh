#!/bin/sh
# A private, throw-away MariaDB with the schema deployed: own data directory, Unix socket only, gone at `stop`.
#
#	server.sh start [OWNER]	prints the socket's path; with OWNER, a process id, it ends when that process does
#	server.sh stop SOCKET
#	server.sh resume SOCKET	starts it again after its mariadbd ended (tests that kill it)
#	server.sh copy FOLDER	only the data directory, as FOLDER, for a server that somebody else starts (quickstart.d/site)
#
# YM_TEST_SCHEMA=no leaves the database yimeng empty; YM_TEST_TCP=yes listens on loopback too (@@port), without TLS.
# Deploying takes seconds, and copying what was deployed a fifth of one: a pattern is made once for each state of sql/ and kept
# until nobody used it for an hour. tests/sql/schema_test.sh still has sqitch deploy, revert and deploy again.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
mariadbd=$(command -v mariadbd || echo /usr/sbin/mariadbd)

fail() {
	echo "server.sh: $*" >&2
	exit 1
}

# mariadbd refuses to run as root unless told to.
as_user() {
	if [ "$(id -u)" = 0 ]; then echo --user=root; fi
}

# One that ended and that nobody has fetched yet is still there for kill -0.
alive() {
	case $(sed -n 's/^.*) //p' "/proc/$1/stat" 2>/dev/null) in '' | Z*) return 1 ;; esac
}

# launch DIR [OPTION…]
launch() {
	dir=$1
	shift
	network=--skip-networking
	[ "${YM_TEST_TCP:-no}" = no ] || network="--bind-address=127.0.0.1,127.0.0.2 --port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 20000))"
	# shellcheck disable=SC2046,SC2086
	"$mariadbd" --defaults-file="$top/conf/mariadb.cnf" $(as_user) \
		--datadir="$dir/data" --tmpdir="$dir" --socket="$dir/s" --pid-file="$dir/pid" $network \
		--innodb-buffer-pool-size=64M --innodb-log-file-size=8M --innodb-log-buffer-size=2M --innodb-autoextend-increment=1 \
		--innodb-temp-data-file-path=ibtmp1:4M:autoextend --innodb-buffer-pool-load-at-startup=OFF \
		--max-connections=64 --table-open-cache=200 --performance-schema=OFF "$@" \
		>"$dir/log" 2>&1 </dev/null 8>&- &
	server=$!
	tries=0
	until mariadb-admin --no-defaults --socket="$dir/s" --user=root --silent ping >/dev/null 2>&1; do
		tries=$((tries + 1))
		kill -0 "$server" 2>/dev/null || { tail -n 5 "$dir/log" >&2; fail "mariadbd ended"; }
		[ "$tries" -lt 3000 ] || fail "mariadbd does not answer, see $dir/log"
		sleep 0.02
	done
}

# A test that crashes leaves no server behind.
watch() {
	(
		while kill -0 "$1" 2>/dev/null && [ -d "$2" ]; do sleep 1; done
		[ ! -d "$2" ] || stop "$2/s"
	) >/dev/null 2>&1 </dev/null &
}

# --- patterns --------------------------------------------------------------------------------------------------------

# Everything that a pattern depends on.
digest() {
	{
		"$mariadbd" --version
		cat "$0" "$top/conf/mariadb.cnf"
		[ "$1" = empty ] || (cd "$top/sql" && find . -type f ! -name '*~' ! -name '*.md' | LC_ALL=C sort | xargs sha256sum)
	} | sha256sum | cut -c 1-32
}

# make_pattern KIND FOLDER: FOLDER appears whole or not at all.
make_pattern() {
	dir=$(mktemp -d "$patterns/new.XXXXXX")
	trap 'discard "$dir"' EXIT
	# Its temporary folder is its own: a server that starts clears it, and would clear another's tables in /tmp.
	# shellcheck disable=SC2046
	mariadb-install-db --no-defaults --force $(as_user) --datadir="$dir/data" --tmpdir="$dir" --auth-root-authentication-method=normal \
		--skip-test-db --innodb-log-file-size=8M --innodb-buffer-pool-size=32M --innodb-autoextend-increment=1 \
		>"$dir/install.log" 2>&1 8>&- ||
		{ tail -n 5 "$dir/install.log" >&2; fail "mariadb-install-db failed"; }
	# Nothing in it is worth a wait for the disk.
	YM_TEST_TCP=no launch "$dir" --innodb-flush-log-at-trx-commit=0 --sync-binlog=0 --innodb-doublewrite=OFF --innodb-flush-method=nosync
	mariadb --no-defaults --socket="$dir/s" --user=root --execute='CREATE DATABASE yimeng'
	# quickstart.d/site signs in as the user it runs as.
	[ "$(id -un)" = root ] || mariadb --no-defaults --socket="$dir/s" --user=root --execute="CREATE USER \`$(id -un)\`@localhost
		IDENTIFIED VIA unix_socket; GRANT ALL ON *.* TO \`$(id -un)\`@localhost WITH GRANT OPTION"
	if [ "$1" = schema ]; then
		(cd "$top/sql" && sqitch deploy --quiet "db:mysql://root@/yimeng?mysql_socket=$dir/s") >&2 8>&- ||
			fail "sqitch deploy failed"
	fi
	mariadb-admin --no-defaults --socket="$dir/s" --user=root shutdown
	wait "$server" || fail "mariadbd did not end in good order, see its last words: $(tail -n 3 "$dir/log")"
	mv -T "$dir/data" "$2"
	rm -rf "$dir"
	trap - EXIT
}

discard() {
	[ -z "${server:-}" ] || kill -KILL "$server" 2>/dev/null || true
	rm -rf "$1"
}

# copy_pattern KIND FOLDER
copy_pattern() {
	patterns=${YM_TEST_PATTERNS:-/tmp/yimeng-patterns.$(id -u)}
	mkdir -m 700 "$patterns" 2>/dev/null || true
	[ ! -L "$patterns" ] && [ -d "$patterns" ] && [ -O "$patterns" ] || fail "$patterns is not ours"
	pattern=$patterns/$1.$(digest "$1")
	touch -c "$pattern"
	cp -a --reflink=auto "$pattern" "$2" 2>/dev/null && return
	rm -rf "$2"
	(
		flock -w 300 8 || fail "somebody makes a pattern for ever: $patterns/lock"
		find "$patterns" -mindepth 1 -maxdepth 1 -type d -mmin +60 -exec rm -rf {} +
		[ -d "$pattern" ] || make_pattern "$1" "$pattern"
		cp -a --reflink=auto "$pattern" "$2"
	) 8>"$patterns/lock"
}

kind() {
	if [ "${YM_TEST_SCHEMA:-yes}" = yes ]; then echo schema; else echo empty; fi
}

# --- servers ---------------------------------------------------------------------------------------------------------

start() {
	umask 077
	# A socket's path has at most 107 bytes, so it stands in /tmp, whatever TMPDIR is.
	dir=$(mktemp -d /tmp/ym-db.XXXXXX)
	trap 'stop "$dir/s"' EXIT	# of a start that fails nothing stays
	copy_pattern "$(kind)" "$dir/data"
	launch "$dir"
	[ -z "${1:-}" ] || watch "$1" "$dir"
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
		while alive "$pid"; do sleep 0.02; done
	fi
	rm -rf "$dir"
}

case "${1:-}" in
start) start "${2:-}" ;;
stop) stop "${2:?socket}" ;;
resume) launch "$(dirname "${2:?socket}")" ;;
copy) copy_pattern "$(kind)" "${2:?folder}" ;;
*) fail "start | stop SOCKET | resume SOCKET | copy FOLDER" ;;
esac
