/* Which question next. Values of a field that no clause tells apart are one answer, as likely as it has values; of money, whose values are
 * not equally likely at all, every such range counts the same. */
#include "domain/aid/rule.h"

enum { cuts_max = 64 };

/* Where answers begin, ascending; the last ends at the field's greatest value. */
struct cuts {
	int64_t at[cuts_max];
	size_t count;
};

/* Verdicts that are still open. */
struct open_rules {
	const struct rule *rule[rule_programmes_max];
	uint32_t missing[rule_programmes_max];
	size_t count;
	uint32_t all_missing;
};

static void cut(struct cuts *cuts, const struct fact_entry *entry, int64_t value)
{
	size_t place = cuts->count;

	if (value <= entry->min || value > entry->max)
		return;
	while (place > 0 && cuts->at[place - 1] >= value)
		place--;
	if (cuts->count == cuts_max || (place < cuts->count && cuts->at[place] == value))
		return;
	for (size_t i = cuts->count; i > place; i--)
		cuts->at[i] = cuts->at[i - 1];
	cuts->at[place] = value;
	cuts->count++;
}

static void cut_by(struct cuts *cuts, const struct fact_entry *entry, const struct rule_clause *clause)
{
	switch (clause->op) {
	case OP_IS: case OP_IS_NOT:
		cut(cuts, entry, clause->value);
		cut(cuts, entry, clause->value + 1);
		break;
	case OP_AT_LEAST: cut(cuts, entry, clause->value); break;
	case OP_AT_MOST: cut(cuts, entry, clause->value + 1); break;
	case OP_IN:
		for (int64_t value = 0; value < 32; value++)
			if ((clause->choices >> value & 1) != 0) {
				cut(cuts, entry, value);
				cut(cuts, entry, value + 1);
			}
		break;
	}
}

static struct cuts cuts_of(const struct open_rules *open, enum fact_field field)
{
	const struct fact_entry *entry = &fact_entries[field];
	struct cuts cuts = { .at = { entry->min }, .count = 1 };

	for (size_t i = 0; i < open->count; i++)
		for (uint16_t k = 0; k < open->rule[i]->clause_count; k++)
			if (open->rule[i]->clauses[k].field == field)
				cut_by(&cuts, entry, &open->rule[i]->clauses[k]);
	return cuts;
}

/* What is left open after an answer: verdicts first, then facts. */
static int64_t left_open(const struct open_rules *open, const struct facts *facts, enum fact_field field, int64_t value)
{
	struct facts told = *facts;
	int64_t verdicts = 0;
	uint32_t missing = 0, changed;

	fact_set(&told, field, value);
	fact_imply(&told);
	changed = told.known & ~facts->known;
	for (size_t i = 0; i < open->count; i++) {
		struct verdict verdict = { .missing = open->missing[i] };

		if ((verdict.missing & changed) != 0)
			rule_evaluate(open->rule[i], &told, &verdict);
		verdicts += verdict.missing != 0;
		missing |= verdict.missing;
	}
	return verdicts * 32 + __builtin_popcount(missing);
}

static double mean_left_open(const struct open_rules *open, const struct facts *facts, enum fact_field field)
{
	const struct fact_entry *entry = &fact_entries[field];
	const struct cuts cuts = cuts_of(open, field);
	int64_t sum = 0, weights = 0;

	for (size_t i = 0; i < cuts.count; i++) {
		const int64_t end = i + 1 < cuts.count ? cuts.at[i + 1] : entry->max + 1;
		const int64_t weight = entry->kind == FACT_KIND_MONEY ? 1 : end - cuts.at[i];

		sum += weight * left_open(open, facts, field, cuts.at[i]);
		weights += weight;
	}
	return (double)sum / (double)weights;
}

int rule_next_question(const struct rule *rules, size_t count, const struct facts *facts, uint32_t skipped)
{
	struct open_rules open = { .count = 0 };
	double least = 0;
	int best = -1;

	for (size_t i = 0; i < count && open.count < rule_programmes_max; i++) {
		struct verdict verdict;

		rule_evaluate(&rules[i], facts, &verdict);
		if (verdict.missing == 0)
			continue;
		open.rule[open.count] = &rules[i];
		open.missing[open.count++] = verdict.missing;
		open.all_missing |= verdict.missing;
	}
	for (int field = 0; field < fact_fields; field++) {
		double mean;

		if (((open.all_missing & ~skipped) >> field & 1) == 0)
			continue;
		mean = mean_left_open(&open, facts, (enum fact_field)field);
		if (best < 0 || mean < least) {
			best = field;
			least = mean;
		}
	}
	return best;
}
