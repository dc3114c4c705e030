# Sign-ins of sixteen people at a time, each with an account and a right password of their own, against the bare Argon2id that a
# thread a core does: what is missing is what a sign-in costs besides. They have no authenticator yet, so that one form suffices:
# its code would cost microseconds.
sign_in_accounts=20000
entered() { sql yimeng --execute="SELECT COUNT(*) FROM staff_session s JOIN account a ON a.id = s.account_id WHERE a.login LIKE 'enter______'"; }

# Those under way when wrk left go on until they are in.
settle() {
	local seen=-1
	while [ "$seen" != "$(entered)" ]; do
		seen=$(entered)
		sleep 2
	done
}

ours() {
	local before more
	before=$(entered)
	run_load "$1" "$2" "$(pid_of admin) $(pgrep -P "$(pid_of admin)")" --threads 1 --connections 16 --script "$YM_LOAD/sign_in.lua" \
		"http://127.0.0.1:$port" -- "$form_session" "$form_token" "$before" "$sign_in_password"
	settle
	more=$(($(entered) - before - answered))
	[ $more -ge 0 ] && [ $more -le 16 ] || fail "$answered answers, $more more sessions than that"
}
bare() { "$build/tests/bench/password_bench" "$seconds" | awk '{ print $2, 0, 0, 0 }' >>"$results/$1.$2"; }

lab_start
make -C "$build" --silent tests/client/staff_secret >>"$log" 2>&1 || fail "staff_secret does not build, see $log"
sign_in_password=correct-horse-battery
read -r hash < <("$build/tests/client/staff_secret" "$lab/yimeng.conf" account enter "$sign_in_password" JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP)
sql yimeng --execute="INSERT IGNORE INTO account (login, name, password_hash, created_at)
	SELECT CONCAT('enter', LPAD(seq, 6, '0')), '测量员', '$hash', UTC_TIMESTAMP(6) FROM seq_1_to_$sign_in_accounts;
	CREATE TEMPORARY TABLE entering AS SELECT id FROM account WHERE login LIKE 'enter______' AND live_grants = 0;
	INSERT INTO role_grant (account_id, role, unit_id, granted_at) SELECT e.id, 'city', (SELECT id FROM unit WHERE parent_id IS NULL), UTC_TIMESTAMP(6) FROM entering e" ||
	fail "the accounts could not be made"
fetch -D "$results/sign-in.head" "http://127.0.0.1:$port/yimeng/admin/sign-in" >"$results/sign-in.html"
form_session=$(sed -n 's/.*__Secure-ym-admin=\([^;]*\);.*/\1/p' "$results/sign-in.head")
form_token=$(sed -n 's/.*name="form_token" value="\([^"]*\)".*/\1/p' "$results/sign-in.html")
[ -n "$form_session" ] && [ -n "$form_token" ] || fail "there is no form to sign in, see $results/sign-in.html"
idle=$(memory $(pgrep -P "$(pid_of admin)"))
versus sign-in ours bare
row sign-in-vs-argon2id "$(ratio sign-in b 1)" "x sign-ins/s" ">= 0.9"
note "$(middle sign-in.a 1) sign-ins/s, p50 $(middle sign-in.a 2) ms, p99 $(middle sign-in.a 3) ms; $(middle sign-in.b 1) bare Argon2id/s on $(nproc) cores; the pairs: $(of_pairs sign-in b 1)"
run_load sign-in-memory a "" --threads 1 --connections 16 --script "$YM_LOAD/sign_in.lua" "http://127.0.0.1:$port" -- \
	"$form_session" "$form_token" "$(entered)" "$sign_in_password" &
loaded=$!
sleep $((seconds / 2 + 1))
busy=$(memory $(pgrep -P "$(pid_of admin)"))
wait $loaded
settle
row sign-in-memory "$(awk -v k="$busy" -v cores="$(nproc)" 'BEGIN { print k / 1024 - cores * 64 }')" "MB of PSS" "<= 24"
note "$idle KB before, $busy KB during sign-ins (64 MB of it for each of $(nproc) cores), $(memory $(pgrep -P "$(pid_of admin)")) KB after"
sql yimeng --execute="DELETE s FROM staff_session s JOIN account a ON a.id = s.account_id WHERE a.login LIKE 'enter______';
	DELETE FROM role_grant WHERE login LIKE 'enter______';
	DELETE FROM account WHERE login LIKE 'enter______'" || fail "the accounts stay"
