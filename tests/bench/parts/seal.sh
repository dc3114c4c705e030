# Sealing: a student's row as the register stores it, and what a sign-in costs of one core.
seal() {
	local key out
	key=$results/key
	rm -f "$key"
	"$build/yimeng" key new "$key" || fail "no key"
	out=$("$build/tests/bench/seal_bench" "$key") || fail "seal_bench failed"
	rm -f "$key"
	row seal-row "$(micro row)" "us" "<= 10"
	row seal-row-with-digest "$(micro row+digest)" "us" "<= 10"
	note "a row is five sealed fields and three blind indexes: a field $(micro field) us, an index $(micro index) us; with the digest of"
	note "the whole row it is what an import stores; a field is opened in $(micro open) us"
	note "Argon2id of a sign-in: $(awk '$1 == "password" { print $2 }' <<<"$out") ms of one core, one at a time on each of $(nproc)"
}

micro() { awk -v name="$1" '$1 == name { printf "%.2f", $2 / 1000 }' <<<"$out"; }

seal
