/* Forms of a draft's amounts and clauses. A clause is written in two steps, without a script: first which fact it asks for, then, with the
 * ops and values that this fact has, the rest. */
#include <string.h>

#include "app/app.h"
#include "app/session.h"
#include "domain/aid/rule_store.h"
#include "rooms.h"
#include "rule_view.h"

/* The draft of the path, writable by the person, and its rule. */
static enum err find_draft(struct request *request, struct response *response, struct rule_version *version, struct rule_wish *rule)
{
	struct programme_card card;

	TRY(programme_put(request, response, &card));
	TRY(rule_version_open(request->db, request->arena, card.id, version));
	if (version->state != RULE_DRAFT || (version->drafted_by_id != 0 && version->drafted_by_id != request->actor->account_id))
		return E_CONFLICT;
	return rule_wish_load(request->db, request->arena, version->id, rule);
}

/* Back to the draft, which says what was refused by its code; or the form again. */
static enum err answer(struct request *request, struct response *response, enum err err, const struct draft_refused *refused)
{
	if (err == E_CONFLICT && refused->refusal != RULE_FINE) {
		response->out->status = 409;
		rule_put_refused(request, response, refused);
		return refused->refusal == RULE_NONE_OPEN ? programme_show(request, response) : rule_draft_show(request, response);
	}
	TRY(err);
	return respond_see_other(request, response, "/programmes/%lld/draft?said=saved", (long long)request->path.id);
}

struct tier_query {
	int64_t tier;
};
static const struct field tier_query_fields[] = {
	FIELD(tier_query, tier, .kind = FIELD_INTEGER, .min = 1, .max = rule_tiers_max), { .kind = FIELD_NONE } };

static const struct field tier_form[] = {
	FIELD(tier_wish, tier, .kind = FIELD_INTEGER, .min = 0, .max = rule_tiers_max),
	FIELD(tier_wish, amount_fen, .kind = FIELD_MONEY, .min = 1, .max = tier_fen_most, .required = true),
	FIELD_ENUM(tier_wish, per, amount_per_names, .required = true),
	FIELD(tier_wish, up_to, .kind = FIELD_CHECK),
	FIELD(tier_wish, title, .kind = FIELD_TEXT, .max_chars = tier_title_chars),
	FIELD(tier_wish, title_en, .kind = FIELD_TEXT, .max_chars = tier_title_en_chars), { .kind = FIELD_NONE } };

/* A GET's form is its query until here. */
static enum err ask_tier(struct request *request, struct response *response)
{
	const struct tier_query *query = request->query;
	struct rule_version version;
	struct rule_wish rule;
	struct buffer amount;

	TRY(find_draft(request, response, &version, &rule));
	if (query != NULL && query->tier > (int64_t)rule.tier_count)
		return E_NOT_FOUND;
	if (query != NULL)
		request->form = form_new(request->arena, tier_form);
	if (query != NULL && query->tier > 0) {
		const struct tier_wish *tier = &rule.tiers[query->tier - 1];

		buffer_init(&amount, request->arena, 16);
		money_append_plain(&amount, tier->amount_fen);
		form_prefill(request->form, "tier", arena_print(request->arena, "%lld", (long long)tier->tier));
		form_prefill(request->form, "amount_fen", amount.data);
		form_prefill(request->form, "per", amount_per_names[tier->per]);
		form_prefill(request->form, "up_to", tier->up_to ? "1" : "");
		form_prefill(request->form, "title", tier->title);
		form_prefill(request->form, "title_en", tier->title_en);
	}
	session_put_form_token(request, response, "rule_tier");
	return respond_page(request, response, "admin/rule_tier_form");
}

static enum err save_tier(struct request *request, struct response *response)
{
	struct draft_refused refused = { 0 };
	const enum err err = rule_draft_put_tier(request->db, request->arena, request->actor, request->path.id, request->input, request->now,
						 &refused);

	return answer(request, response, err, &refused);
}

struct clause_query {
	int64_t tier, group, position;
	const char *field;
};
static const struct field clause_query_fields[] = {
	FIELD(clause_query, tier, .kind = FIELD_INTEGER, .min = 0, .max = rule_tiers_max),
	FIELD(clause_query, group, .kind = FIELD_INTEGER, .min = 0, .max = rule_groups_max),
	FIELD(clause_query, position, .kind = FIELD_INTEGER, .min = 1, .max = clause_position_most),
	FIELD(clause_query, field, .kind = FIELD_TEXT, .max_chars = 30), { .kind = FIELD_NONE } };

