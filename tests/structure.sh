#!/usr/bin/env bash
# Does the tree still stand as CONTRIBUTING.md says? Floors, foreign headers, lengths, names, the language of the code, translations.
#   tests/structure.sh [FOLDER]      checks what git tracks in FOLDER (without git: all of it); each breach is one line
#   tests/structure.sh --self-test   builds a small tree that offends in every way and expects to hear of each
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
set -uo pipefail
export LC_ALL=C

readonly file_lines_max=400 function_lines_max=60 main_lines_max=40
failures=0

# The tracked files, or in an unpacked release all below the rooms and at the top; relative, one a line.
list_files() {
	local top
	if top=$(git rev-parse --show-toplevel 2>/dev/null) && [ "$top" -ef . ]; then
		git ls-files --cached | while IFS= read -r file; do
			[ -f "$file" ] && printf '%s\n' "$file"
		done
	else
		find . -maxdepth 1 -type f -printf '%P\n'
		for room in src cgi-bin ctl tests view conf sql data doc po; do
			[ -d "$room" ] && find "$room" -name node_modules -prune -o -type f -print
		done
	fi | sort
}

# report WHAT: reads breaches and, from a line `= N`, how many things were looked at.
report() {
	local line total=0 failed=0
	while IFS= read -r line; do
		case $line in
		'= '*) total=${line#= } ;;
		*)
			printf '%s\n' "$line"
			failed=$((failed + 1))
			;;
		esac
	done
	if [ "$total" -eq 0 ]; then
		printf 'nothing to look at\n'
		failed=$((failed + 1))
		total=1
	fi
	printf '%s: %d passed, %d failed\n' "$1" $((total - failed)) "$failed"
	failures=$((failures + failed))
}

