#!/bin/sh
# The schema: there and back by sqitch, what its constraints refuse, what its accounts may do.
. "$(dirname "$0")/tap.sh"

## Constraints, on a little data.
sql "INSERT INTO division VALUES ('371300', NULL, 'city', '临沂市'), ('371302', '371300', 'county', '兰山区');
	INSERT INTO charity VALUES (1, '甲', '53371300MJD000011N', '证 1', '路 1 号', '0539-0000001')" >/dev/null
campaign="INSERT INTO campaign (id, charity_id, title, summary, story, filing_number, platform_name, platform_url, account_name,
	account_bank, account_number, goal_fen, starts, ends, published_at, closed_at, updated_at) VALUES"
public="'t', 's', 'x', 'f', 'p', 'https://p.example/', 'a', 'b', '1'"
try "a complete campaign is stored" sql "$campaign (1, 1, $public, 100, '2026-01-01', '2026-06-30', '2026-01-01', NULL, '2026-01-01');
	INSERT INTO campaign_tally (campaign_id) VALUES (1)"
try "a draft may lack everything" sql "$campaign (2, 1, 't', 's', 'x', NULL, NULL, NULL, NULL, NULL, NULL, 100, NULL, NULL, NULL, NULL, '2026-01-01')"
for missing in "NULL, 'p', 'https://p.example/', 'a', 'b', '1'" "'', 'p', 'https://p.example/', 'a', 'b', '1'" \
	"'f', NULL, 'https://p.example/', 'a', 'b', '1'" "'f', 'p', NULL, 'a', 'b', '1'" "'f', 'p', 'https://p.example/', NULL, 'b', '1'" \
	"'f', 'p', 'https://p.example/', 'a', NULL, '1'" "'f', 'p', 'https://p.example/', 'a', 'b', NULL"; do
	try "published only with all of it: ($missing)" refused 4025 root \
		"$campaign (3, 1, 't', 's', 'x', $missing, 100, '2026-01-01', '2026-06-30', '2026-01-01', NULL, '2026-01-01')"
done
for days in "NULL, '2026-06-30'" "'2026-01-01', NULL" "'2026-06-30', '2026-06-29'"; do
	try "published only with days in order: ($days)" refused 4025 root "$campaign (3, 1, $public, 100, $days, '2026-01-01', NULL, '2026-01-01')"
done
try "a goal is positive" refused 4025 root "$campaign (3, 1, $public, 0, '2026-01-01', '2026-06-30', NULL, NULL, '2026-01-01')"
try "a platform is reached by https" refused 4025 root \
	"$campaign (3, 1, 't', 's', 'x', 'f', 'p', 'http://p.example/', 'a', 'b', '1', 100, NULL, NULL, NULL, NULL, '2026-01-01')"
try "a charity needs its licence" refused 4025 root "INSERT INTO charity VALUES (2, '乙', '51371300MA0000007D', '', '路', '1')"
try "a credit code has GB 32100's alphabet" refused 4025 root "INSERT INTO charity VALUES (2, '乙', '5137130OMA0000007D', '证', '路', '1')"
try "a credit code is there once" refused 1062 root "INSERT INTO charity VALUES (2, '乙', '53371300MJD000011N', '证', '路', '1')"
try "a division has its parent" refused 1452 root "INSERT INTO division VALUES ('371399', '379900', 'county', '无')"
try "only a city has none" refused 4025 root "INSERT INTO division VALUES ('371399', NULL, 'county', '无')"
try "goods say where they are handed in" refused 4025 root "INSERT INTO need (campaign_id, kind, item, unit, wanted) VALUES (1, 'goods', 'i', 'u', 1)"
try "tallies stay above zero" refused 4025 root "UPDATE campaign_tally SET pledged_fen = -1"
try "an allocation is positive" refused 4025 root "INSERT INTO allocation (campaign_id, amount_fen, received_on) VALUES (1, 0, '2026-01-02')"

## open_until: publication, end and early closing in one day.
closed() { sql "UPDATE campaign SET closed_at = $1 WHERE id = 1"; }
try "an open campaign is open until its end" answers 2026-06-30 "SELECT open_until FROM campaign WHERE id = 1"
closed "'2026-03-10 15:59:59.999999'"
try "closed early, until the day before in Shanghai" answers 2026-03-09 "SELECT open_until FROM campaign WHERE id = 1"
closed "'2026-03-10 16:00:00'"
try "which changes at 16:00 UTC" answers 2026-03-10 "SELECT open_until FROM campaign WHERE id = 1"
closed "'2026-07-20 00:00:00'"
try "closed after its end, until its end" answers 2026-06-30 "SELECT open_until FROM campaign WHERE id = 1"
closed NULL
try "an unpublished campaign is not in the view" answers 1 "SELECT GROUP_CONCAT(id) FROM public_campaign"

