#include "domain/aid/rule_invariant.h"

#define HOLDS(in_name, query) \
	{ .name = in_name, .statement = { .sql = "SELECT COUNT(*) AS n FROM " query, .params = "", .row = &db_number } }

/* The names of fact.c; rule_invariant_test.c compares. */
#define FIELDS \
	"'stage', 'grade', 'age', 'school_place', 'school_kind', 'on_roll', 'household_place', 'rural', 'boarding', 'registered_poor', " \
	"'minimum_living', 'extreme_poverty', 'orphan', 'disabled', 'parent_disabled', 'martyr_child', 'other_hardship', 'major', 'tuition', " \
	"'admitted', 'other_loan', 'co_borrower'"

const struct invariant rule_invariants[] = {
	HOLDS("published rules of a programme hold on different days",
	      "aid_rule_version a JOIN aid_rule_version b ON b.programme_id = a.programme_id AND b.id > a.id WHERE a.state = 'published' "
	      "AND b.state = 'published' AND a.valid_from <= COALESCE(b.valid_to, '9999-12-31') AND b.valid_from <= COALESCE(a.valid_to, '9999-12-31')"),
	HOLDS("who published a rule neither drafted nor submitted it", "aid_rule_version WHERE published_by IN (drafted_by, submitted_by)"),
	HOLDS("a rule that somebody drafted was published by somebody",
	      "aid_rule_version WHERE state = 'published' AND drafted_by IS NOT NULL AND published_by IS NULL"),
	HOLDS("a published rule has an amount",
	      "aid_rule_version v WHERE v.state = 'published' AND NOT EXISTS (SELECT 1 FROM aid_tier t WHERE t.version_id = v.id)"),
	HOLDS("a published rule has a condition",
	      "aid_rule_version v WHERE v.state = 'published' AND NOT EXISTS (SELECT 1 FROM aid_clause c WHERE c.version_id = v.id AND c.tier = 0)"),
	HOLDS("conditions of published rules ask for facts there are",
	      "aid_rule_version v JOIN aid_clause c ON c.version_id = v.id WHERE v.state = 'published' AND c.field NOT IN (" FIELDS ")"),
	HOLDS("conditions of published rules belong to amounts there are",
	      "aid_rule_version v JOIN aid_clause c ON c.version_id = v.id WHERE v.state = 'published' AND c.tier > 0 AND NOT EXISTS "
	      "(SELECT 1 FROM aid_tier t WHERE t.version_id = c.version_id AND t.tier = c.tier)"),
	{ .name = NULL } };

const struct invariant rule_live_invariants[] = {
	HOLDS("published rules were compared with their document", "aid_rule_version WHERE state = 'published' AND NOT confirmed"),
	{ .name = NULL } };