# Which floor may see which. Read from the top down; a floor always sees itself.
check_floors() {
	grep -E '^(src|cgi-bin|ctl|tests/unit)/.*\.[ch]$' <<<"$files" | tr '\n' '\0' | xargs -0r awk '
		BEGIN {
			may["base"] = " "
			may["db"] = may["crypt"] = may["solve"] = " base "
			may["domain"] = " db crypt solve base "
			may["http"] = may["view"] = may["exchange"] = " crypt base "
			may["post"] = " base "
			may["work"] = " domain exchange post db crypt solve base "
			may["app"] = " domain http view exchange db crypt solve base "
			may["cgi-bin"] = may["ctl"] = " work post app" may["app"]
		}
		function floor_of(path,   part) {
			split(path, part, "/")
			return part[1] == "src" ? part[2] : part[1] == "tests" ? part[3] : part[1]
		}
		function breach(text) { print FILENAME ":" FNR ": " text }
		FNR == 1 {
			floor = floor_of(FILENAME)
			if (!(floor in may) && FILENAME !~ /^tests\//) breach("there is no floor " floor)
		}
		/^[ \t]*#[ \t]*include[ \t]*"/ {
			looked++
			split($0, part, "\"")
			seen = part[2]
			if (seen ~ /\.\./ || seen ~ /\.c$/) { breach("includes \"" seen "\""); next }
			if (seen !~ /\// || !(floor in may)) next	# of its own folder; or a test of several floors
			sub(/\/.*/, "", seen)
			if (seen != floor && index(may[floor], " " seen " ") == 0) breach(floor " must not see " part[2])
		}
		END { print "= " looked + 0 }' | sum_totals
}

# xargs may run a command several times: one total of all.
sum_totals() {
	awk '/^= / { total += $2; next } { print } END { print "= " total + 0 }'
}

# A foreign library belongs to one or two rooms.
check_foreign() {
	grep -E '^(src|cgi-bin|ctl)/.*\.[ch]$' <<<"$files" | tr '\n' '\0' | xargs -0r awk '
		BEGIN {
			rooms["^(mysql|mariadb|errmsg|mysqld_error)"] = " db "
			rooms["^(fcgi|fastcgi)"] = " http "
			rooms["^libxml/"] = " view exchange "
			rooms["^(zip|xlsxwriter)"] = " exchange "
			rooms["^qrencode"] = " view "
			rooms["^(sodium|oath|liboath/)"] = " crypt "
			rooms["^curl/"] = " post "
			rooms["^ini\\.h"] = " base "
		}
		/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
			looked++
			split($0, part, /[<">]/)
			split(FILENAME, place, "/")
			for (name in rooms)
				if (part[2] ~ name && (place[1] != "src" || index(rooms[name], " " place[2] " ") == 0))
					print FILENAME ":" FNR ": <" part[2] "> belongs to" rooms[name] "only"
		}
		END { print "= " looked + 0 }' | sed 's/  *only$/ only/' | sum_totals
}

check_file_lengths() {
	grep -E '\.(c|h|mjs|js|sh|css)$' <<<"$files" | tr '\n' '\0' | xargs -0r awk -v most="$file_lines_max" -v main_most="$main_lines_max" '
		function judge() {
			if (file == "") return
			looked++
			limit = file ~ /^cgi-bin\/[^\/]+\/main\.c$/ ? main_most : most
			if (lines > limit) print file ":" lines ": more than " limit " lines"
		}
		FNR == 1 { judge(); file = FILENAME }
		{ lines = FNR }
		END { judge(); print "= " looked + 0 }' | sum_totals
}

check_function_lengths() {
	if ! ctags --version 2>/dev/null | grep -q 'Universal Ctags'; then
		printf 'ctags: not there, or not universal-ctags\n= 1\n'
		return
	fi
	grep -E '\.[ch]$' <<<"$files" |
		ctags -L - -f - --languages=C --langmap=C:.c.h --kinds-C=f --fields=+ne --sort=no 2>/dev/null |
		awk -F '\t' -v most="$function_lines_max" '
			/^!/ { next }
			{
				first = last = 0
				for (i = 4; i <= NF; i++) {
					if ($i ~ /^line:/) first = substr($i, 6)
					if ($i ~ /^end:/) last = substr($i, 5)
				}
				looked++
				if (last - first + 1 > most) print $2 ":" first ": " $1 " has more than " most " lines"
			}
			END { print "= " looked + 0 }'
}

check_names() {
	awk '{
		looked++
		count = split(tolower($0), word, /[^a-z0-9]+/)
		for (i = 1; i <= count; i++)
			if (word[i] ~ /^(utils?|utilities|common|misc|helpers?|managers?|stuff)$/) {
				print $0 ": a room named " word[i] " is for junk"
				next
			}
	}
	END { print "= " looked + 0 }' <<<"$files"
}

# C without its comments, line by line.
without_comments() {
	awk '{
		rest = $0
		code = ""
		while (rest != "") {
			if (inside) {
				end = index(rest, "*/")
				rest = end ? substr(rest, end + 2) : ""
				inside = !end
			} else if (match(rest, /"([^"\\]|\\.)*"|'\''([^'\''\\]|\\.)*'\''|\/\*|\/\//)) {
				token = substr(rest, RSTART, RLENGTH)
				code = code substr(rest, 1, RSTART - 1)
				rest = substr(rest, RSTART + RLENGTH)
				if (token == "/*") inside = 1
				else if (token == "//") rest = ""
				else code = code token
			} else {
				code = code rest
				rest = ""
			}
		}
		print code
	}' "$1"
}

# Chinese, Japanese and full-width forms: U+3000…9FFF, F900…FAFF, FF00…FFEF and planes 2 and 3. A header's comment may quote a law.
check_language() {
	local chinese='[\xE3-\xE9][\x80-\xBF]{2}|\xEF[\xA4-\xAB\xBC-\xBF][\x80-\xBF]|\xF0[\xA0-\xBF][\x80-\xBF]{2}'
	local file line looked=0
	while IFS= read -r file; do
		looked=$((looked + 1))
		case $file in
		*.h) line=$(without_comments "$file" | grep -naP -m1 "$chinese") ;;
		*) line=$(grep -naP -m1 "$chinese" "$file") ;;
		esac && printf '%s:%s: words people read belong into templates\n' "$file" "${line%%:*}"
	done < <(grep -E '^(src|cgi-bin|ctl)/.*\.[ch]$' <<<"$files")
	printf '= %d\n' "$looked"
}

