/* Rules of aid, evaluated. A version of a programme has clauses in groups: group 0 always holds, groups from 1 on are alternatives, the clauses of a
 * group hold together. Three-valued (Kleene): an unknown fact yields unknown, never no; a group is no as soon as one clause is no. Then the
 * first tier whose own clauses hold says the amount. Pure: no database, no clock, no allocation while evaluating. domain.md §3. */
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
	const struct rule_tier *least, *most;	/* of YES and UNKNOWN: the range of tiers that are still possible by amount */
	const struct rule_clause *failed;	/* of NO: the first clause that cannot hold any more: of group 0, or of the alternative that came furthest */
	uint32_t missing;			/* of UNKNOWN, or an uncertain tier: facts that can still change the answer, bit 1 << enum fact_field */
};

void rule_evaluate(const struct rule *rule, const struct facts *facts, struct verdict *out);

/* How every clause stands, in the rule's order: the trace. `truths` has rule->clause_count places. */
void rule_trace(const struct rule *rule, const struct facts *facts, enum truth *truths);

/* The question that decides most: among the facts missing in any of the rules, the one whose answers, each taken as likely as the others,
 * leave the fewest verdicts unknown; ties by the order of enum fact_field. -1: nothing more to ask. */
int rule_next_question(const struct rule *const *rules, size_t count, const struct facts *facts);

/* What is wrong with a rule, before it may be submitted. */
enum rule_fault { RULE_SOUND, RULE_NO_TIER, RULE_NO_CLAUSE, RULE_TOO_MANY_CLAUSES, RULE_CONTRADICTION, RULE_TIER_UNREACHABLE, RULE_GROUP_EMPTY };
extern const char *const rule_fault_names[];

/* CONTRADICTION: no child can ever be entitled: in every alternative some field has no value left. *where: the clause that took the
 * last one (NULL else). TIER_UNREACHABLE: a tier that can never be the first to hold. */
enum rule_fault rule_check(const struct rule *rule, const struct rule_clause **where);

#endif
