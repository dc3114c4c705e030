# What is measured, started on loopback below one folder: the site as quickstart makes it, with one process of the program;
# a second nginx without cache and logs, which reaches the program, PHP-FPM and the transport servers alike. Sourced by bash.

workers=16
first_campaign=1001	# of the 100 that data.sql makes; the last fifth has ended
last_campaign=1080

sql() { mariadb --no-defaults --socket="$run/mariadb.sock" --user="$(id -un)" --default-character-set=utf8mb4 --batch --skip-column-names "$@"; }

# sql_file FILE DATABASE SETTING…
sql_file() {
	local file=$1 database=$2
	shift 2
	{ printf 'SET %s;\n' "$@"; cat "$here/$file"; } | sql "$database" >>"$log" 2>&1
}

site() { YM_BUILD=$build YM_PROCESSES=1 YM_PUBLIC_URL=http://127.0.0.1:$direct "$top/quickstart.d/site" "$@"; }

# Warm and without disk reads, as a server of this size would be; what makes a commit durable stays as conf/mariadb.cnf has it.
mariadb_options="--innodb-buffer-pool-size=${BENCH_POOL:-512M} --innodb-log-file-size=1G --max-connections=200"

lab_start() {
	need_site && return
	port=$(free_port 18080) && direct=$(free_port $((port + 1))) || fail "no free port"
	YM_MARIADB_OPTIONS=$mariadb_options site start "$lab" nginx "$port" || fail "the site does not start"
	run=$(cd "$lab/run" && pwd -P)
	sql_file data.sql yimeng @campaigns=100 || fail "the bench's campaigns could not be loaded"
	echo "$port $direct" >"$lab/ports"
	direct_start
	note "site on 127.0.0.1:$port, without cache on 127.0.0.1:$direct, data below $lab"
}

need_site() {
	[ -s "$lab/ports" ] && [ -e "$lab/run/nginx.pid" ] && read -r port direct <"$lab/ports" && run=$(cd "$lab/run" && pwd -P)
}

free_port() {
	local port
	for ((port = $1; port < $1 + 200; port++)); do
		(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo $port; return; }
	done
	return 1
}

pid_of() { cat "$run/$1.pid"; }
program_pids() { children "$(pid_of "${1:-pledge}")"; }
web_pids() { children "$(pid_of direct)"; }
database_pid() { pid_of mariadb; }

# --- nginx without cache -----------------------------------------------------------------------------------------------

direct_write() {
	[ "$(id -u)" != 0 ] || echo "user $(id -un) $(id -gn);"
	cat <<-END
		worker_processes auto;
		pid $run/direct.pid;
		error_log $lab/log/direct-error.log warn;
		events { worker_connections 1024; }
		http {
			include /etc/nginx/mime.types;
			default_type text/html;
			access_log off;
			sendfile on;
			tcp_nopush on;
			keepalive_requests 1000000;
			client_body_temp_path $run/temp/direct-body;
			fastcgi_temp_path $run/temp/direct-fastcgi;
			proxy_temp_path $run/temp/direct-proxy;
			uwsgi_temp_path $run/temp/direct-uwsgi;
			scgi_temp_path $run/temp/direct-scgi;
			upstream pledge { server unix:$run/pledge.sock max_fails=0; keepalive 32; }
			upstream match { server unix:$run/match.sock max_fails=0; keepalive 32; }
			upstream aid { server unix:$run/aid.sock max_fails=0; keepalive 32; }
			upstream bare { server unix:$run/bare.sock max_fails=0; keepalive 32; }
			map \$http_x_bare \$aid_or_bare { default aid; 1 bare; }
			upstream parked { server unix:$run/parked.sock max_fails=0; keepalive 32; }
			# Kept connections would starve PHP-FPM and libfcgi's own loop: each of their workers serves one until it closes.
			upstream php { server unix:$run/php.sock max_fails=0; }
			upstream naive { server unix:$run/naive.sock max_fails=0; }
			server {
				listen 127.0.0.1:$direct;
				include $lab/web/yimeng/params.conf;
				client_body_buffer_size 128k;
				fastcgi_buffer_size 32k;
				fastcgi_buffers 4 32k;
				fastcgi_split_path_info ^(/yimeng/pledge)(/.*)\$;
				location /yimeng/pledge/ { fastcgi_pass pledge; fastcgi_keep_conn on; }
				location /yimeng/match/ {
					fastcgi_split_path_info ^(/yimeng/match)(/.*)\$;
					fastcgi_pass match;
					fastcgi_keep_conn on;
				}
				location /yimeng/aid/ {
					fastcgi_split_path_info ^(/yimeng/aid)(/.*)\$;
					fastcgi_pass \$aid_or_bare;
					fastcgi_keep_conn on;
				}
				location /parked { fastcgi_pass parked; fastcgi_keep_conn on; }
				location /naive { fastcgi_pass naive; }
				location /file/ { alias $lab/www/bench/; }
				$(php_location family match)
				$(php_location calculator aid)
				$(php_location '\w+' pledge)
			}
		}
	END
}

# php_location PAGES PROGRAM: the pages (a regular expression) that PHP serves as the program's database user.
php_location() {
	cat <<-END
		location ~ ^/(php|php-text)/($1)/ {
			fastcgi_pass php;
			fastcgi_param SCRIPT_FILENAME $here/php/\$2.php;
			fastcgi_param YM_WAY \$1;
			fastcgi_param YM_SETTINGS $lab/php/$2.php;
			include $lab/web/yimeng/params.conf;
		}
	END
}

direct_start() {
	mkdir -p "$lab/www/bench" "$lab/web" "$run/temp"
	direct_write >"$lab/web/direct.conf"
	nginx -e "$lab/log/direct-error.log" -p "$lab" -c "$lab/web/direct.conf" || fail "nginx does not start, see $lab/log/direct-error.log"
}

# --- PHP-FPM -------------------------------------------------------------------------------------------------------------

# PHP-FPM, warmed up. Two ways of PDO are measured, each with connections of its own: /php/ prepares on the server, as the
# program does, but PDO keeps no statement from request to request, so that each is prepared, run and closed (three round
# trips); /php-text/ (PDO::ATTR_EMULATE_PREPARES) writes the values into the text of the statement and needs one.
php_start() {
	local way program
	php_stop
	mkdir -p "$lab/php" && chmod 700 "$lab/php"
	cat >"$lab/php/php.ini" <<-END
		opcache.enable = 1
		opcache.validate_timestamps = 0
		output_buffering = 131072
		default_charset = UTF-8
		expose_php = 0
		zend.assertions = -1
		variables_order = GPCS
		register_argc_argv = 0
		error_log = $lab/log/php.log
		log_errors = 1
		display_errors = 0
	END
	cat >"$lab/php/fpm.conf" <<-END
		[global]
		error_log = $lab/log/fpm.log
		pid = $run/php.pid
		daemonize = yes
		[bench]
		user = $(id -un)
		group = $(id -gn)
		listen = $run/php.sock
		listen.backlog = 1024
		pm = static
		pm.max_children = $workers
	END
	for program in pledge match aid; do
		cat >"$lab/php/$program.php" <<-END
			<?php
			const SOCKET = '$run/mariadb.sock', PROGRAM = '$program', PASSWORD = '$(cat "$lab/secret/ym_$program")';
			const MASTER_KEY = '$(awk '/^[0-9]/ { print $2 }' "$lab/secret/keys")', KEY_ID = $(awk '/^[0-9]/ { print $1 }' "$lab/secret/keys");
			const PUBLIC_URL = 'http://127.0.0.1:$direct', ASSETS = '$(assets)';
		END
		chmod 600 "$lab/php/$program.php"
	done
	php-fpm8.2 --allow-to-run-as-root --php-ini "$lab/php/php.ini" --fpm-config "$lab/php/fpm.conf" >>"$log" 2>&1 ||
		fail "PHP-FPM does not start, see $lab/log/fpm.log"
	for way in php php-text; do
		wrk --duration 1s --threads 2 --connections 64 "http://127.0.0.1:$direct/$way/list/" >>"$log" ||
			fail "PHP does not answer, see $lab/log"
	done
}

# The version of the static files as it stands in the program's links.
assets() { fetch "http://127.0.0.1:$direct/yimeng/pledge/" | sed -n 's/.*yimeng\.css?v=\([0-9a-f]*\).*/\1/p'; }

# statements_of URL: what the server was asked for one more request, once the connections are warm.
statements_of() {
	local names="'QUESTIONS', 'COM_STMT_PREPARE', 'COM_STMT_EXECUTE', 'COM_STMT_CLOSE', 'COM_ADMIN_COMMANDS', 'COM_SELECT'" before i
	for i in {1..64}; do fetch -o /dev/null "$1"; done
	before=$(sql --execute="SELECT VARIABLE_NAME, VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME IN ($names)")
	for i in {1..10}; do fetch -o /dev/null "$1"; done
	sql --execute="SELECT VARIABLE_NAME, VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME IN ($names)" |
		awk -v before="$before" 'BEGIN { n = split(before, w, /[ \t\n]+/); for (i = 1; i < n; i += 2) was[w[i]] = w[i + 1] }
			{ printf "%s %.1f  ", tolower($1), ($2 - was[$1]) / 10 }'
}

php_stop() { [ ! -s "$run/php.pid" ] || end_pid "$(pid_of php)"; }
php_pids() { children "$(pid_of php)"; }

# --- both ------------------------------------------------------------------------------------------------------------------

fetch() { curl --silent --show-error --max-time 10 --noproxy '*' "$@"; }

# libfcgi's own loop takes no SIGTERM while it waits.
end_pid() {
	local tries=0
	kill -TERM "$1" 2>/dev/null
	while kill -0 "$1" 2>/dev/null && [ "$(ps -o stat= -p "$1" | cut -c1)" != Z ]; do
		tries=$((tries + 1))
		[ $tries -ne 60 ] || kill -KILL "$1"
		sleep 0.05
	done
}

lab_stop() {
	local name
	[ -e "$lab/run" ] || return
	run=$(cd "$lab/run" && pwd -P)
	for name in php direct parked naive; do
		[ ! -s "$run/$name.pid" ] || end_pid "$(pid_of $name)"
		rm -f "$run/$name.pid"
	done
	site stop "$lab"
}

# same_page WHAT URL_A URL_B [CURL_ARGUMENTS…]: the same bytes, or the comparison means nothing. Tokens and the codes in them
# are random: their characters count as x.
same_page() {
	local what=$1 a=$2 b=$3
	shift 3
	fetch "$@" "$a" | blank_tokens >"$results/$what.a.html"
	fetch "$@" "$b" | blank_tokens >"$results/$what.b.html"
	[ -s "$results/$what.a.html" ] && cmp "$results/$what.a.html" "$results/$what.b.html" ||
		fail "$what: the two pages differ: bring tests/bench/php up to date"
	note "$what: the same $(wc -c <"$results/$what.a.html") bytes from both"
}

blank_tokens() { sed -E 's/(name="form_token" value=")[^"]*/\1x/g'; }

# signed_in ROLE UNIT: the cookie of somebody of this role at the unit (a condition of SQL).
signed_in() {
	local token digest
	{ read -r token; read -r digest; } < <("$build/tests/client/staff_secret" "$lab/yimeng.conf" session)
	sql yimeng --execute="INSERT INTO staff_session (token_digest, account_id, grant_id, stage, method, started_at, seen_at, second_factor_at, address, browser)
		SELECT UNHEX('$digest'), g.account_id, g.id, 'full', 'password', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), '192.0.2.1', 'bench'
		FROM role_grant g JOIN unit u ON u.id = g.unit_id JOIN account a ON a.id = g.account_id
		WHERE g.role = '$1' AND $2 AND g.revoked_at IS NULL AND a.disabled_at IS NULL ORDER BY g.id LIMIT 1"
	[ "$(sql yimeng --execute='SELECT ROW_COUNT() + COUNT(*) FROM staff_session WHERE browser = "bench"')" -gt 0 ] || fail "nobody is $1"
	echo "__Secure-ym-admin=$token"
}
