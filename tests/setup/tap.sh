# TAP for the tests of the set-up: `try WORDS COMMAND…` is one test, `done_testing` ends the file. Sourced by bash.
tap_count=0
tap_failed=0

try() {
	local words=$1 output
	shift
	tap_count=$((tap_count + 1))
	if output=$("$@" 2>&1); then
		echo "ok $tap_count - $words"
	else
		echo "not ok $tap_count - $words"
		tap_failed=$((tap_failed + 1))
		[ -z "$output" ] || printf '%s\n' "$output" | sed 's/^/# /'
	fi
}

done_testing() {
	echo "1..$tap_count"
	[ $tap_failed = 0 ]
}