# No program starts with a message that is there twice, as two changes side by side may bring it.
check_messages() {
	grep -E '^po/.*\.po$' <<<"$files" | tr '\n' '\0' | xargs -0r awk '
		/^msgid "/ {
			looked++
			if ((FILENAME, $0) in seen) print FILENAME ":" FNR ": is there twice: " substr($0, 7)
			seen[FILENAME, $0]
		}
		END { print "= " looked + 0 }' | sum_totals
}

check_tree() {
	cd "$1" || exit 2
	files=$(list_files)
	report 'include direction' < <(check_floors)
	report 'foreign headers' < <(check_foreign)
	report 'file lengths' < <(check_file_lengths)
	report 'function lengths' < <(check_function_lengths)
	report 'names of rooms' < <(check_names)
	report 'language of the code' < <(check_language)
	report 'messages' < <(check_messages)
	[ "$failures" -eq 0 ]
}

# file PATH: its content from standard input.
file() {
	mkdir -p "$tree/$(dirname "$1")" && cat >"$tree/$1"
}

lines() {
	seq "$1" | sed 's/.*/;/'
}

build_sound_tree() {
	file src/base/arena.h <<<'/* 慈善法 §22 may be quoted here, and "here". */ int arena_one(void);'
	file src/base/arena.c <<<'#include "base/arena.h"'
	file src/base/settings.c <<<'#include <ini.h>'
	file src/crypt/seal.c <<<'#include <sodium.h>'
	file src/db/row.c < <(printf '#include <mysql/mysql.h>\n#include "base/arena.h"\n')
	file src/domain/giving/gift.c < <(printf '#include "domain/giving/gift.h"\n#include "db/db.h"\n#include "crypt/seal.h"\n')
	file src/http/form.c < <(printf '#include <fcgiapp.h>\n#include "crypt/token.h"\n')
	file src/view/render.c <<<'#include <libxml/parser.h>'
	file src/app/serve.c < <(printf '#include "domain/giving/gift.h"\n#include "http/form.h"\n#include "view/render.h"\n')
	file cgi-bin/pledge/gift_pages.c < <(printf '#include "app/serve.h"\n#include "rooms.h"\n')
	file cgi-bin/pledge/main.c < <(lines "$main_lines_max")
	file src/base/long.h < <(lines "$file_lines_max")
	file src/base/whole.c < <(printf 'int whole(void)\n{\n' && lines $((function_lines_max - 3)) && printf '}\n')
	file tests/unit/db/row_test.c <<<'#include "db/row.h"'
	file po/en.po < <(printf 'msgid "认捐"\nmsgstr "Pledge"\n\nmsgid "认捐了"\nmsgstr "Pledge"\n')
}

