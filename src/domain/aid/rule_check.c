/* Is a rule sound? Clauses speak of one field each, so conditions that hold together can all hold exactly where every field has a value left;
 * alternatives are tried one after another. That a tier is the first to hold means that of every tier before it something does not:
 * such a refusal is a clause turned round. */
#include "domain/aid/rule.h"

#include <stddef.h>

const char *const rule_fault_names[] = { "sound", "no_tier", "no_clause", "too_many_clauses", "contradiction", "tier_unreachable",
					 "group_empty", NULL };

/* Trials before a tier is taken to be reachable: rules that people write need a few dozen. */
enum { trials_max = 200000, small_range = 64 };

/* Conditions taken on so far. */
struct demand {
	const struct rule_clause *clause[2 * rule_clauses_max];
	bool refused[2 * rule_clauses_max];	/* it must not hold */
	size_t count;
	int64_t trials;
	const struct rule_clause *took_last;	/* the clause with which a field first had no value left */
};

static bool allows(const struct demand *demand, enum fact_field field, int64_t value)
{
	const struct fact_entry *entry = &fact_entries[field];

	if (value < entry->min || value > entry->max)
		return false;
	for (size_t i = 0; i < demand->count; i++)
		if (demand->clause[i]->field == field && rule_clause_holds(demand->clause[i], value) == demand->refused[i])
			return false;
	return true;
}

/* The least value allowed is the field's least, or stands beside a clause's value. */
static bool has_value(const struct demand *demand, enum fact_field field)
{
	const struct fact_entry *entry = &fact_entries[field];

	if (entry->max - entry->min < small_range) {
		for (int64_t value = entry->min; value <= entry->max; value++)
			if (allows(demand, field, value))
				return true;
		return false;
	}
	if (allows(demand, field, entry->min))
		return true;
	for (size_t i = 0; i < demand->count; i++)
		if (demand->clause[i]->field == field && (allows(demand, field, demand->clause[i]->value) ||
							  allows(demand, field, demand->clause[i]->value + 1)))
			return true;
	return false;
}

/* Takes a condition on; false, and not taken on, where nobody could meet it any more. */
static bool take(struct demand *demand, const struct rule_clause *clause, bool refused)
{
	demand->trials++;
	if (demand->count == sizeof demand->clause / sizeof demand->clause[0])
		return true;
	demand->clause[demand->count] = clause;
	demand->refused[demand->count++] = refused;
	if (has_value(demand, clause->field))
		return true;
	demand->count--;
	if (demand->took_last == NULL && !refused)
		demand->took_last = clause;
	return false;
}

/* A part's clauses, and its group of one number. */
struct part {
	const struct rule_clause *first, *end;
};

static struct part part_of(const struct rule *rule, int16_t tier)
{
	const struct rule_clause *const end = rule->clauses + rule->clause_count;
	struct part part = { rule->clauses, rule->clauses };

	while (part.first < end && part.first->tier < tier)
		part.first++;
	for (part.end = part.first; part.end < end && part.end->tier == tier;)
		part.end++;
	return part;
}

static bool take_group(struct demand *demand, struct part part, int16_t group)
{
	for (const struct rule_clause *clause = part.first; clause < part.end; clause++)
		if (clause->group == group && !take(demand, clause, false))
			return false;
	return true;
}

static int16_t groups_of(struct part part)
{
	return part.first < part.end ? part.end[-1].group : 0;
}

static bool refuses_from(struct demand *demand, const struct rule *rule, uint16_t before, uint16_t tier);

/* Of every alternative from `group` on one clause must fail; then on to the next tier before. */
static bool refuses_alternatives(struct demand *demand, const struct rule *rule, struct part part, int16_t group, uint16_t before,
				 uint16_t tier)
{
	const size_t count = demand->count;

	if (demand->trials > trials_max)
		return true;
	if (group > groups_of(part))
		return groups_of(part) > 0 && refuses_from(demand, rule, before + 1, tier);
	for (const struct rule_clause *clause = part.first; clause < part.end; clause++) {
		if (clause->group != group || !take(demand, clause, true))
			continue;
		if (refuses_alternatives(demand, rule, part, group + 1, before, tier))
			return true;
		demand->count = count;
	}
	return false;
}

