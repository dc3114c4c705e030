# What staff's lists show, by the thousand or the million. Sourced by sh: tests/sql/plan_test.sh and parts/admin-lists.sh.
# Wants client(): the mariadb client on the database, with more words of its own.

lists_here=${lists_here:-$top/tests/bench}

# lists_fill ROWS BUILD KEYFILE FIRST_CAMPAIGN CAMPAIGNS
lists_fill() {
	{ echo "SET GLOBAL local_infile = ON; SET @rows = $1;" && cat "$lists_here/lists.sql"; } | client || return
	lists_load student "$@" "name_sealed, id_number_sealed, guardian_sealed, telephone_sealed, address_sealed, id_number_index, name_index, telephone_index" \
		"code, school_id, path, birth, sex, stage, grade, hardship, row_digest, since, updated_at" \
		"l.code, u.id, u.path, '2010-01-01' + INTERVAL l.number % 3000 DAY, 1 + l.number % 2, 1 + l.number % 6, 1 + l.number % 6, 1 + l.number DIV 7 % 6,
			REPEAT('d', 32), '2024-09-01', UTC_TIMESTAMP(6)" \
		"JOIN unit u ON u.id = 2000001 + (l.number * 7919) % (SELECT COUNT(*) FROM unit WHERE id > 2000000)" || return
	lists_load pledge "$@" "name_sealed, telephone_sealed, telephone_index" \
		"campaign_id, code, amount_fen, giver, visibility, receipt_wanted, last_four_index, session_digest, form_digest, payload_digest, registered_at,
			confirmed_at, paid_fen" \
		"$4 + l.number % $5, CONCAT('0', SUBSTR(l.code, 2)), 10000, 'person', 'surname', 0, REPEAT('l', 32), REPEAT('s', 32), UNHEX(LPAD(HEX(l.number), 64, '0')),
			REPEAT('p', 32), UTC_TIMESTAMP(6) - INTERVAL $1 - l.number SECOND, IF(l.number % 10 < 8, UTC_TIMESTAMP(6), NULL), IF(l.number % 10 < 7, 10000, 0)" "" || return
	echo "SET GLOBAL local_infile = OFF; INSERT INTO telephone_change (change_key, pledge_id, shown_telephone, asked_at, decided_at)
		SELECT LPAD(id, 22, 'k'), id, '138****0000', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) FROM pledge WHERE id > 1000000 AND id % 10 = 0;
		INSERT INTO campaign_revision (campaign_id, kind, submitted_at, submitted_by, decided_at, decided_by, approved)
		SELECT c.id, 'change', UTC_TIMESTAMP(6), 1000001, UTC_TIMESTAMP(6), 1000002, TRUE FROM campaign c JOIN seq_1_to_20 s WHERE c.id BETWEEN $4 AND $4 + $5 - 1;
		ANALYZE TABLE unit, account, role_grant, audit_event, job, outbox, import, personal_request, export, student, pledge, telephone_change, campaign_revision" | client
}

# lists_load TABLE ROWS BUILD KEYFILE FIRST_CAMPAIGN CAMPAIGNS SEALED COLUMNS VALUES JOIN: `code` is in COLUMNS.
lists_load() {
	sets=$(echo "$7" | sed 's/\([a-z_][a-z_]*\)/@\1/g')
	unhex=$(echo "$7" | sed 's/\([a-z_][a-z_]*\)/\1 = UNHEX(@\1)/g')
	"$3/tests/bench/list_rows" "$4" "$1" 1 "$2" | client --local-infile=1 --execute="
		CREATE TEMPORARY TABLE l (number INT PRIMARY KEY, code CHAR(9) CHARACTER SET ascii) SELECT 0 AS number, $7 FROM $1 LIMIT 0;
		SET foreign_key_checks = 0, unique_checks = 0;
		LOAD DATA LOCAL INFILE '/dev/stdin' INTO TABLE l (number, code, $sets) SET $unhex;
		INSERT INTO $1 (id, $8, $7) SELECT 1000000 + l.number, $9, $7 FROM l ${10} ORDER BY l.number"
}
