# One private site in one folder: MariaDB, the programs, a web server, all below it, each ended by its own pid file.
# Sourced by bash. quickstart, the tests and the benchmark start theirs through the functions here.
#
#	FOLDER/yimeng.conf  secret/  mariadb/  log/  web/ (generated server configuration)  www/ (what the web server reads)
#	FOLDER/mailbox/     the SMS and mail that a demonstration sent
#	FOLDER/run/         sockets and pid files; a link to a short path where FOLDER's own is too long for a socket

# site_use FOLDER: set the names below and make the folders. `build` is the folder of the built programs.
site_use() {
	site=$1
	run=$site/run
	log=$site/log/quickstart.log
	programs=$build
	shared=$top
	socket_group=
	mkdir -p "$site/log" "$site/secret" "$site/web" "$site/www" "$site/mailbox" && chmod 700 "$site/secret" "$site/log" &&
		chmod 755 "$site/mailbox" || return
	site=$(cd "$site" && pwd)
	run_folder || return
	database=(mariadb --no-defaults --socket="$run/mariadb.sock" --user="$(id -un)" --default-character-set=utf8mb4 --batch)
}

# A socket's path has at most 107 bytes, and a web server that is not us must reach it.
run_folder() {
	run=$site/run
	if [ -L "$run" ]; then
		local target
		target=$(readlink "$run")
		# A reboot empties /tmp; and a folder that somebody else made there under our name is not ours.
		if mkdir -m 700 "$target" 2>/dev/null || [ -O "$target" ]; then run=$target; return; fi
		rm -f "$run"
	fi
	if [ ${#run} -le 90 ]; then
		mkdir -p "$run"
		return
	fi
	local short
	short=$(mktemp -d "${XDG_RUNTIME_DIR:-/tmp}/yimeng.XXXXXX") && ln -s "$short" "$site/run" && run=$short
}

# alive PIDFILE COMMAND: does that process live, and is it still what it was? (Pids are given again after a reboot.)
alive() {
	local pid state
	{ read -r pid <"$1"; } 2>/dev/null && [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$2" ] || return
	# One that ended and that nobody has fetched yet still has its name.
	{ read -r _ _ state _ <"/proc/$pid/stat"; } 2>/dev/null && [ "$state" != Z ]
}

# end PIDFILE COMMAND [SIGNAL]: ask it to end and wait until it did.
end() {
	local pid tries=0
	if alive "$1" "$2"; then
		read -r pid <"$1"
		kill -s "${3:-TERM}" "$pid"
		while alive "$1" "$2"; do
			tries=$((tries + 1))
			# What hangs, and its children, is not asked again: nothing of ours is lost by a crash.
			[ $tries -ne 600 ] || kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid"
			[ $tries -lt 800 ] || because "$2 (process $pid) does not end" || return
			sleep 0.05
		done
	fi
	rm -f "$1"
}

# changed STAMP FILE…: are the files other than when `settle STAMP FILE…` was last said?
digest() { find "$@" -type f -print0 2>/dev/null | sort -z | xargs -0 sha256sum 2>/dev/null | sha256sum; }
changed() { local stamp=$1; shift; [ "$(digest "$@")" != "$(cat "$stamp" 2>/dev/null)" ]; }
settle() { local stamp=$1; shift; digest "$@" >"$stamp"; }

# background PIDFILE NAME LOG COMMAND…: in a session of its own, without our descriptors; returns once the process has become
# NAME, and fails where it ended before.
background() {
	local pidfile=$1 name=$2 output=$3
	shift 3
	setsid "$@" </dev/null >>"$output" 2>&1 9>&- &
	echo $! >"$pidfile"
	until alive "$pidfile" "$name"; do
		kill -0 $! 2>/dev/null || return 1
		sleep 0.02
	done
}

# last_words LOG: its last line, without journald's mark of weight.
last_words() { tail -n 1 "$1" | sed 's/^<[0-7]>//'; }

random_word() { head -c 32 /dev/urandom | base64 | tr -dc 'A-Za-z0-9' | head -c 32; }

# with_paths FILE PORT: a file of conf/ with the paths of production made this folder's.
with_paths() {
	sed -e "s|/usr/local/share/yimeng/view/static|$site/www/static|g" -e "s|/usr/local/share/yimeng/conf/portal|$site/www/portal|g" \
		-e "s|/usr/local/share/yimeng/|$shared/|g" -e "s|/usr/local/libexec/yimeng/|$programs/|g" -e "s|/run/yimeng/|$run/|g" \
		-e "s|/usr/local/etc/yimeng/keys|$site/secret/keys|g" -e "s|/usr/local/etc/yimeng/|$site/|g" \
		-e "s|/var/lib/yimeng/mailbox|$site/mailbox|g" -e "s|/run/mysqld/mysqld.sock|$run/mariadb.sock|g" -e "s|^password_dir =.*|password_dir = $site/secret|" \
		-e "s|/var/cache/nginx/yimeng|$run/cache|g" -e "s|/var/log/nginx/yimeng-|$site/log/nginx-|g" -e "s|/var/log/apache2/yimeng-|$run/apache/|g" \
		-e "s|^public_url =.*|public_url = ${YM_PUBLIC_URL:-http://127.0.0.1:$2}|" -e "s|127\.0\.0\.1:8080|127.0.0.1:$2|g" "$1"
}

# --- MariaDB ---------------------------------------------------------------------------------------------------------

database_start() {
	local as=() data=$site/mariadb
	alive "$run/mariadb.pid" mariadbd && return 0
	[ "$(id -u)" = 0 ] && as=(--user=root)
	# A server that starts clears its temporary folder, whoever's tables lie there: /tmp would be shared with others.
	mkdir -p "$site/tmp" || because "cannot write to $site" || return
	if [ ! -f "$data/ready" ]; then
		need_space 300 "$site" || return
		rm -rf "$data"
		mariadb-install-db --no-defaults --force "${as[@]}" --datadir="$data" --tmpdir="$site/tmp" --skip-test-db \
			--auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" ||
			because "mariadb-install-db failed, see $log" || return
		touch "$data/ready"
	fi
	background "$run/mariadb.pid" mariadbd "$site/log/mariadb.log" mariadbd --defaults-file="$top/conf/mariadb.cnf" "${as[@]}" \
		--datadir="$data" --tmpdir="$site/tmp" --pid-file="$data/pid" --socket="$run/mariadb.sock" --skip-networking ${YM_MARIADB_OPTIONS:-}
	database_wait || because "MariaDB does not start, see $site/log/mariadb.log" || return
}

database_wait() {
	local tries=0
	until "${database[@]}" --execute='DO 0' 2>/dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 600 ] && alive "$run/mariadb.pid" mariadbd || return 1
		sleep 0.1
	done
}

# The time SIGTERM takes is InnoDB's orderly shutdown.
database_stop() { end "$run/mariadb.pid" mariadbd; }

schema_deploy() {
	changed "$site/schema.stamp" "$top/sql" || return 0
	"${database[@]}" --execute='CREATE DATABASE IF NOT EXISTS yimeng' &&
		(cd "$top/sql" && SQITCH_FULLNAME=quickstart SQITCH_EMAIL=quickstart@localhost \
			sqitch deploy --quiet "db:mysql://$(id -un)@/yimeng?mysql_socket=$run/mariadb.sock") ||
		because "sqitch could not deploy the schema, see $log" || return
	settle "$site/schema.stamp" "$top/sql"
}

# On a private server the programs' users cannot be Unix users: they get passwords that only this folder knows.
database_users=(ym_pledge ym_match ym_aid ym_admin ym_worker ym_check)
passwords_set() {
	local user word
	for user in "${database_users[@]}"; do
		[ -s "$site/secret/$user" ] && continue
		word=$(random_word)
		"${database[@]}" --execute="ALTER USER $user@localhost IDENTIFIED VIA mysql_native_password USING PASSWORD('$word')" ||
			because "MariaDB would not take a password for $user, see $log" || return
		(umask 077 && printf '%s\n' "$word" >"$site/secret/$user") || because "cannot write to $site/secret" || return
	done
}

demo_load() {
	changed "$site/demo.stamp" "$top/data" || return 0
	"$top/data/load-divisions.sh" | "${database[@]}" yimeng || because "the divisions could not be loaded, see $log" || return
	"${database[@]}" yimeng <"$top/data/demo.sql" || because "the demo campaigns could not be loaded, see $log" || return
	"$top/data/load-units.sh" | "${database[@]}" yimeng && "${database[@]}" yimeng <"$top/data/demo_units.sql" ||
		because "the org tree could not be loaded, see $log" || return
	settle "$site/demo.stamp" "$top/data"
}

# Staff of the demonstration, one for each role; how they sign in stands in secret/staff.
staff_make() {
	changed "$site/staff.stamp" "$top/data" "$build/yimeng" || return 0
	(umask 077 && "$build/yimeng" account demo "$site/yimeng.conf" >"$site/secret/staff") ||
		because "the demo staff could not be made: $(last_words "$log")" || return
	settle "$site/staff.stamp" "$top/data" "$build/yimeng"
}

# What families and guardians consent to, and are told. Words that are published already are not published again.
# Programmes of aid, in force at once, which only a demonstration may. One that is stored and says otherwise is told in the log and stays.
programmes_load() {
	local folder
	changed "$site/programmes.stamp" "$top/data/programmes" || return 0
	for folder in "$top/data/programmes" "$top/data/programmes/demo"; do
		"$build/yimeng" programme load "$folder" --publish "$site/yimeng.conf" || [ $? = 1 ] ||
			because "the programmes of aid could not be loaded: $(last_words "$log")" || return
	done
	settle "$site/programmes.stamp" "$top/data/programmes"
}

texts_publish() {
	local text purpose
	changed "$site/texts.stamp" "$top/data/texts" || return 0
	for text in "$top"/data/texts/*.zh.txt "$top"/data/texts/notice/*.zh.txt; do
		purpose=$(basename "$text" .zh.txt)
		case $text in
		*/notice/*) set -- --notice "$purpose" ;;
		*) set -- "$purpose" ;;
		esac
		"$build/yimeng" text publish "$@" "$text" "${text%.zh.txt}.en.txt" "$site/yimeng.conf" ||
			because "the text of $purpose could not be published: $(last_words "$log")" || return
	done
	settle "$site/texts.stamp" "$top/data/texts"
}

# A register for the demonstration, brought in as staff bring theirs. All of it is invented: no place has the number 371399, with
# which its ID numbers begin.
students_load() {
	local city
	changed "$site/students.stamp" "$top/data/demo_students.csv" || return 0
	city=$("${database[@]}" --skip-column-names yimeng --execute='SELECT id FROM unit WHERE parent_id IS NULL') &&
		"$build/yimeng" import student "$top/data/demo_students.csv" --unit "$city" --source demo --commit "$site/yimeng.conf" ||
		because "the demo students could not be loaded: $(last_words "$log")" || return
	settle "$site/students.stamp" "$top/data/demo_students.csv"
}

# Students to pair and volunteer families, generated, and what became of them; after the texts that guardians agree to.
families_load() {
	local students=${1:-120} families=${2:-260}
	changed "$site/families.stamp" "$top/data/demo_places.sql" "$top/data/demo_pairing.sql" || return 0
	"${database[@]}" yimeng <"$top/data/demo_places.sql" && "$build/yimeng" match demo "$top/data/demo_words.tsv" "$students" "$families" "$site/yimeng.conf" &&
		"${database[@]}" yimeng <"$top/data/demo_pairing.sql" ||
		because "the demo families could not be made: $(last_words "$log")" || return
	settle "$site/families.stamp" "$top/data/demo_places.sql" "$top/data/demo_pairing.sql"
}

# Awards of two programmes, of the students of the register, in every state.
awards_load() {
	local programme period
	changed "$site/awards.stamp" "$top/data/demo_awards.sql" || return 0
	period=$(date +%Y)-1
	for programme in compulsory_textbooks compulsory_fees; do
		"$build/yimeng" award compute "$programme" "$period" "$site/yimeng.conf" ||
			because "the demo awards could not be computed: $(last_words "$log")" || return
	done
	"${database[@]}" yimeng <"$top/data/demo_awards.sql" ||
		because "the demo awards could not be made: $(last_words "$log")" || return
	settle "$site/awards.stamp" "$top/data/demo_awards.sql"
}

# --- files and settings ----------------------------------------------------------------------------------------------

# Static files where any web server may read them, each with its compressed twin.
www_write() {
	changed "$site/www.stamp" "$top/view/static" "$top/conf/portal" || return 0
	rm -rf "$site/www/static" "$site/www/portal"
	cp -r "$top/view/static" "$site/www/static" && cp -r "$top/conf/portal" "$site/www/portal" &&
		find "$site/www/static" -type f \( -name '*.css' -o -name '*.js' -o -name '*.svg' -o -name '*.html' \) -exec gzip -9 -n -k -f {} + &&
		chmod -R a+rX "$site/www" || because "cannot write to $site/www" || return
	settle "$site/www.stamp" "$top/view/static" "$top/conf/portal"
}

# mailbox_ports: where this site's mailbox listens, as $sms and $mail; the same each time, unless somebody else took them.
mailbox_ports() {
	{ read -r sms mail <"$site/mailbox.ports"; } 2>/dev/null && { alive "$run/mailbox.pid" yimeng || { port_free "$sms" && port_free "$mail"; }; } && return
	sms=$(free_port) mail=$(free_port)
	echo "$sms $mail" >"$site/mailbox.ports" || because "cannot write to $site"
}

# free_port: one below those that the kernel gives to connections.
free_port() {
	local port
	while :; do
		port=$((20000 + RANDOM % 12000))
		port_free $port && { echo $port; return; }
	done
}

# settings_write PORT: yimeng.conf from the example, with the paths of this folder.
settings_write() {
	local sso=no sms mail
	[ -z "${YM_SSO:-}" ] || sso=yes
	www_write && mailbox_ports || return
	[ -s "$site/secret/keys" ] || "$build/yimeng" key new "$site/secret/keys" || because "no key file could be made, see $log" || return
	with_paths "$top/conf/yimeng.conf" "$1" | sed -e "s|^sso =.*|sso = $sso|" \
		-e "s|127\.0\.0\.1:8081|127.0.0.1:$sms|" -e "s|^smtp_port =.*|smtp_port = $mail|" >"$site/yimeng.conf" || because "cannot write $site/yimeng.conf" || return
	every program_check && worker_check
}
