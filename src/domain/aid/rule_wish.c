#include "domain/aid/rule_wish.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

const struct shape clause_wish_shape = SHAPE(clause_wish,
	COLUMN(clause_wish, version_id), COLUMN(clause_wish, tier), COLUMN(clause_wish, group_number), COLUMN(clause_wish, position),
	COLUMN(clause_wish, field), COLUMN(clause_wish, op), COLUMN(clause_wish, value), COLUMN(clause_wish, reason),
	COLUMN(clause_wish, reason_en));

const struct shape tier_wish_shape = SHAPE(tier_wish,
	COLUMN(tier_wish, version_id), COLUMN(tier_wish, tier), COLUMN(tier_wish, amount_fen),
	COLUMN(tier_wish, per, .names = amount_per_names), COLUMN(tier_wish, up_to), COLUMN(tier_wish, title), COLUMN(tier_wish, title_en));

const char *const clause_part_names[] = { "right", "field", "op", "value", NULL };

static bool op_fits(enum fact_kind kind, enum clause_op op)
{
	switch (op) {
	case OP_IS:
	case OP_IS_NOT: return true;
	case OP_IN: return kind == FACT_KIND_CHOICE;
	case OP_AT_LEAST:
	case OP_AT_MOST: return kind == FACT_KIND_NUMBER || kind == FACT_KIND_MONEY;
	}
	return false;
}

/* Choices by commas, each once. */
static enum err parse_choices(enum fact_field field, const char *value, uint32_t *out)
{
	uint32_t choices = 0;

	for (const char *at = value;; at++) {
		const size_t length = strcspn(at, ",");
		char name[clause_value_chars];
		int64_t choice;

		if (length >= sizeof name)
			return E_INVALID;
		memcpy(name, at, length);
		name[length] = '\0';
		TRY(fact_parse(field, name, &choice));
		if ((choices >> choice & 1) != 0)
			return E_INVALID;
		choices |= UINT32_C(1) << choice;
		at += length;
		if (*at == '\0')
			break;
	}
	*out = choices;
	return OK;
}

enum clause_part clause_parse(const char *field, const char *op, const char *value, struct rule_clause *out)
{
	const int found = fact_find(field), way = column_name_index(clause_op_names, op);
	struct rule_clause clause = *out;

	if (found < 0)
		return CLAUSE_FIELD;
	clause.field = (enum fact_field)found;
	if (way < 0 || !op_fits(fact_entries[found].kind, (enum clause_op)way))
		return CLAUSE_OP;
	clause.op = (enum clause_op)way;
	clause.value = 0;
	clause.choices = 0;
	if (clause.op == OP_IN ? parse_choices(clause.field, value, &clause.choices) != OK
			       : fact_parse(clause.field, value, &clause.value) != OK)
		return CLAUSE_VALUE;
	*out = clause;
	return CLAUSE_RIGHT;
}

enum err rule_of_wish(struct arena *arena, const struct rule_wish *wish, struct rule *out, const struct clause_wish **wrong,
		      enum clause_part *part)
{
	struct rule_clause *clauses;
	struct rule_tier *tiers;

	*wrong = NULL;
	if (wish->clause_count > rule_clauses_max || wish->tier_count > rule_tiers_max)
		return E_INVALID;
	clauses = ARENA_ARRAY(arena, struct rule_clause, wish->clause_count);
	tiers = ARENA_ARRAY(arena, struct rule_tier, wish->tier_count);
	for (size_t i = 0; i < wish->clause_count; i++) {
		const struct clause_wish *from = &wish->clauses[i];

		clauses[i] = (struct rule_clause){ .tier = (int16_t)from->tier, .group = (int16_t)from->group_number,
						   .position = (int16_t)from->position, .reason = from->reason,
						   .reason_en = from->reason_en };
		*part = clause_parse(from->field, from->op, from->value, &clauses[i]);
		if (*part != CLAUSE_RIGHT) {
			*wrong = from;
			return E_INVALID;
		}
	}
	for (size_t i = 0; i < wish->tier_count; i++)
		tiers[i] = (struct rule_tier){ .tier = (int16_t)wish->tiers[i].tier, .amount = wish->tiers[i].amount_fen,
					       .per = (enum amount_per)wish->tiers[i].per, .up_to = wish->tiers[i].up_to,
					       .title = wish->tiers[i].title, .title_en = wish->tiers[i].title_en };
	*out = (struct rule){ .clauses = clauses, .tiers = tiers, .clause_count = (uint16_t)wish->clause_count,
			      .tier_count = (uint16_t)wish->tier_count };
	return OK;
}

static int compare(const void *left, const void *right)
{
	const struct clause_wish *a = left, *b = right;
	const int64_t by_tier = a->tier - b->tier, by_group = a->group_number - b->group_number;
	const int64_t difference = by_tier != 0 ? by_tier : by_group != 0 ? by_group : a->position - b->position;

	return (difference > 0) - (difference < 0);
}

void rule_wish_sort(struct clause_wish *clauses, size_t count)
{
	if (count > 1)
		qsort(clauses, count, sizeof *clauses, compare);
}

const struct clause_wish *rule_wish_origin(const struct rule_wish *wish, const struct rule *rule, const struct rule_clause *clause)
{
	return clause == NULL ? NULL : &wish->clauses[clause - rule->clauses];
}

const char *rule_wish_text(struct arena *arena, const struct rule_wish *wish)
{
	struct buffer text;

	buffer_init(&text, arena, 4096);
	for (size_t i = 0; i < wish->tier_count; i++) {
		const struct tier_wish *tier = &wish->tiers[i];

		buffer_append_string(&text, arena_print(arena, "tier %lld %lld %s %d|%s|%s\n", (long long)tier->tier,
							(long long)tier->amount_fen.fen, amount_per_names[tier->per], tier->up_to,
							tier->title, tier->title_en));
	}
	for (size_t i = 0; i < wish->clause_count; i++) {
		const struct clause_wish *clause = &wish->clauses[i];

		buffer_append_string(&text, arena_print(arena, "%lld %lld %lld %s %s %s|%s|%s\n", (long long)clause->tier,
							(long long)clause->group_number, (long long)clause->position, clause->field,
							clause->op, clause->value, clause->reason, clause->reason_en));
	}
	return text.data;
}
