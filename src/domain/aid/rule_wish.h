/* A version of a programme as somebody writes it, in a file or in the editor: words, not yet known to be right. From here it goes to the
 * tables (whose columns these are), to a struct rule to be checked and tried, and to a text to be compared. */
#ifndef YM_DOMAIN_AID_RULE_WISH_H
#define YM_DOMAIN_AID_RULE_WISH_H

#include "base/arena.h"
#include "base/column.h"
#include "domain/aid/rule.h"

struct clause_wish {
	int64_t version_id;
	int64_t tier, group_number, position;
	const char *field, *op, *value;		/* as fact.h and rule.h name them; several values by commas */
	const char *reason, *reason_en;
	int64_t line;				/* of the file it stands in; 0: none */
};
extern const struct shape clause_wish_shape;	/* the columns of aid_clause, in order */

struct tier_wish {
	int64_t version_id;
	int64_t tier;
	struct money amount_fen;
	uint32_t per;				/* enum amount_per */
	bool up_to;
	const char *title, *title_en;
	int64_t line;
};
extern const struct shape tier_wish_shape;	/* the columns of aid_tier, in order */

struct rule_wish {
	const struct clause_wish *clauses;	/* by tier, group, position */
	size_t clause_count;
	const struct tier_wish *tiers;		/* by tier */
	size_t tier_count;
};

/* How long its words may be, as the tables have them. */
enum { clause_reason_chars = 200, clause_reason_en_chars = 400, clause_value_chars = 200, clause_position_most = 60,
       tier_title_chars = 60, tier_title_en_chars = 120 };
enum { tier_fen_most = 10000000 };

/* The part of a clause that is not right. */
enum clause_part { CLAUSE_RIGHT, CLAUSE_FIELD, CLAUSE_OP, CLAUSE_VALUE };
extern const char *const clause_part_names[];	/* "right", "field", "op", "value" */

/* Field, op and value into `out` (the rest of it stays). An op fits its field: `in` wants choices, at_least and at_most numbers. */
enum clause_part clause_parse(const char *field, const char *op, const char *value, struct rule_clause *out) MUST_CHECK;

/* E_INVALID with *wrong, *part: a clause that cannot be read. More than rule_clauses_max clauses are E_INVALID too, with *wrong NULL. */
enum err rule_of_wish(struct arena *arena, const struct rule_wish *wish, struct rule *out, const struct clause_wish **wrong,
		      enum clause_part *part) MUST_CHECK;

/* By tier, group, position: the order a rule has. */
void rule_wish_sort(struct clause_wish *clauses, size_t count);

/* The clause of the wish that a clause of its rule came from. */
const struct clause_wish *rule_wish_origin(const struct rule_wish *wish, const struct rule *rule, const struct rule_clause *clause);

/* One text for one rule, whatever it was read from: equal rules, equal texts. */
const char *rule_wish_text(struct arena *arena, const struct rule_wish *wish);

#endif
