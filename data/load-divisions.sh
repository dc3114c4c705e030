#!/bin/sh
# Write the divisions as SQL for the mariadb client (LOAD DATA LOCAL is off on our servers):
#	data/load-divisions.sh | mariadb --socket=SOCKET yimeng
# Loading again changes nothing; a renamed division takes its new name. Parents stand before their children in the file.
set -eu

csv=${1:-$(dirname "$0")/divisions.csv}

awk -F, '
	BEGIN {
		quote = sprintf("%c", 39)
		per_statement = 500
		print "SET NAMES utf8mb4;\nSTART TRANSACTION;"
	}
	function finish() {
		if (rows)
			printf "\nON DUPLICATE KEY UPDATE parent_code = VALUES(parent_code), level = VALUES(level), name = VALUES(name);\n"
		rows = 0
	}
	NR == 1 { next }
	{
		sub(/\r$/, "")
		# The values go into SQL unescaped: refuse all but what a code, a level and a name are made of.
		if (NF != 4 || $1 !~ /^[0-9]+$/ || $2 !~ /^[0-9]*$/ || $3 !~ /^[a-z]+$/ || $4 == "" || $4 ~ /["\\;]/ || index($4, quote)) {
			printf "%s:%d: not a division\n", FILENAME, NR > "/dev/stderr"
			failed = 1
			exit 1
		}
		printf rows ? ",\n" : "INSERT INTO division (code, parent_code, level, name) VALUES\n"
		printf "(%s,%s,%s,%s)", quote $1 quote, $2 == "" ? "NULL" : quote $2 quote, quote $3 quote, quote $4 quote
		if (++rows == per_statement)
			finish()
	}
	END {
		# Without COMMIT nothing of a broken file stays.
		if (failed)
			exit 1
		finish()
		print "COMMIT;"
	}
' "$csv"
