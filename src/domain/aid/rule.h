/* Rules of aid, evaluated. A version of a programme has clauses in groups: group 0 always holds, groups from 1 on are alternatives, the
 * clauses of a group hold together. Three-valued (Kleene): an unknown fact yields unknown, never no; a group is no as soon as one clause is
 * no. Then the first tier whose own clauses hold says the amount; where none can hold, the whole does not. Pure: no database, no clock, no
 * allocation while evaluating. domain.md §3. */
#ifndef YM_DOMAIN_AID_RULE_H
#define YM_DOMAIN_AID_RULE_H

#include "base/column.h"
#include "domain/aid/fact.h"

enum truth { TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES };
extern const char *const truth_names[];		/* "no", "unknown", "yes" */

enum clause_op { OP_IS, OP_IS_NOT, OP_IN, OP_AT_LEAST, OP_AT_MOST };
extern const char *const clause_op_names[];	/* as stored: "is", "is_not", "in", "at_least", "at_most" */

enum amount_per { PER_YEAR, PER_TERM, PER_MONTH, PER_ONCE };
extern const char *const amount_per_names[];

enum { rule_clauses_max = 200, rule_groups_max = 20, rule_tiers_max = 9, rule_programmes_max = 200 };

struct rule_clause {
	int16_t tier, group, position;
	enum fact_field field;
	enum clause_op op;
	int64_t value;			/* IS, IS_NOT, AT_LEAST, AT_MOST */
	uint32_t choices;		/* IN: bit 1 << choice */
	const char *reason, *reason_en;
};

struct rule_tier {
	int16_t tier;
	struct money amount;
	enum amount_per per;
	bool up_to;
	const char *title, *title_en;
};

/* One version, its clauses sorted by tier, group, position. */
struct rule {
	int64_t version_id, programme_id;
	const struct rule_clause *clauses;
	const struct rule_tier *tiers;
	uint16_t clause_count, tier_count;
};

struct verdict {
	enum truth truth;
	const struct rule_tier *tier;		/* of YES with a tier that is certain; else NULL */
	const struct rule_tier *least, *most;	/* of YES and UNKNOWN: the range of tiers that are still possible, by what a school year brings */
	const struct rule_clause *failed;	/* of NO: the first clause that cannot hold any more: of group 0, or of the alternative that came furthest */
	uint32_t missing;			/* of UNKNOWN, or an uncertain tier: facts that can still change the answer, bit 1 << enum fact_field */
};

void rule_evaluate(const struct rule *rule, const struct facts *facts, struct verdict *out);

/* How every clause stands, in the rule's order: the trace. `truths` has rule->clause_count places. */
void rule_trace(const struct rule *rule, const struct facts *facts, enum truth *truths);

/* The question that decides most: among the facts missing in any of the rules and not in `skipped` (bits: whoever was asked does not know),
 * the one whose answers, each taken as likely as the others, leave the fewest verdicts open, then the fewest facts missing; ties by the order
 * of enum fact_field. -1: nothing more to ask. At most rule_programmes_max rules. */
int rule_next_question(const struct rule *rules, size_t count, const struct facts *facts, uint32_t skipped);

/* Does the clause hold of this value of its field? */
bool rule_clause_holds(const struct rule_clause *clause, int64_t value);

/* A clause's value as it is stored: one value of the field, or for IN several with commas between. E_INVALID: not the field's, a choice twice,
 * an op that the field's kind does not have (IN: of choices and of numbers up to 31; AT_LEAST, AT_MOST: of numbers and money). */
enum err rule_clause_parse(enum fact_field field, enum clause_op op, const char *value, struct rule_clause *out) MUST_CHECK;
const char *rule_clause_text(struct arena *arena, const struct rule_clause *clause);

/* What is wrong with a rule, before it may be submitted. */
enum rule_fault { RULE_SOUND, RULE_NO_TIER, RULE_NO_CLAUSE, RULE_TOO_MANY_CLAUSES, RULE_CONTRADICTION, RULE_TIER_UNREACHABLE, RULE_GROUP_EMPTY };
extern const char *const rule_fault_names[];

/* CONTRADICTION: no child can ever be entitled: in every alternative some field has no value left. *where: the clause that took the
 * last one. TIER_UNREACHABLE: a tier that can never be the first to hold: *where is a clause of it, NULL where it has none.
 * NO_TIER: none at all, or *where is a clause of one that is not there. GROUP_EMPTY: numbers of alternatives leave one out before *where.
 * *where is NULL else. */
enum rule_fault rule_check(const struct rule *rule, const struct rule_clause **where);

#endif
