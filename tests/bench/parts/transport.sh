# 2. Parked connections against libfcgi's own accept loop, and against a file: 12 KB each, through the same nginx.
parked() { get "$1" "$2" "" "http://127.0.0.1:$direct/parked"; }
naive() { get "$1" "$2" "" "http://127.0.0.1:$direct/naive"; }
file() { get "$1" "$2" "" "http://127.0.0.1:$direct/file/12k.html"; }

lab_start
head -c 12288 /dev/zero | tr '\0' x >"$lab/www/bench/12k.html"
for kind in parked naive; do
	spawn-fcgi -s "$run/$kind.sock" -M 0600 -P "$run/$kind.pid" -- "$build/tests/bench/transport_server" "$kind" >>"$log" 2>&1 ||
		fail "transport_server $kind does not start"
	cmp <(fetch "http://127.0.0.1:$direct/$kind") "$lab/www/bench/12k.html" || fail "transport_server $kind answers other bytes"
done

versus transport-libfcgi parked naive
row 2-transport-vs-libfcgi "$(ratio transport-libfcgi b 1)" "x requests/s" ">= 1.7"
speeds transport-libfcgi parked libfcgi
versus transport-file parked file
row 2-transport-vs-file "$(ratio transport-file b 1)" "x requests/s" ">= 0.5"
speeds transport-file parked file

for kind in parked naive; do
	end_pid "$(pid_of $kind)"
	rm -f "$run/$kind.pid"
done