## Pledges.
pledge() {
	echo "INSERT INTO pledge (campaign_id, code, amount_fen, giver, visibility, receipt_wanted, name_sealed, telephone_sealed,
		telephone_index, last_four_index, session_digest, form_digest, payload_digest, registered_at)
		VALUES (1, '$1', $2, 'person', 'private', 0, 'n', 't', REPEAT('a', 32), REPEAT('b', 32), REPEAT('c', 32), REPEAT('$3', 32),
		REPEAT('e', 32), '2026-02-02 02:02:02.123456')"
}
let_in
try "the program registers a pledge" as ym_pledge "$(pledge YM7K24QX9 10000 d)"
try "a form makes one pledge" refused 1062 ym_pledge "$(pledge YM7K24QX0 10000 d)"
try "a code is there once" refused 1062 ym_pledge "$(pledge YM7K24QX9 10000 f)"
try "a code is capitals and digits" refused 4025 ym_pledge "$(pledge ym7k24qx9 10000 f)"
try "99 fen are too little" refused 4025 ym_pledge "$(pledge YM7K24QX1 99 f)"
try "over a million yuan is too much" refused 4025 ym_pledge "$(pledge YM7K24QX1 100000001 f)"
try "a pledge ends once" refused 4025 root "UPDATE pledge SET withdrawn_at = '2026-02-03', refused_at = '2026-02-03'"

## What the accounts may do: 1142 a table, 1143 a column, 1044 the database.
try "it withdraws one" as ym_pledge "UPDATE pledge SET withdrawn_at = '2026-02-03' WHERE code = 'YM7K24QX9'"
try "it counts one" as ym_pledge "UPDATE campaign_tally SET pledged_fen = pledged_fen + 100, pledge_count = pledge_count + 1 WHERE campaign_id = 1
	AND EXISTS (SELECT 1 FROM campaign c WHERE c.id = campaign_tally.campaign_id AND c.starts <= '2026-02-02' AND c.open_until >= '2026-02-02')"
for column in name telephone email credit_code message receipt_title payer_name; do
	try "it never reads $column back" refused 1143 ym_pledge "SELECT ${column}_sealed FROM pledge"
	try "nor do the checks" refused 1143 ym_check "SELECT ${column}_sealed FROM pledge"
done
try "nor do the checks read the indexes" refused 1143 ym_check "SELECT last_four_index FROM pledge"
try "it reads no whole row" refused 1142 ym_pledge "SELECT * FROM pledge"
try "it changes no amount" refused 1143 ym_pledge "UPDATE pledge SET amount_fen = 1"
try "it pays nothing" refused 1143 ym_pledge "UPDATE pledge SET paid_fen = amount_fen"
try "it registers nothing as paid" refused 1143 ym_pledge "INSERT INTO pledge (campaign_id, paid_fen) VALUES (1, 1)"
try "it deletes no pledge" refused 1142 ym_pledge "DELETE FROM pledge"
try "it counts no gift" refused 1143 ym_pledge "UPDATE campaign_tally SET received_fen = 1"
try "it writes no allocation" refused 1142 ym_pledge "INSERT INTO allocation (campaign_id, amount_fen, received_on) VALUES (1, 1, '2026-01-01')"
try "it reads none either" refused 1142 ym_pledge "SELECT shown_name FROM allocation"
try "it reads no story of an unpublished campaign" refused 1143 ym_pledge "SELECT story FROM campaign"
try "it writes no campaign" refused 1142 ym_pledge "UPDATE campaign SET account_number = '1'"
try "it drops nothing" refused 1142 ym_pledge "DROP TABLE need"
try "the checks write nothing" refused 1142 ym_check "DELETE FROM attempt"
try "nobody signs in as the owner" refused 4151 ym_owner "SELECT 1"

## The wall: names and messages only once approved, of published campaigns only.
sql "INSERT INTO allocation (campaign_id, amount_fen, received_on, shown_name, message, approved_at) VALUES
	(1, 100, '2026-02-01', '李**', '好', NULL), (1, 200, '2026-02-02', '王**', '加油', '2026-02-03'), (2, 300, '2026-02-03', '张**', '好', '2026-02-03')" >/dev/null
try "a name is public once approved" answers "200:王**:加油 100:-:-" "SELECT GROUP_CONCAT(CONCAT_WS(':', amount, IFNULL(shown_name, '-'),
	IFNULL(message, '-')) ORDER BY received_on DESC SEPARATOR ' ') FROM public_gift"

