#include "domain/aid/rule.h"

#include <string.h>

const char *const truth_names[] = { "no", "unknown", "yes", NULL };
const char *const clause_op_names[] = { "is", "is_not", "in", "at_least", "at_most", NULL };
const char *const amount_per_names[] = { "year", "term", "month", "once", NULL };

/* Clauses that stand together: of the version or of one tier, all its groups. */
struct part {
	const struct rule_clause *first, *end;
};

/* How a part stands, and what it lacks. */
struct standing {
	enum truth truth;
	const struct rule_clause *failed;	/* of NO */
	uint32_t missing;			/* of UNKNOWN */
};

bool rule_clause_holds(const struct rule_clause *clause, int64_t value)
{
	switch (clause->op) {
	case OP_IS: return value == clause->value;
	case OP_IS_NOT: return value != clause->value;
	case OP_IN: return (clause->choices >> value & 1) != 0;
	case OP_AT_LEAST: return value >= clause->value;
	case OP_AT_MOST: return value <= clause->value;
	}
	return false;
}

static enum truth clause_truth(const struct rule_clause *clause, const struct facts *facts)
{
	if (!fact_is_known(facts, clause->field))
		return TRUTH_UNKNOWN;
	return rule_clause_holds(clause, facts->value[clause->field]) ? TRUTH_YES : TRUTH_NO;
}

static struct part part_from(const struct rule_clause *first, const struct rule_clause *end)
{
	struct part part = { first, first };

	while (part.end < end && part.end->tier == first->tier)
		part.end++;
	return part;
}

/* One group, from `at`, which moves to the next one. A group is no at its first clause that is no. */
static struct standing weigh_group(const struct rule_clause **at, const struct rule_clause *end, const struct facts *facts)
{
	const int16_t group = (*at)->group;
	struct standing standing = { .truth = TRUTH_YES };
	const struct rule_clause *clause = *at;

	for (; clause < end && clause->group == group; clause++) {
		const enum truth truth = clause_truth(clause, facts);

		if (standing.truth == TRUTH_NO || truth == TRUTH_YES)
			continue;
		if (truth == TRUTH_NO)
			standing = (struct standing){ .truth = TRUTH_NO, .failed = clause };
		else {
			standing.truth = TRUTH_UNKNOWN;
			standing.missing |= UINT32_C(1) << clause->field;
		}
	}
	*at = clause;
	return standing;
}

/* Any of the groups from 1 on: yes as soon as one is; no where all are, by the one whose clauses held longest. */
static struct standing weigh_alternatives(const struct rule_clause *at, const struct rule_clause *end, const struct facts *facts)
{
	struct standing best = { .truth = TRUTH_NO };
	int16_t furthest = -1;

	while (at < end) {
		const struct standing group = weigh_group(&at, end, facts);

		if (group.truth == TRUTH_YES)
			return group;
		if (group.truth == TRUTH_UNKNOWN) {
			best.truth = TRUTH_UNKNOWN;
			best.missing |= group.missing;
		} else if (group.failed->position > furthest) {
			furthest = group.failed->position;
			best.failed = group.failed;
		}
	}
	if (best.truth == TRUTH_UNKNOWN)
		best.failed = NULL;
	return best;
}

static struct standing both(struct standing one, struct standing other)
{
	if (one.truth == TRUTH_NO || other.truth == TRUTH_NO)
		return one.truth == TRUTH_NO ? one : other;
	if (other.truth == TRUTH_UNKNOWN)
		one.truth = TRUTH_UNKNOWN;
	one.missing |= other.missing;
	return one;
}

static struct standing weigh_part(struct part part, const struct facts *facts)
{
	const struct rule_clause *at = part.first;
	struct standing standing = { .truth = TRUTH_YES };

	if (at < part.end && at->group == 0)
		standing = weigh_group(&at, part.end, facts);
	if (standing.truth == TRUTH_NO || at == part.end)
		return standing;
	return both(standing, weigh_alternatives(at, part.end, facts));
}

/* What a tier brings in a school year of two terms and ten months, to compare. */
static int64_t yearly(const struct rule_tier *tier)
{
	static const int64_t times[] = { [PER_YEAR] = 1, [PER_TERM] = 2, [PER_MONTH] = 10, [PER_ONCE] = 1 };

	return tier->amount.fen * times[tier->per];
}

static void note_possible(const struct rule_tier *tier, struct verdict *out)
{
	if (out->least == NULL || yearly(tier) < yearly(out->least))
		out->least = tier;
	if (out->most == NULL || yearly(tier) > yearly(out->most))
		out->most = tier;
}

