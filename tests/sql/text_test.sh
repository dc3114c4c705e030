#!/bin/sh
# `yimeng text` as an administrator runs it: versions of consents and notices, with the rights of ym_worker.
. "$(dirname "$0")/tap.sh"
let_in
dir=$(mktemp -d)
trap 'rm -rf "$dir"; "$here/server.sh" stop "$socket"' EXIT
mkdir "$dir/passwords"
echo test >"$dir/passwords/ym_worker"
sed "s|^socket = .*|socket = $socket|; s|^password_dir =.*|password_dir = $dir/passwords|; s|/usr/local/share/yimeng|$top|" \
	"$top/conf/yimeng.conf" >"$dir/yimeng.conf"
# says STATUS WORDS ARGUMENT…
says() {
	wanted=$1
	words=$2
	shift 2
	said=$("${YM_BUILD:-.}/yimeng" text "$@" "$dir/yimeng.conf" 2>&1)
	status=$?
	[ $status = "$wanted" ] && case $said in *"$words"*) ;; *) false ;; esac || { echo "status $status, said: $said"; return 1; }
}
rows() { [ "$(sql "SELECT GROUP_CONCAT(CONCAT_WS(' ', kind, purpose, version, language) ORDER BY id) FROM policy_text")" = "$1" ]; }

echo one >"$dir/a.zh.txt"
echo two >"$dir/a.en.txt"
: >"$dir/empty.zh.txt"
printf '\377\n' >"$dir/bytes.zh.txt"
try "a text is published in two languages" says 0 "consent care: version 1" publish care "$dir/a.zh.txt" "$dir/a.en.txt"
try "the same words again make no version" says 0 "says the same" publish care "$dir/a.zh.txt" "$dir/a.en.txt"
echo three >"$dir/a.en.txt"
try "other words make one" says 0 "version 2" publish care "$dir/a.zh.txt" "$dir/a.en.txt"
try "a notice is another text" says 0 "notice care: version 1" publish --notice care "$dir/a.zh.txt"
before="consent care 1 zh,consent care 1 en,consent care 2 zh,consent care 2 en,notice care 1 zh"
try "that is what stands there" rows "$before"
try "it is in the trail" [ "$(sql "SELECT GROUP_CONCAT(subject ORDER BY seq) FROM audit_event WHERE action = 'policy_publish'")" = \
	"consent:care,consent:care,notice:care" ]
try "one in English alone is refused" says 2 "Chinese" publish other "$dir/a.en.txt"
try "an empty one is refused" says 2 "empty" publish other "$dir/empty.zh.txt"
try "one that is no text is refused" says 2 "UTF-8" publish other "$dir/bytes.zh.txt"
try "one that is not there is refused" says 2 "No such file" publish other "$dir/none.zh.txt"
try "one without a language is refused" says 2 "usage" publish other "$dir/yimeng.conf"
try "nothing of that was published" rows "$before"
for text in "$top"/data/texts/*.zh.txt; do
	try "ours: $(basename "$text" .zh.txt)" says 0 "version 1" publish "$(basename "$text" .zh.txt)" "$text" "${text%.zh.txt}.en.txt"
done
finish
