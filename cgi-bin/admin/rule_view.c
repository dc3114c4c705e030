#include "rule_view.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/staff.h"

/* Values of a clause one by one, so that templates have the words: v0 … of choices, and of yes and no; plain of numbers and money. */
struct clause_line {
	int64_t tier, group_number, position;
	const char *field, *op, *value, *reason, *reason_en;
	const char *v0, *v1, *v2, *v3, *v4, *v5, *plain;
	bool added, removed;
	bool first;				/* of its tier and group */
};

static const struct shape clause_line_shape = SHAPE(clause_line,
	COLUMN(clause_line, tier), COLUMN(clause_line, group_number), COLUMN(clause_line, position), COLUMN(clause_line, field),
	COLUMN(clause_line, op), COLUMN(clause_line, value), COLUMN(clause_line, reason), COLUMN(clause_line, reason_en),
	COLUMN(clause_line, v0, .nullable = true), COLUMN(clause_line, v1, .nullable = true), COLUMN(clause_line, v2, .nullable = true),
	COLUMN(clause_line, v3, .nullable = true), COLUMN(clause_line, v4, .nullable = true), COLUMN(clause_line, v5, .nullable = true),
	COLUMN(clause_line, plain, .nullable = true), COLUMN(clause_line, added), COLUMN(clause_line, removed), COLUMN(clause_line, first));

struct tier_line {
	int64_t tier;
	struct money amount_fen;
	uint32_t per;
	bool up_to;
	const char *title, *title_en;
	bool added, removed, last;
};

static const struct shape tier_line_shape = SHAPE(tier_line,
	COLUMN(tier_line, tier), COLUMN(tier_line, amount_fen), COLUMN(tier_line, per, .names = amount_per_names), COLUMN(tier_line, up_to),
	COLUMN(tier_line, title), COLUMN(tier_line, title_en), COLUMN(tier_line, added), COLUMN(tier_line, removed), COLUMN(tier_line, last));

static struct clause_line line_of(struct arena *arena, const struct clause_wish *clause)
{
	struct clause_line line = { .tier = clause->tier, .group_number = clause->group_number, .position = clause->position,
				    .field = clause->field, .op = clause->op, .value = clause->value, .reason = clause->reason,
				    .reason_en = clause->reason_en };
	const char **const values[] = { &line.v0, &line.v1, &line.v2, &line.v3, &line.v4, &line.v5 };
	struct rule_clause parsed = { 0 };
	size_t count = 0;

	if (clause_parse(clause->field, clause->op, clause->value, &parsed) != CLAUSE_RIGHT || fact_entries[parsed.field].kind == FACT_KIND_NUMBER ||
	    fact_entries[parsed.field].kind == FACT_KIND_MONEY) {
		line.plain = clause->value;
		return line;
	}
	for (int64_t i = 0; i < 16 && count < sizeof values / sizeof values[0]; i++)
		if (parsed.op == OP_IN ? (parsed.choices >> i & 1) != 0 : parsed.value == i)
			*values[count++] = fact_text(arena, parsed.field, i);
	return line;
}

/* Wherever in its group it stands. */
static bool has_clause(const struct rule_wish *rule, const struct clause_wish *wanted)
{
	for (size_t i = 0; i < rule->clause_count; i++) {
		const struct clause_wish *clause = &rule->clauses[i];

		if (clause->tier == wanted->tier && clause->group_number == wanted->group_number && strcmp(clause->field, wanted->field) == 0 &&
		    strcmp(clause->op, wanted->op) == 0 && strcmp(clause->value, wanted->value) == 0 &&
		    strcmp(clause->reason, wanted->reason) == 0 && strcmp(clause->reason_en, wanted->reason_en) == 0)
			return true;
	}
	return false;
}

static bool has_tier(const struct rule_wish *rule, const struct tier_wish *wanted)
{
	for (size_t i = 0; i < rule->tier_count; i++) {
		const struct tier_wish *tier = &rule->tiers[i];

		if (tier->tier == wanted->tier && tier->amount_fen.fen == wanted->amount_fen.fen && tier->per == wanted->per &&
		    tier->up_to == wanted->up_to && strcmp(tier->title, wanted->title) == 0 && strcmp(tier->title_en, wanted->title_en) == 0)
			return true;
	}
	return false;
}

