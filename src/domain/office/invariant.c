#include "domain/office/invariant.h"

#define HOLDS(in_name, query) \
	{ .name = in_name, .statement = { .sql = "SELECT COUNT(*) AS n FROM " query, .params = "", .row = &db_number } }

const struct invariant office_invariants[] = {
	HOLDS("a unit's path is the chain of its parents",
	      "unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE u.path <> CONCAT(COALESCE(p.path, '/'), u.id, '/')"),
	HOLDS("the org tree has one root", "unit u WHERE u.parent_id IS NULL AND u.id <> (SELECT MIN(id) FROM unit)"),
	HOLDS("a unit that lasts is placed as it says",
	      "unit u LEFT JOIN unit_placement h ON h.unit_id = u.id AND h.valid_to IS NULL WHERE u.valid_to IS NULL AND "
	      "(h.id IS NULL OR BINARY h.name <> BINARY u.name OR NOT (h.parent_id <=> u.parent_id))"),
	HOLDS("a unit has at most one current placement",
	      "(SELECT unit_id FROM unit_placement WHERE valid_to IS NULL GROUP BY unit_id HAVING COUNT(*) > 1) t"),
	HOLDS("a unit that ended has no current placement",
	      "unit u JOIN unit_placement h ON h.unit_id = u.id WHERE u.valid_to IS NOT NULL AND h.valid_to IS NULL"),
	HOLDS("placements of a unit do not overlap",
	      "unit_placement a JOIN unit_placement b ON b.unit_id = a.unit_id AND b.id > a.id "
	      "WHERE a.valid_from < COALESCE(b.valid_to, '9999-12-31') AND b.valid_from < COALESCE(a.valid_to, '9999-12-31')"),
	HOLDS("no unit outlasts its parent",
	      "unit u JOIN unit p ON p.id = u.parent_id WHERE p.valid_to IS NOT NULL AND "
	      "(u.valid_to IS NULL OR u.valid_to > p.valid_to)"),
	HOLDS("a student's path is the school's", "student s JOIN unit u ON u.id = s.school_id WHERE s.path <> u.path"),
	HOLDS("a grant's path is its unit's, and its login its account's",
	      "role_grant g JOIN unit u ON u.id = g.unit_id JOIN account a ON a.id = g.account_id WHERE g.path <> u.path OR "
	      "g.login <> a.login"),
	HOLDS("an account's live grants are counted",
	      "account a WHERE a.live_grants <> (SELECT COUNT(*) FROM role_grant g WHERE g.account_id = a.id AND g.revoked_at IS NULL)"),
	HOLDS("nobody granted a role to oneself", "role_grant WHERE granted_by = account_id"),
	HOLDS("an administrator's role goes with no other",
	      "role_grant a JOIN role_grant b ON b.account_id = a.account_id AND b.role <> a.role WHERE a.revoked_at IS NULL AND "
	      "b.revoked_at IS NULL AND a.role IN ('system', 'safety', 'audit')"),
	HOLDS("who submitted a campaign did not approve it",
	      "campaign_revision WHERE approved AND (decided_by IS NULL OR decided_by = submitted_by)"),
	HOLDS("who keyed a request about personal data did not decide it", "personal_request WHERE decided_by = asked_by"),
	HOLDS("no disabled account has a live session",
	      "staff_session s JOIN account a ON a.id = s.account_id WHERE s.ended_at IS NULL AND a.disabled_at IS NOT NULL"),
	HOLDS("no live session acts in a role that ended",
	      "staff_session s JOIN role_grant g ON g.id = s.grant_id WHERE s.ended_at IS NULL AND g.revoked_at IS NOT NULL"),
	HOLDS("a session acts in a role of its own account",
	      "staff_session s JOIN role_grant g ON g.id = s.grant_id WHERE g.account_id <> s.account_id"),
	HOLDS("no live session is full without an authenticator",
	      "staff_session s JOIN account a ON a.id = s.account_id WHERE s.ended_at IS NULL AND s.stage = 'full' AND "
	      "a.totp_confirmed_at IS NULL"),
	HOLDS("an account has at most ten unused recovery codes",
	      "(SELECT account_id FROM recovery_code WHERE used_at IS NULL GROUP BY account_id HAVING COUNT(*) > 10) t"),
	HOLDS("the head of the audit trail is its last event",
	      "audit_head h LEFT JOIN audit_event e ON e.seq = h.seq WHERE h.seq <> (SELECT COALESCE(MAX(seq), 0) FROM audit_event) "
	      "OR (h.seq > 0 AND (e.seq IS NULL OR e.hash <> h.hash))"),
	{ .name = NULL } };
