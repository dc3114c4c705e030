#!/usr/bin/env bash
# quickstart ends with one clear line where it cannot go on. quickstart_test.sh FOLDER (a scratch folder)
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d "${1:?folder}/quickstart.XXXXXX")
. "$top/tests/setup/tap.sh"

# A clone without history or builds, so that nothing of the real one is touched.
mkdir "$work/clone" "$work/bin"
cp -r "$top/quickstart" "$top/quickstart.d" "$work/clone/"

# pretend COMMAND LINE…: put a command of that name in front of the real one.
pretend() { printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1" && chmod +x "$work/bin/$1"; }

# refused WORDS ARGUMENT…: it ends with a status, and its last words are these, on one line.
refused() {
	local words=$1 status said
	shift
	said=$(PATH=$work/bin:$PATH "$work/clone/quickstart" "$@" 2>&1 >/dev/null)
	status=$?
	[ $status != 0 ] && [ "$(wc -l <<<"$said")" = 1 ] && grep -q "$words" <<<"$said" || { echo "status $status: $said"; return 1; }
}

taken_port() {
	local port listener status
	node -e "const server = require('net').createServer().listen(0, '127.0.0.1', () => console.log(server.address().port))" >"$work/listener" &
	listener=$!
	until read -r port <"$work/listener"; do sleep 0.05; done
	refused "port $port on 127.0.0.1 is taken" --port "$port"
	status=$?
	kill $listener
	return $status
}

missing_package() {
	pretend dpkg-query 'echo un'
	refused 'missing Debian packages: .*spawn-fcgi' --no-install --port 1
	local status=$?
	rm "$work/bin/dpkg-query"
	return $status
}

full_disk() {
	pretend df 'printf "Avail\n12M\n"'
	refused 'the disk is too full: .* MB are needed .* 12 MB are free'
	local status=$?
	rm "$work/bin/df"
	return $status
}

try "a taken port" taken_port
try "a missing package without leave to install" missing_package
try "a full disk" full_disk
try "a port that is no number" refused 'takes a number' --port eighty
try "an unknown word" refused 'unknown word' dance
try "stop with nothing running" "$work/clone/quickstart" stop
done_testing
status=$?
rm -rf "$work"
exit $status