build_offences() {
	file src/base/up.c <<<'#include "db/db.h"'
	file src/db/side.c <<<'# include "crypt/seal.h"'
	file src/domain/giving/up.c < <(printf '#include "base/arena.h"\n#include "http/form.h"\n#include "view/render.h"\n')
	file src/http/side.h < <(printf '#include "view/render.h"\n#include "domain/giving/gift.h"\n#include "db/db.h"\n')
	file src/view/side.c <<<'#include "http/form.h"'
	file src/exchange/side.c <<<'#include "db/db.h"'
	file src/app/up.c <<<'#include "../cgi-bin/pledge/rooms.h"'
	file src/app/source.c <<<'#include "app/serve.c"'
	file src/attic/old.c <<<'#include "base/arena.h"'
	file tests/unit/http/side_test.c <<<'#include "db/db.h"'
	file src/domain/giving/sql.c <<<'#include <mysql.h>'
	file src/app/fast.c <<<'	#include <fcgi_stdio.h>'
	file src/http/xml.c <<<'#include <libxml/tree.h>'
	file src/base/salt.c <<<'#include <sodium/utils.h>'
	file cgi-bin/pledge/db.c <<<'#include <mysql/mysql.h>'
	file src/base/longer.c < <(lines $((file_lines_max + 1)))
	file tests/pages/longer.mjs < <(lines $((file_lines_max + 1)))
	file view/static/longer.css < <(lines $((file_lines_max + 1)))
	file cgi-bin/match/main.c < <(lines $((main_lines_max + 1)))
	file ctl/big.c < <(printf 'static int big(void)\n{\n' && lines $((function_lines_max - 2)) && printf '}\n')
	file src/db/db_util.c <<<'#include "base/arena.h"'
	file tests/helpers/start.sh <<<'true'
	file src/app/words.c <<<'static const char word[] = "认捐";'
	file src/db/comment.c <<<'/* 认捐 */'
	file src/http/words.h < <(printf '/* a\n * 慈善法 */\n#define WORD "//认捐"\n')
	file po/fr.po < <(printf 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n')
	file cgi-bin/pledge/wide.c <<<'static const char yuan[] = "￥";'
}

expected_breaches() {
	cat <<-'END'
		cgi-bin/match/main.c:41: more than 40 lines
		cgi-bin/pledge/db.c:1: <mysql/mysql.h> belongs to db only
		cgi-bin/pledge/wide.c:1: words people read belong into templates
		po/fr.po:4: is there twice: "a"
		ctl/big.c:1: big has more than 60 lines
		src/app/fast.c:1: <fcgi_stdio.h> belongs to http only
		src/app/source.c:1: includes "app/serve.c"
		src/app/up.c:1: includes "../cgi-bin/pledge/rooms.h"
		src/app/words.c:1: words people read belong into templates
		src/attic/old.c:1: there is no floor attic
		src/base/longer.c:401: more than 400 lines
		src/base/salt.c:1: <sodium/utils.h> belongs to crypt only
		src/base/up.c:1: base must not see db/db.h
		src/db/comment.c:1: words people read belong into templates
		src/db/db_util.c: a room named util is for junk
		src/db/side.c:1: db must not see crypt/seal.h
		src/domain/giving/sql.c:1: <mysql.h> belongs to db only
		src/domain/giving/up.c:2: domain must not see http/form.h
		src/domain/giving/up.c:3: domain must not see view/render.h
		src/exchange/side.c:1: exchange must not see db/db.h
		src/http/side.h:1: http must not see view/render.h
		src/http/side.h:2: http must not see domain/giving/gift.h
		src/http/side.h:3: http must not see db/db.h
		src/http/words.h:3: words people read belong into templates
		src/http/xml.c:1: <libxml/tree.h> belongs to view exchange only
		src/view/side.c:1: view must not see http/form.h
		tests/helpers/start.sh: a room named helpers is for junk
		tests/pages/longer.mjs:401: more than 400 lines
		tests/unit/http/side_test.c:1: http must not see db/db.h
		view/static/longer.css:401: more than 400 lines
	END
}

self_test() {
	local self found failed=0
	self=$(realpath "$0")
	tree=$(mktemp -d) || exit 2
	trap 'rm -rf "$tree"' EXIT

	build_sound_tree
	if ! found=$(bash "$self" "$tree"); then
		printf 'a sound tree is refused:\n%s\n' "$found"
		failed=$((failed + 1))
	fi
	build_offences
	if found=$(bash "$self" "$tree"); then
		printf 'an unsound tree passes\n'
		failed=$((failed + 1))
	fi
	found=$(grep -v ' passed, ' <<<"$found" | sort)
	diff -u --label expected --label found <(expected_breaches | sort) - <<<"$found" || failed=$((failed + 1))
	printf 'self-test: %d passed, %d failed\n' $((3 - failed)) "$failed"
	return "$failed"
}

case ${1:-} in
--self-test) self_test ;;
-*)
	printf 'usage: %s [FOLDER | --self-test]\n' "$0" >&2
	exit 2
	;;
*) check_tree "${1:-$(dirname "$0")/..}" ;;
esac