static int compare_lines(const void *left, const void *right)
{
	const struct clause_line *a = left, *b = right;
	const int64_t difference = a->tier != b->tier ? a->tier - b->tier
				   : a->group_number != b->group_number ? a->group_number - b->group_number
				   : a->position != b->position ? a->position - b->position : (int64_t)b->removed - a->removed;

	return (difference > 0) - (difference < 0);
}

static struct rows clause_lines(struct arena *arena, const struct rule_wish *rule, const struct rule_wish *before)
{
	struct clause_line *lines = ARENA_ARRAY(arena, struct clause_line, rule->clause_count + (before != NULL ? before->clause_count : 0));
	size_t count = 0;

	for (size_t i = 0; i < rule->clause_count; i++) {
		lines[count] = line_of(arena, &rule->clauses[i]);
		lines[count++].added = before != NULL && !has_clause(before, &rule->clauses[i]);
	}
	for (size_t i = 0; before != NULL && i < before->clause_count; i++)
		if (!has_clause(rule, &before->clauses[i])) {
			lines[count] = line_of(arena, &before->clauses[i]);
			lines[count++].removed = true;
		}
	if (count > 1)
		qsort(lines, count, sizeof *lines, compare_lines);
	for (size_t i = 0; i < count; i++)
		lines[i].first = i == 0 || lines[i].tier != lines[i - 1].tier || lines[i].group_number != lines[i - 1].group_number;
	return (struct rows){ lines, count };
}

static struct tier_line tier_line_of(const struct tier_wish *tier)
{
	return (struct tier_line){ .tier = tier->tier, .amount_fen = tier->amount_fen, .per = tier->per, .up_to = tier->up_to,
				   .title = tier->title, .title_en = tier->title_en };
}

static struct rows tier_lines(struct arena *arena, const struct rule_wish *rule, const struct rule_wish *before)
{
	struct tier_line *lines = ARENA_ARRAY(arena, struct tier_line, rule->tier_count + (before != NULL ? before->tier_count : 0));
	size_t count = 0;

	for (size_t i = 0; i < rule->tier_count; i++) {
		lines[count] = tier_line_of(&rule->tiers[i]);
		lines[count].last = i + 1 == rule->tier_count;
		lines[count++].added = before != NULL && !has_tier(before, &rule->tiers[i]);
	}
	for (size_t i = 0; before != NULL && i < before->tier_count; i++)
		if (!has_tier(rule, &before->tiers[i])) {
			lines[count] = tier_line_of(&before->tiers[i]);
			lines[count++].removed = true;
		}
	return (struct rows){ lines, count };
}

void rule_put(struct request *request, struct response *response, const struct rule_wish *rule, const struct rule_wish *before)
{
	view_put_rows(response->view, "tiers", &tier_line_shape, tier_lines(request->arena, rule, before));
	view_put_rows(response->view, "clauses", &clause_line_shape, clause_lines(request->arena, rule, before));
	view_put_flag(response->view, "compared", before != NULL);
}

void rule_put_refused(struct request *request, struct response *response, const struct draft_refused *refused)
{
	struct clause_line *culprit = NULL;

	if (refused->refusal == RULE_FINE)
		return;
	if (refused->where != NULL) {
		culprit = ARENA_NEW(request->arena, struct clause_line);
		*culprit = line_of(request->arena, refused->where);
	}
	view_put_text(response->view, "refusal", draft_refusal_names[refused->refusal]);
	view_put_text(response->view, "rule_fault", refused->refusal == RULE_UNSOUND ? rule_fault_names[refused->fault] : NULL);
	view_put(response->view, "culprit", &clause_line_shape, culprit);
}

bool programme_editable(struct request *request)
{
	return staff_may(request, ACTION_PROGRAMME_EDIT) &&
	       programme_reach(request->db, request->arena, request->actor, request->path.id) == OK;
}

enum err programme_put(struct request *request, struct response *response, struct programme_card *out)
{
	struct programme_card *card = ARENA_NEW(request->arena, struct programme_card);

	TRY(programme_find(request->db, request->arena, request->path.id, card));
	view_put(response->view, "programme", &programme_card_shape, card);
	view_put_flag(response->view, "editable", programme_editable(request));
	*out = *card;
	return OK;
}