## The demo, twice.
load_demo() { "$top/data/load-divisions.sh" | mariadb --no-defaults --socket="$socket" --user=root yimeng && \
	mariadb --no-defaults --socket="$socket" --user=root yimeng <"$top/data/demo.sql"; }
facts() { sql "SELECT COUNT(*), SUM(LENGTH(name)) FROM division; SELECT COUNT(*), MAX(updated_at), SUM(LENGTH(story)) FROM campaign;
	SELECT COUNT(*), SUM(amount_fen), MAX(received_on) FROM allocation; SELECT COUNT(*), SUM(amount_fen) FROM pledge; SELECT COUNT(*), SUM(met) FROM need;
	SELECT SUM(received_fen), SUM(pledged_fen), SUM(gift_count), SUM(pledge_count) FROM campaign_tally; SELECT * FROM giving_total"; }
demo_twice() { load_demo && once=$(facts) && load_demo && [ "$once" = "$(facts)" ]; }
sqitch_quietly() { (cd "$top/sql" && sqitch "$@" "$target"); }

## Families do not approve themselves.
sql "INSERT INTO unit (id, parent_id, kind, name, path, valid_from) VALUES (90, NULL, 'city', 'city', '/90/', '2026-01-01')" >/dev/null
sql "INSERT INTO account (id, login, name, password_hash, created_at) VALUES (90, 'approver', 'a', 'x', '2026-01-01')" >/dev/null
sql "INSERT INTO family (id, code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, telephone_index, offers, travel_km,
	capacity, applied_at, vetting_at, form_digest, payload_digest, updated_at) VALUES (90, 'F90000000', 90, '/90/', '371302', 'x', 'x', 'x',
	REPEAT('a', 32), 'tutoring', 20, 1, '2026-01-01', '2026-01-02', REPEAT('b', 32), REPEAT('c', 32), '2026-01-02')" >/dev/null
approved="approved_at = '2026-01-03', approved_by = 90, approved_until = '2026-12-31'"
let_in
try "a family does not approve itself" refused 1644 ym_match "UPDATE family SET $approved WHERE id = 90"
try "staff approve it" as ym_admin "UPDATE family SET $approved WHERE id = 90"
try "it does not prolong its approval" refused 1644 ym_match "UPDATE family SET approved_until = '2027-12-31' WHERE id = 90"
try "nor renew it" refused 1644 ym_match "UPDATE family SET approved_at = '2026-06-01' WHERE id = 90"
try "it shortens it" as ym_match "UPDATE family SET approved_until = '2026-06-30' WHERE id = 90"
try "it gives it up" as ym_match "UPDATE family SET approved_at = NULL, approved_by = NULL, approved_until = NULL WHERE id = 90"
try "and that it is gone" answers 1 "SELECT COUNT(*) FROM family WHERE id = 90 AND approved_at IS NULL"

## There and back.
try "verify holds" sqitch_quietly verify
try "revert takes everything back" sqitch_quietly revert -y
try "and leaves no table" answers 0 "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'yimeng'"
try "and no account" answers 0 "SELECT COUNT(*) FROM mysql.global_priv WHERE user LIKE 'ym\\_%'"
try "it deploys again" sqitch_quietly deploy
again() { for change in "$top"/sql/deploy/*.sql; do mariadb --no-defaults --socket="$socket" --user=root yimeng <"$change" || return 1; done; }
try "each change can be run again" again
try "the demo loads twice without effect" demo_twice
try "4,356 divisions" answers 4356 "SELECT COUNT(*) FROM division"
try "more than a page of the demo is open" answers 1 "SELECT COUNT(*) > 20 FROM public_campaign WHERE starts <= DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR)
	AND ends >= DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR)"
try "the demo's tallies follow from its rows" answers 0 "SELECT COUNT(*) FROM campaign_tally t WHERE
	t.received_fen <> (SELECT COALESCE(SUM(amount_fen), 0) FROM allocation a WHERE a.campaign_id = t.campaign_id) OR
	t.gift_count <> (SELECT COUNT(*) FROM allocation a WHERE a.campaign_id = t.campaign_id) OR
	t.pledged_fen <> (SELECT COALESCE(SUM(amount_fen), 0) FROM pledge p WHERE p.campaign_id = t.campaign_id)"
try "and the total from the tallies" answers 1 "SELECT g.received_fen = SUM(t.received_fen) AND g.gift_count = SUM(t.gift_count) FROM giving_total g, campaign_tally t"
finish