/* None of the tiers from `before` to the one before `tier` holds. */
static bool refuses_from(struct demand *demand, const struct rule *rule, uint16_t before, uint16_t tier)
{
	const size_t count = demand->count;
	struct part part;

	if (before >= tier || demand->trials > trials_max)
		return true;
	part = part_of(rule, rule->tiers[before].tier);
	for (const struct rule_clause *clause = part.first; clause < part.end && clause->group == 0; clause++) {
		if (!take(demand, clause, true))
			continue;
		if (refuses_from(demand, rule, before + 1, tier))
			return true;
		demand->count = count;
	}
	return refuses_alternatives(demand, rule, part, 1, before, tier);
}

/* Some child meets the version's own conditions, this tier's, and none of those before. */
static bool reaches(struct demand *demand, const struct rule *rule, uint16_t tier)
{
	const struct part own = part_of(rule, 0), tiers = part_of(rule, rule->tiers[tier].tier);
	const int16_t most = groups_of(own), tier_most = groups_of(tiers);

	for (int16_t group = most > 0; group <= most; group++)
		for (int16_t tier_group = tier_most > 0; tier_group <= tier_most; tier_group++) {
			demand->count = 0;
			if (take_group(demand, own, 0) && (group == 0 || take_group(demand, own, group)) &&
			    take_group(demand, tiers, 0) && (tier_group == 0 || take_group(demand, tiers, tier_group)) &&
			    refuses_from(demand, rule, 0, tier))
				return true;
		}
	return false;
}

static bool can_hold(struct demand *demand, struct part own)
{
	const int16_t most = groups_of(own);

	for (int16_t group = most > 0; group <= most; group++) {
		demand->count = 0;
		if (take_group(demand, own, 0) && (group == 0 || take_group(demand, own, group)))
			return true;
	}
	return false;
}

static enum rule_fault numbers_fault(const struct rule *rule, const struct rule_clause **where)
{
	for (uint16_t i = 0; i < rule->clause_count; i++) {
		const struct rule_clause *clause = &rule->clauses[i], *before = i > 0 ? clause - 1 : NULL;
		const bool same = before != NULL && before->tier == clause->tier;
		bool known = clause->tier == 0;

		for (uint16_t k = 0; k < rule->tier_count; k++)
			known = known || rule->tiers[k].tier == clause->tier;
		*where = clause;
		if (!known)
			return RULE_NO_TIER;
		if (clause->group > rule_groups_max)
			return RULE_TOO_MANY_CLAUSES;
		if (clause->group > (same ? before->group + 1 : 1))
			return RULE_GROUP_EMPTY;
	}
	*where = NULL;
	return RULE_SOUND;
}

enum rule_fault rule_check(const struct rule *rule, const struct rule_clause **where)
{
	struct demand demand = { .count = 0 };
	enum rule_fault fault;

	*where = NULL;
	if (rule->clause_count > rule_clauses_max)
		return RULE_TOO_MANY_CLAUSES;
	if (rule->tier_count == 0)
		return RULE_NO_TIER;
	if (part_of(rule, 0).first == part_of(rule, 0).end)
		return RULE_NO_CLAUSE;
	fault = numbers_fault(rule, where);
	if (fault != RULE_SOUND)
		return fault;
	if (!can_hold(&demand, part_of(rule, 0))) {
		*where = demand.took_last;
		return RULE_CONTRADICTION;
	}
	for (uint16_t i = 0; i < rule->tier_count; i++) {
		const struct part part = part_of(rule, rule->tiers[i].tier);

		demand = (struct demand){ .count = 0 };
		if (!reaches(&demand, rule, i)) {
			*where = part.first < part.end ? part.first : NULL;
			return RULE_TIER_UNREACHABLE;
		}
	}
	return RULE_SOUND;
}
