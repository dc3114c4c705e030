/* A draft tried on families that staff made up, and on the register; and those families. */
#include <string.h>

#include "app/app.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/aid/aid_student.h"
#include "domain/aid/fact_read.h"
#include "domain/aid/rule_try.h"
#include "domain/office/audit.h"
#include "rooms.h"
#include "rule_view.h"

struct try_query {
	bool registered;
};
static const struct field try_fields[] = {
	FIELD(try_query, registered, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

static enum err put_counts(struct request *request, struct response *response, const struct rule *before, const struct rule *after)
{
	struct trial_counts *counts = ARENA_NEW(request->arena, struct trial_counts);

	view_put(response->view, "counts", &trial_counts_shape, NULL);
	if (!((const struct try_query *)request->query)->registered)
		return OK;
	TRY(rule_try_register(request->db, request->actor->unit_path, request->today, before, after, counts));
	view_put(response->view, "counts", &trial_counts_shape, counts);
	return OK;
}

static enum err show_try(struct request *request, struct response *response)
{
	struct rule_version version, earlier;
	struct programme_card card;
	struct rule before, after;
	struct rows trials;
	enum err err;

	TRY(programme_put(request, response, &card));
	TRY(rule_version_open(request->db, request->arena, card.id, &version));
	TRY(rule_load(request->db, request->arena, version.id, &after));
	err = rule_version_before(request->db, request->arena, card.id, request->today, &earlier);
	if (err == OK)
		err = rule_load(request->db, request->arena, earlier.id, &before);
	else if (err == E_NOT_FOUND)
		earlier.version = 0;
	TRY(err == E_NOT_FOUND ? OK : err);
	TRY(rule_try_families(request->db, request->arena, earlier.version != 0 ? &before : NULL, &after, &trials));
	TRY(put_counts(request, response, earlier.version != 0 ? &before : NULL, &after));
	view_put_rows(response->view, "trials", &trial_shape, trials);
	view_put_int(response->view, "before", earlier.version);
	view_put_int(response->view, "after", version.version);
	return respond_page(request, response, "admin/rule_try");
}

/* One of the facts as the form asks for it. */
struct asked {
	const char *name, *typed;
	bool yes_no, choice, number, money;
	const char *v0, *v1, *v2, *v3, *v4, *v5;
	bool s0, s1, s2, s3, s4, s5;	/* which of them was chosen */
	bool yes, no;
	bool wrong;
};
static const struct shape asked_shape = SHAPE(asked,
	COLUMN(asked, name), COLUMN(asked, typed), COLUMN(asked, yes_no), COLUMN(asked, choice), COLUMN(asked, number), COLUMN(asked, money),
	COLUMN(asked, v0, .nullable = true), COLUMN(asked, v1, .nullable = true), COLUMN(asked, v2, .nullable = true),
	COLUMN(asked, v3, .nullable = true), COLUMN(asked, v4, .nullable = true), COLUMN(asked, v5, .nullable = true), 
	COLUMN(asked, s0), COLUMN(asked, s1), COLUMN(asked, s2), COLUMN(asked, s3), COLUMN(asked, s4), COLUMN(asked, s5), COLUMN(asked, yes),
	COLUMN(asked, no), COLUMN(asked, wrong));

/* A member a fact, named as the fact. */
struct family_input {
	const char *name;
	const char *stage, *grade, *age, *school_place, *school_kind, *on_roll, *household_place, *rural, *boarding, *registered_poor,
		*minimum_living, *extreme_poverty, *orphan, *disabled, *parent_disabled, *martyr_child, *other_hardship, *major, *tuition, *admitted,
		*other_loan, *co_borrower;
};
#define FACT(in_field) FIELD(family_input, in_field, .kind = FIELD_TEXT, .max_chars = 20)
static const struct field family_form[] = {
	FIELD(family_input, name, .kind = FIELD_TEXT, .min_chars = 2, .max_chars = family_name_chars, .required = true),
	FACT(stage), FACT(grade), FACT(age), FACT(school_place), FACT(school_kind), FACT(on_roll), FACT(household_place), FACT(rural), FACT(boarding),
	FACT(registered_poor), FACT(minimum_living), FACT(extreme_poverty), FACT(orphan), FACT(disabled), FACT(parent_disabled), FACT(martyr_child),
	FACT(other_hardship), FACT(major), FACT(tuition), FACT(admitted), FACT(other_loan), FACT(co_borrower), { .kind = FIELD_NONE } };

static struct asked asked_of(enum fact_field field, const struct field_state *state)
{
	const struct fact_entry *entry = &fact_entries[field];
	struct asked asked = { .name = entry->name, .typed = state->typed, .yes_no = entry->kind == FACT_KIND_YES_NO,
			       .choice = entry->kind == FACT_KIND_CHOICE, .number = entry->kind == FACT_KIND_NUMBER,
			       .money = entry->kind == FACT_KIND_MONEY, .yes = strcmp(state->typed, "yes") == 0,
			       .no = strcmp(state->typed, "no") == 0, .wrong = state->wrong };
	const char **const values[] = { &asked.v0, &asked.v1, &asked.v2, &asked.v3, &asked.v4, &asked.v5 };
	bool *const chosen[] = { &asked.s0, &asked.s1, &asked.s2, &asked.s3, &asked.s4, &asked.s5 };

	for (size_t i = 0; asked.choice && i < sizeof values / sizeof values[0] && entry->choices[i] != NULL; i++) {
		*values[i] = entry->choices[i];
		*chosen[i] = strcmp(state->typed, entry->choices[i]) == 0;
	}
	return asked;
}

static void put_asked(struct request *request, struct response *response)
{
	struct asked *asked = ARENA_ARRAY(request->arena, struct asked, fact_fields);
	size_t count = 0;

	for (size_t i = 0; i < request->form->count; i++) {
		const int field = fact_find(request->form->states[i].name);

		if (field >= 0)
			asked[count++] = asked_of((enum fact_field)field, &request->form->states[i]);
	}
	view_put_rows(response->view, "asked", &asked_shape, (struct rows){ asked, count });
}

static enum err show_families(struct request *request, struct response *response)
{
	struct rows rows;

	TRY(family_case_list(request->db, request->arena, &rows));
	view_put_rows(response->view, "families", &family_case_shape, rows);
	put_asked(request, response);
	session_put_token(request, response, "family_case");
	session_put_token(request, response, "family_case_drop");
	return respond_page(request, response, "admin/rule_families");
}

static enum err add_family(struct request *request, struct response *response)
{
	const struct family_input *input = request->input;
	struct fact_said said[fact_fields];
	struct fact_reading reading;
	size_t count = 0;
	enum err err;

	for (const struct field *field = family_form + 1; field->kind != FIELD_NONE; field++)
		said[count++] = (struct fact_said){ field->column.name, *(const char *const *)column_at(&field->column, input) };
	err = fact_read(request->arena, said, count, request->today, &reading);
	if (err == E_INVALID)
		form_refuse(request->form, reading.field, "not_a_value");
	else if (err == OK) {
		err = family_case_add(request->db, request->arena, request->actor, input->name, &reading.facts, request->now);
		if (err == E_CONFLICT) {
			form_refuse(request->form, "name", "taken");
			err = E_INVALID;
		}
	}
	request->form_refused = err == E_INVALID;
	TRY(err);
	return respond_see_other(request, response, "/programmes/families?said=saved");
}

struct drop_input {
	int64_t family;
};
static const struct field drop_form[] = {
	FIELD(drop_input, family, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true), { .kind = FIELD_NONE } };

static enum err show_families_again(struct request *request, struct response *response)
{
	request->form = form_new(request->arena, family_form);
	return show_families(request, response);
}

static enum err drop_family(struct request *request, struct response *response)
{
	const struct drop_input *input = request->input;

	TRY(family_case_drop(request->db, request->arena, request->actor, input->family, request->now));
	return respond_see_other(request, response, "/programmes/families?said=saved");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/programmes/{id}/draft/try", .role = STAFF, .action = ACTION_PROGRAMME_VIEW, .page = show_try,
	  .query = try_fields, .query_size = sizeof(struct try_query) },
	{ .method = GET, .path = "/programmes/families", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = show_families, .form = family_form },
	{ .method = POST, .path = "/programmes/families", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = add_family, .form = family_form,
	  .form_size = sizeof(struct family_input), .form_name = "family_case", .again = show_families },
	{ .method = POST, .path = "/programmes/families/drop", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = drop_family,
	  .form = drop_form, .form_size = sizeof(struct drop_input), .form_name = "family_case_drop", .again = show_families_again },
	{ 0 } };

static const char *const pages[] = { "admin/rule_try", "admin/rule_families", NULL };

static const struct statement *const *const statements[] = {
	programme_statements, programme_desk_statements, rule_try_statements, aid_student_statements, audit_statements, NULL };

const struct room rule_try_room = { .name = "rule_try", .routes = routes, .pages = pages, .statements = statements };
