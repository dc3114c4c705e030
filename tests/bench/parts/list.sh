# 3. The campaign list, all three queries each time, against the same bytes from PHP; then through the one-second cache.
ours() { get "$1" "$2" "$(program_pids) $(web_pids) $(database_pid)" "http://127.0.0.1:$direct/yimeng/pledge/"; }
php() { get "$1" "$2" "$(php_pids) $(web_pids) $(database_pid)" "http://127.0.0.1:$direct/php/list/"; }
cached() { get "$1" "$2" "" "http://127.0.0.1:$port/yimeng/pledge/"; }
file() { get "$1" "$2" "" "http://127.0.0.1:$port/yimeng/static/bench-list.html"; }

lab_start
php_choose http://127.0.0.1:$direct/php/list/
same_page list "http://127.0.0.1:$direct/yimeng/pledge/" "http://127.0.0.1:$direct/php/list/"
note "a request, ours: $(statements_of "http://127.0.0.1:$direct/yimeng/pledge/")"
note "a request, PHP: $(statements_of "http://127.0.0.1:$direct/php/list/")"
versus list ours php
row 3-list-vs-php "$(ratio list 1)" "x requests/s" ">= 2.2"
row 3-list-cpu "$(ratio list 4)" "x processor" "<= 0.45"
row 3-list-p99 "$(ratio list 3)" "x ms" "<= 1"
speeds list ours PHP

fetch "http://127.0.0.1:$port/yimeng/pledge/" >"$lab/www/static/bench-list.html"
versus cached cached file
row 3-list-cached-vs-file "$(ratio cached 1)" "x requests/s" ">= 0.75"
speeds cached cached file
rm -f "$lab/www/static/bench-list.html"