/* Choices are ticked one by one; a yes or no, a number, an amount is `value`. */
enum { choices_shown = 6 };
struct clause_input {
	int64_t tier, group, position;
	const char *field;
	uint32_t op;
	const char *value;
	bool choice0, choice1, choice2, choice3, choice4, choice5;
	const char *reason, *reason_en;
};
static const struct field clause_form[] = {
	FIELD(clause_input, tier, .kind = FIELD_INTEGER, .min = 0, .max = rule_tiers_max),
	FIELD(clause_input, group, .kind = FIELD_INTEGER, .min = 0, .max = rule_groups_max),
	FIELD(clause_input, position, .kind = FIELD_INTEGER, .min = 0, .max = clause_position_most),
	FIELD(clause_input, field, .kind = FIELD_TEXT, .max_chars = 30, .required = true),
	FIELD_ENUM(clause_input, op, clause_op_names, .required = true),
	FIELD(clause_input, value, .kind = FIELD_TEXT, .max_chars = 20),
	FIELD(clause_input, choice0, .kind = FIELD_CHECK), FIELD(clause_input, choice1, .kind = FIELD_CHECK),
	FIELD(clause_input, choice2, .kind = FIELD_CHECK), FIELD(clause_input, choice3, .kind = FIELD_CHECK),
	FIELD(clause_input, choice4, .kind = FIELD_CHECK), FIELD(clause_input, choice5, .kind = FIELD_CHECK),
	FIELD(clause_input, reason, .kind = FIELD_TEXT, .min_chars = 2, .max_chars = clause_reason_chars, .required = true),
	FIELD(clause_input, reason_en, .kind = FIELD_TEXT, .min_chars = 2, .max_chars = clause_reason_en_chars, .required = true),
	{ .kind = FIELD_NONE } };

/* A choice to tick, or a field to choose. */
struct named {
	const char *field, *name, *box;
	bool chosen;
};
static const struct shape named_shape = SHAPE(named,
	COLUMN(named, field), COLUMN(named, name), COLUMN(named, box), COLUMN(named, chosen));

static void put_fields(struct request *request, struct response *response)
{
	struct named *fields = ARENA_ARRAY(request->arena, struct named, fact_fields);

	for (size_t i = 0; i < fact_fields; i++)
		fields[i] = (struct named){ fact_entries[i].name, fact_entries[i].name, "", strcmp(fact_entries[i].name, form_typed(request->form, "field")) == 0 };
	view_put_rows(response->view, "fields", &named_shape, (struct rows){ fields, fact_fields });
}

static void put_choices(struct request *request, struct response *response, int field)
{
	struct named *choices = ARENA_ARRAY(request->arena, struct named, choices_shown);
	size_t count = 0;

	if (field >= 0 && fact_entries[field].kind == FACT_KIND_CHOICE)
		for (; count < choices_shown && fact_entries[field].choices[count] != NULL; count++) {
			const char *box = arena_print(request->arena, "choice%zu", count);

			choices[count] = (struct named){ fact_entries[field].name, fact_entries[field].choices[count], box,
							 form_typed(request->form, box)[0] != '\0' };
		}
	view_put_rows(response->view, "choices", &named_shape, (struct rows){ choices, count });
	view_put_text(response->view, "kind", field >= 0 ? fact_kind_names[fact_entries[field].kind] : NULL);
}

static void prefill_clause(struct request *request, const struct clause_wish *clause)
{
	struct rule_clause parsed = { 0 };

	form_prefill(request->form, "field", clause->field);
	form_prefill(request->form, "op", clause->op);
	form_prefill(request->form, "value", clause->value);
	form_prefill(request->form, "reason", clause->reason);
	form_prefill(request->form, "reason_en", clause->reason_en);
	if (clause_parse(clause->field, clause->op, clause->value, &parsed) != CLAUSE_RIGHT ||
	    fact_entries[parsed.field].kind != FACT_KIND_CHOICE)
		return;
	for (int i = 0; i < choices_shown; i++)
		if (parsed.op == OP_IN ? (parsed.choices >> i & 1) != 0 : parsed.value == i)
			form_prefill(request->form, arena_print(request->arena, "choice%d", i), "1");
}

