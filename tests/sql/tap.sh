# For the tests of the schema, sourced by sh: a server with the schema, and one line of TAP per promise. $sql runs SQL as root.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
count=0
failed=0

socket=$("$here/server.sh" start $$) || exit 99
trap '"$here/server.sh" stop "$socket"' EXIT
target="db:mysql://root@/yimeng?mysql_socket=$socket"

# as USER SQL: the programs' accounts have the password `test` once let_in has run, the others none.
as() {
	case $1 in
	ym_pledge | ym_match | ym_aid | ym_admin | ym_worker | ym_check) password=--password=test ;;
	*) password= ;;
	esac
	mariadb --no-defaults --default-character-set=utf8mb4 --socket="$socket" --user="$1" $password --batch \
		--skip-column-names yimeng --execute="$2" 2>&1
}
let_in() { for user in ym_pledge ym_match ym_aid ym_admin ym_worker ym_check; do sql "ALTER USER $user@localhost IDENTIFIED BY 'test'"; done; }
sql() { as root "$@"; }

# try WORDS COMMAND…: holds when the command succeeds; says what it said where it does not.
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

# refused NUMBER USER SQL: the server answers with that error.
refused() {
	said=$(as "$2" "$3")
	printf '%s\n' "$said" | grep -q "^ERROR $1 " || { echo "expected error $1, got: $said"; return 1; }
}

# answers EXPECTED SQL
answers() {
	said=$(sql "$2")
	[ "$said" = "$1" ] || { echo "expected $1, got: $said"; return 1; }
}

finish() {
	echo "1..$count"
	[ $failed = 0 ]
}
