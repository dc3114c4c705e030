# 5. Pledges made, each durable before its answer: against PHP with the same statements and seals, and against the same
# transaction run raw by sixteen connections. Every request has a session and a form token of its own.
pledge() {
	local name=$1 side=$2 pids=$3 path=$4 before more
	"$build/tests/bench/bench_input" "$lab/yimeng.conf" tokens "${BENCH_TOKENS:-100000}" >"$lab/tokens" || fail "no tokens could be made"
	before=$(stored)
	run_load "$name" "$side" "$pids" --threads 2 --connections 64 --script "$YM_LOAD/pledge.lua" "http://127.0.0.1:$direct" -- \
		"$lab/tokens" 2 $first_campaign $last_campaign "$path"
	# Those that were under way when wrk left are stored without its having heard of them.
	more=$(($(stored) - before - answered))
	[ $more -ge 0 ] && [ $more -le 64 ] || fail "$path: $answered answers, $more more pledges than that stored"
}
ours() { pledge "$1" "$2" "$(program_pids) $(web_pids) $(database_pid)" /yimeng/pledge/campaigns/%d/pledge; }
php() { pledge "$1" "$2" "$(php_pids) $(web_pids) $(database_pid)" '/php/create/?id=%d'; }
php_text() { pledge "$1" "$2" "$(php_pids) $(web_pids) $(database_pid)" '/php-text/create/?id=%d'; }
raw() {
	"$build/tests/bench/raw_pledge" "$run/mariadb.sock" ym_pledge "$lab/secret/ym_pledge" "$seconds" $first_campaign $last_campaign |
		awk '{ printf "%.1f 0 0 0\n", $1 / $2 }' >>"$results/$1.$2"
	[ "${PIPESTATUS[0]}" = 0 ] || fail "raw_pledge failed"
}

stored() { sql --execute='SELECT COUNT(*) FROM pledge' yimeng; }
deadlocks() { sql --execute="SELECT COUNT FROM information_schema.INNODB_METRICS WHERE NAME = 'lock_deadlocks'"; }

# One pledge under strace: the last sync of the database's log between the program's COMMIT and the program's answer.
durable() {
	local trace=$results/durable.trace session token tracer
	read -r session token < <("$build/tests/bench/bench_input" "$lab/yimeng.conf" tokens 1)
	strace -f -ttt -y -s 64 -e trace=fsync,fdatasync,write,writev,sendto,sendmsg -o "$trace" \
		-p "$(database_pid)" $(printf -- '-p %s ' $(program_pids)) 2>>"$log" &
	tracer=$!
	sleep 1
	fetch -o /dev/null -b "__Secure-ym-pledge=$session" -d "form_token=$token" -d website= -d preset=100 -d amount= -d giver=person \
		-d credit_code= --data-urlencode name=王建国 -d telephone=13800138000 -d visibility=surname -d receipt_title= -d payer_name= \
		-d email= -d message= "http://127.0.0.1:$direct/yimeng/pledge/campaigns/$first_campaign/pledge"
	sleep 0.5
	kill "$tracer" 2>/dev/null
	wait "$tracer" 2>/dev/null
	awk '/COMMIT/ { after = 1 } after && /(fsync|fdatasync).*= 0/ { syncs++ } /Status: 303/ { answered = 1; exit }
		END { print answered ? syncs + 0 : 0 }' "$trace"
	awk '/COMMIT|fsync|fdatasync|Status: 303/' "$trace" >"$results/durable.txt"
}

lab_start
php_start
row 5-pledge-durable "$(durable)" "syncs" ">= 1"
note "system calls between COMMIT and the answer: $results/durable.txt"
locked=$(deadlocks) began=$(stored)
versus pledge-php ours php php_text
row 5-pledge-vs-php "$(ratio pledge-php b 1)" "x requests/s" ">= 1.7"
row 5-pledge-vs-php-text "$(ratio pledge-php c 1)" "x requests/s" ">= 1.7"
speeds pledge-php ours "PHP, prepared" "PHP, text"
versus pledge-raw ours raw
row 5-pledge-vs-raw "$(ratio pledge-raw b 1)" "x requests/s" ">= 0.6"
note "ours $(middle pledge-raw.a 1)/s, the raw transaction $(middle pledge-raw.b 1)/s; the pairs: $(of_pairs pledge-raw b 1)"
note "$(($(stored) - began)) pledges were stored"
row 5-pledge-deadlocks "$(($(deadlocks) - locked))" "deadlocks" "<= 0"