static enum err prefill(struct request *request, const struct rule_wish *rule)
{
	const struct clause_query *query = request->query;
	bool found = query->position == 0;

	form_prefill(request->form, "tier", arena_print(request->arena, "%lld", (long long)query->tier));
	form_prefill(request->form, "group", arena_print(request->arena, "%lld", (long long)query->group));
	form_prefill(request->form, "position", arena_print(request->arena, "%lld", (long long)query->position));
	for (size_t i = 0; i < rule->clause_count && !found; i++) {
		const struct clause_wish *clause = &rule->clauses[i];

		found = clause->tier == query->tier && clause->group_number == query->group && clause->position == query->position;
		if (found)
			prefill_clause(request, clause);
	}
	if (query->field != NULL && query->field[0] != '\0')
		form_prefill(request->form, "field", query->field);
	return found && query->tier <= (int64_t)rule->tier_count ? OK : E_NOT_FOUND;
}

static enum err ask_clause(struct request *request, struct response *response)
{
	struct rule_version version;
	struct rule_wish rule;

	TRY(find_draft(request, response, &version, &rule));
	if (request->query != NULL) {
		request->form = form_new(request->arena, clause_form);
		TRY(prefill(request, &rule));
	}
	put_fields(request, response);
	put_choices(request, response, fact_find(form_typed(request->form, "field")));
	session_put_form_token(request, response, "rule_clause");
	return respond_page(request, response, "admin/rule_clause_form");
}

/* What was ticked, or typed, as a clause's value; one choice of `in` is `is`. */
static void read_value(struct request *request, const struct clause_input *input, struct clause_wish *out)
{
	const bool boxes[] = { input->choice0, input->choice1, input->choice2, input->choice3, input->choice4, input->choice5 };
	const int field = fact_find(input->field);
	const char *value = "";
	size_t ticked = 0;

	out->op = clause_op_names[input->op];
	out->value = input->value;
	if (field < 0 || fact_entries[field].kind != FACT_KIND_CHOICE)
		return;
	for (size_t i = 0; i < choices_shown && fact_entries[field].choices[i] != NULL; i++)
		if (boxes[i])
			value = arena_print(request->arena, "%s%s%s", value, ticked++ > 0 ? "," : "", fact_entries[field].choices[i]);
	out->value = value;
	if (input->op == OP_IS && ticked > 1)
		out->op = clause_op_names[OP_IN];
	if (input->op == OP_IN && ticked == 1)
		out->op = clause_op_names[OP_IS];
}

static enum err save_clause(struct request *request, struct response *response)
{
	const struct clause_input *input = request->input;
	struct clause_wish wish = { .tier = input->tier, .group_number = input->group, .position = input->position, .field = input->field,
				    .reason = input->reason, .reason_en = input->reason_en };
	struct draft_refused refused = { 0 };
	enum err err;

	read_value(request, input, &wish);
	err = rule_draft_put_clause(request->db, request->arena, request->actor, request->path.id, &wish, request->now, &refused);
	if (err == E_INVALID && refused.part != CLAUSE_RIGHT) {
		form_refuse(request->form, clause_part_names[refused.part], "not_fitting");
		request->form_refused = true;
	}
	return answer(request, response, err, &refused);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/programmes/{id}/draft/tier", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = ask_tier,
	  .query = tier_query_fields, .query_size = sizeof(struct tier_query) },
	{ .method = POST, .path = "/programmes/{id}/draft/tier", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = save_tier, .form = tier_form,
	  .form_size = sizeof(struct tier_wish), .form_name = "rule_tier", .again = ask_tier },
	{ .method = GET, .path = "/programmes/{id}/draft/clause", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = ask_clause,
	  .query = clause_query_fields, .query_size = sizeof(struct clause_query) },
	{ .method = POST, .path = "/programmes/{id}/draft/clause", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = save_clause,
	  .form = clause_form, .form_size = sizeof(struct clause_input), .form_name = "rule_clause", .again = ask_clause },
	{ 0 } };

static const char *const pages[] = { "admin/rule_tier_form", "admin/rule_clause_form", NULL };

static const struct statement *const *const statements[] = {
	programme_desk_statements, rule_store_statements, rule_draft_statements, NULL };

const struct room rule_clause_room = { .name = "rule_clause", .routes = routes, .pages = pages, .statements = statements };
