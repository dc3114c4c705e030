# 3. The campaign list, all three queries each time, against the same bytes from PHP; then through the one-second cache.
ours() { get "$1" "$2" "$(program_pids) $(web_pids) $(database_pid)" "http://127.0.0.1:$direct/yimeng/pledge/"; }
php() { get "$1" "$2" "$(php_pids) $(web_pids) $(database_pid)" "http://127.0.0.1:$direct/php/list/"; }
php_text() { get "$1" "$2" "$(php_pids) $(web_pids) $(database_pid)" "http://127.0.0.1:$direct/php-text/list/"; }
cached() { get "$1" "$2" "" "http://127.0.0.1:$port/yimeng/pledge/"; }
file() { get "$1" "$2" "" "http://127.0.0.1:$port/yimeng/static/bench-list.html"; }

lab_start
php_start
for way in yimeng/pledge php/list php-text/list; do
	same_page list "http://127.0.0.1:$direct/yimeng/pledge/" "http://127.0.0.1:$direct/$way/"
	note "$way: a request is $(statements_of "http://127.0.0.1:$direct/$way/")"
done
versus list ours php php_text
row 3-list-vs-php "$(ratio list b 1)" "x requests/s" ">= 2.2"
row 3-list-cpu "$(ratio list b 4)" "x processor" "<= 0.45"
row 3-list-p99 "$(ratio list b 3)" "x ms" "<= 1"
row 3-list-vs-php-text "$(ratio list c 1)" "x requests/s" ">= 2.2"
row 3-list-cpu-text "$(ratio list c 4)" "x processor" "<= 0.45"
row 3-list-p99-text "$(ratio list c 3)" "x ms" "<= 1"
speeds list ours "PHP, prepared" "PHP, text"

fetch "http://127.0.0.1:$port/yimeng/pledge/" >"$lab/www/static/bench-list.html"
versus cached cached file
row 3-list-cached-vs-file "$(ratio cached b 1)" "x requests/s" ">= 0.75"
speeds cached cached file
rm -f "$lab/www/static/bench-list.html"
