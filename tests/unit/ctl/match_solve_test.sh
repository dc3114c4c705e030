#!/bin/sh
# `yimeng match solve`: totals and pairs of a file from anywhere, whatever the order of its lines; a bad file is named with its line.
set -u
count=0
failed=0
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
yimeng() { "${YM_BUILD:-.}/yimeng" "$@"; }

# try WORDS COMMAND…
try() {
	words=$1
	shift
	count=$((count + 1))
	if said=$("$@" 2>&1); then
		echo "ok $count - $words"
	else
		failed=$((failed + 1))
		echo "not ok $count - $words"
		printf '%s\n' "$said" | sed 's/^/# /'
	fi
}

# says STATUS WORDS ARGUMENT…
says() {
	wanted=$1
	expected=$2
	shift 2
	told=$(yimeng match "$@" 2>&1)
	status=$?
	[ $status = "$wanted" ] && case $told in *"$expected"*) ;; *) false ;; esac || { echo "status $status, said: $told"; return 1; }
}

solved_as() { yimeng match solve "$2" | diff "$1" -; }

# Every student one family before any has two: 10 gives its dearest one up for 11, who has no other.
cat >"$dir/small" <<'END'
p 4 4 7
s 10 2
s 11 2
s 12 2
s -3 2
f 500 1
f 600 1
f 700 2
f 800 0
e 10 500 1000
e 10 600 3
e 10 700 2
e 11 500 1
e 12 700 7
e -3 800 1000
e 12 800 9
END
cat >"$dir/expected" <<'END'
students_with 3 1 0 0
pairs 4
score 13
pair 10 600 1 3
pair 10 700 2 2
pair 11 500 1 1
pair 12 700 1 7
END
(head -n 1 "$dir/small" && tail -n +2 "$dir/small" | sort -R) >"$dir/shuffled"
printf 'p 1 1 1\ns 1 1\nf 1 1\ne 1 1 70000\n' >"$dir/score"
printf 'p 1 1 1\ns 1 1\nf 1 1\ne 1 2 7\n' >"$dir/stranger"
printf 'p 1 1 0\ns 1 1\nf 1 1' >"$dir/apart"

try "pairs and totals of a small one" solved_as "$dir/expected" "$dir/small"
try "its lines in another order" solved_as "$dir/expected" "$dir/shuffled"
try "from a pipe" sh -c '"${YM_BUILD:-.}/yimeng" match solve /dev/stdin <"$1/small" | diff "$1/expected" -' sh "$dir"
try "nobody can be paired" says 0 "pairs 0" solve "$dir/apart"
try "a score too large is named with its line" says 1 "$dir/score:4: score" solve "$dir/score"
try "so is a family that is not there" says 1 "$dir/stranger:4: no family" solve "$dir/stranger"
try "a file that is not there" says 2 "No such file" solve "$dir/nothing"
try "a folder is no file" says 2 "Is a directory" solve "$dir"
try "no verb" says 2 "usage: yimeng match solve FILE"
try "an unknown verb" says 2 "usage: yimeng match solve FILE" guess "$dir/small"
try "no file" says 2 "usage: yimeng match solve FILE" solve
try "an output that is full" sh -c '"${YM_BUILD:-.}/yimeng" match solve "$1/small" >/dev/full; [ $? = 2 ]' sh "$dir"
echo "1..$count"
[ $failed = 0 ]