static struct part part_of_tier(const struct rule *rule, int16_t tier, const struct rule_clause *from)
{
	const struct rule_clause *const end = rule->clauses + rule->clause_count;

	while (from < end && from->tier < tier)
		from++;
	if (from == end || from->tier != tier)
		return (struct part){ from, from };
	return part_from(from, end);
}

/* Which tiers are still possible: all up to the first that surely holds, but those that do not. */
static struct standing weigh_tiers(const struct rule *rule, const struct rule_clause *from, const struct facts *facts, struct verdict *out)
{
	struct standing standing = { .truth = TRUTH_NO };

	for (uint16_t i = 0; i < rule->tier_count; i++) {
		const struct rule_tier *tier = &rule->tiers[i];
		const struct part part = part_of_tier(rule, tier->tier, from);
		const struct standing own = weigh_part(part, facts);

		from = part.end;
		if (own.truth == TRUTH_NO) {
			if (standing.truth == TRUTH_NO)
				standing.failed = own.failed;
			continue;
		}
		standing.failed = NULL;
		standing.missing |= own.missing;
		standing.truth = own.truth;
		note_possible(tier, out);
		if (own.truth == TRUTH_YES)
			break;
	}
	return standing;
}

void rule_evaluate(const struct rule *rule, const struct facts *facts, struct verdict *out)
{
	const struct rule_clause *const end = rule->clauses + rule->clause_count;
	struct part own = { rule->clauses, rule->clauses };
	struct verdict verdict = { .truth = TRUTH_NO };
	struct standing standing;

	if (rule->clause_count > 0 && rule->clauses[0].tier == 0)
		own = part_from(rule->clauses, end);
	standing = weigh_part(own, facts);
	if (standing.truth != TRUTH_NO && rule->tier_count > 0)
		standing = both(standing, weigh_tiers(rule, own.end, facts, &verdict));
	verdict.truth = standing.truth;
	verdict.failed = standing.failed;
	verdict.missing = standing.missing;
	if (standing.truth == TRUTH_NO) {
		verdict.least = verdict.most = NULL;
		verdict.missing = 0;
	} else if (standing.truth == TRUTH_YES && standing.missing == 0)
		verdict.tier = verdict.least;
	*out = verdict;
}

void rule_trace(const struct rule *rule, const struct facts *facts, enum truth *truths)
{
	for (uint16_t i = 0; i < rule->clause_count; i++)
		truths[i] = clause_truth(&rule->clauses[i], facts);
}

/* IN is kept as bits of a word. */
static bool op_fits(const struct fact_entry *entry, enum clause_op op)
{
	switch (op) {
	case OP_IS: case OP_IS_NOT: return true;
	case OP_IN: return entry->kind == FACT_KIND_CHOICE || (entry->kind == FACT_KIND_NUMBER && entry->max < 32);
	case OP_AT_LEAST: case OP_AT_MOST: return entry->kind == FACT_KIND_NUMBER || entry->kind == FACT_KIND_MONEY;
	}
	return false;
}

enum { choice_chars_max = 30 };

static enum err parse_choices(enum fact_field field, const char *text, uint32_t *out)
{
	uint32_t choices = 0;

	for (const char *at = text;; at++) {
		const size_t length = strcspn(at, ",");
		char name[choice_chars_max + 1];
		int64_t value;

		if (length > choice_chars_max)
			return E_INVALID;
		memcpy(name, at, length);
		name[length] = '\0';
		TRY(fact_parse(field, name, &value));
		if ((choices >> value & 1) != 0)
			return E_INVALID;
		choices |= UINT32_C(1) << value;
		at += length;
		if (*at == '\0')
			break;
	}
	*out = choices;
	return OK;
}

enum err rule_clause_parse(enum fact_field field, enum clause_op op, const char *value, struct rule_clause *out)
{
	int64_t number = 0;
	uint32_t choices = 0;

	if (!op_fits(&fact_entries[field], op))
		return E_INVALID;
	if (op == OP_IN)
		TRY(parse_choices(field, value, &choices));
	else
		TRY(fact_parse(field, value, &number));
	out->field = field;
	out->op = op;
	out->value = number;
	out->choices = choices;
	return OK;
}

const char *rule_clause_text(struct arena *arena, const struct rule_clause *clause)
{
	struct buffer text;

	if (clause->op != OP_IN)
		return fact_text(arena, clause->field, clause->value);
	buffer_init(&text, arena, 40);
	for (int64_t value = 0; value < 32; value++) {
		if ((clause->choices >> value & 1) == 0)
			continue;
		if (text.length > 0)
			buffer_append_char(&text, ',');
		buffer_append_string(&text, fact_text(arena, clause->field, value));
	}
	return text.data;
}
