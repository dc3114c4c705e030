/* A student's aid: what its school states beside the register, what it gets, and the family's wish that the school keys. Looking at one is an
 * event: it is of a minor. */
#include <string.h>

#include "app/app.h"
#include "app/session.h"
#include "award_page.h"
#include "domain/office/audit.h"
#include "rooms.h"
#include "seen.h"

enum { period_chars = 6, value_chars = 30 };

struct facts_input {
	const char *value[fact_fields];		/* "" or "unknown": nobody knows */
};
#define FACT(fact, in_name)                                                                                         \
	{ .column = { .name = in_name, .offset = offsetof(struct facts_input, value[fact]), .type = COLUMN_TEXT },      \
	  .kind = FIELD_TEXT, .max_chars = value_chars }
static const struct field facts_form[] = {
	FACT(FACT_SCHOOL_PLACE, "school_place"), FACT(FACT_SCHOOL_KIND, "school_kind"), FACT(FACT_ON_ROLL, "on_roll"),
	FACT(FACT_HOUSEHOLD_PLACE, "household_place"), FACT(FACT_RURAL, "rural"), FACT(FACT_BOARDING, "boarding"),
	FACT(FACT_REGISTERED_POOR, "registered_poor"), FACT(FACT_MINIMUM_LIVING, "minimum_living"),
	FACT(FACT_EXTREME_POVERTY, "extreme_poverty"), FACT(FACT_ORPHAN, "orphan"), FACT(FACT_DISABLED, "disabled"),
	FACT(FACT_PARENT_DISABLED, "parent_disabled"), FACT(FACT_MARTYR_CHILD, "martyr_child"),
	FACT(FACT_OTHER_HARDSHIP, "other_hardship"), FACT(FACT_MAJOR, "major"), FACT(FACT_TUITION, "tuition"),
	FACT(FACT_ADMITTED, "admitted"), FACT(FACT_OTHER_LOAN, "other_loan"), FACT(FACT_CO_BORROWER, "co_borrower"), { .kind = FIELD_NONE } };

struct apply_input {
	int64_t programme;
	const char *period;
};
static const struct field apply_form[] = {
	FIELD(apply_input, programme, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40, .required = true),
	FIELD(apply_input, period, .kind = FIELD_TEXT, .max_chars = period_chars, .required = true), { .kind = FIELD_NONE } };

/* A fact the school may state, as the controls of aid/fact_words take it. */
struct answer_row {
	const char *field, *value, *typed;
	bool unknown;
};
static const struct shape answer_row_shape = SHAPE(answer_row,
	COLUMN(answer_row, field), COLUMN(answer_row, value), COLUMN(answer_row, typed), COLUMN(answer_row, unknown));

static enum err find(struct request *request, struct aid_student *out)
{
	bool elsewhere;
	const enum err err = aid_student_facts(request->db, request->arena, request->actor->unit_path, request->path.code, request->today, out,
					       &elsewhere);

	if (err == E_NOT_FOUND && elsewhere)
		return refuse_out_of_scope(request, arena_print(request->arena, "student:%s", request->path.code));
	return err;
}

static void put_answers(struct request *request, struct response *response, const struct facts *stated)
{
	struct answer_row *rows = ARENA_ARRAY(request->arena, struct answer_row, fact_fields);
	size_t count = 0;

	for (int i = 0; i < fact_fields; i++) {
		const enum fact_field field = (enum fact_field)i;
		const bool known = fact_is_known(stated, field);
		const char *text = known ? fact_text(request->arena, field, stated->value[field]) : "";

		if (aid_fact_may_be_stated(field))
			rows[count++] = (struct answer_row){ fact_entries[i].name, known ? text : "unknown", text, !known };
	}
	view_put_rows(response->view, "answers", &answer_row_shape, (struct rows){ rows, count });
}

static enum err show(struct request *request, struct response *response)
{
	const char *subject = arena_print(request->arena, "student:%s", request->path.code);
	struct aid_student student;
	struct facts stated;
	struct rows awards;

	TRY(find(request, &student));
	TRY(seen_note(request, "award_view", subject, student.path, NULL));
	TRY(aid_fact_stated(request->db, request->arena, student.id, &stated));
	TRY(award_list_of_student(request->db, request->arena, student.id, &awards));
	view_put_text(response->view, "student", student.code);
	view_put_rows(response->view, "facts", &fact_row_shape, award_page_facts(request->arena, &student.facts));
	put_answers(request, response, &stated);
	view_put_rows(response->view, "awards", &award_entry_shape, awards);
	TRY(award_page_programmes(request, response, 0));
	view_put_text(response->view, "term", award_period_of(request->arena, request->today));
	session_put_code_token(request, response, "aid_facts");
	session_put_code_token(request, response, "award_apply");
	return respond_page(request, response, "admin/aid_student");
}

static enum err state_facts(struct request *request, struct response *response)
{
	const struct facts_input *input = request->input;
	struct facts set = { .known = 0 };
	uint32_t fields = 0;
	int64_t value;

	for (int i = 0; i < fact_fields; i++) {
		const enum fact_field field = (enum fact_field)i;
		const char *text = input->value[i];

		if (!aid_fact_may_be_stated(field))
			continue;
		fields |= UINT32_C(1) << i;
		if (text == NULL || text[0] == '\0' || strcmp(text, "unknown") == 0)
			continue;
		if (fact_parse(field, text, &value) != OK)
			return refuse_field(request, fact_entries[i].name, "value");
		fact_set(&set, field, value);
	}
	TRY(aid_fact_state(request->db, request->arena, request->actor, request->path.code, fields, &set, request->now));
	return respond_see_other(request, response, "/students/%s/aid?said=saved", request->path.code);
}

static enum err apply(struct request *request, struct response *response)
{
	const struct apply_input *input = request->input;
	enum award_word word = AWARD_FINE;
	struct aid_student student;
	const char *code;
	enum err err;

	if (!award_period_holds(input->period))
		return refuse_field(request, "period", "form");
	TRY(find(request, &student));
	err = award_apply(request->db, request->arena, request->app->keyring, request->actor, student.code, input->programme, input->period,
			  request->now, &code, &word);
	if (err == E_NOT_FOUND)
		return refuse_field(request, "programme", "none");
	if (err == E_CONFLICT && word != AWARD_FINE) {
		response->out->status = 409;
		view_put_text(response->view, "refusal", award_word_names[word]);
		return show(request, response);
	}
	TRY(err);
	return respond_see_other(request, response, "/awards/%s?said=created", code);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/students/{code}/aid", .role = STAFF, .action = ACTION_AWARD_VIEW, .page = show, .form = apply_form },
	{ .method = POST, .path = "/students/{code}/aid/facts", .role = STAFF, .action = ACTION_AWARD_VERIFY, .page = state_facts,
	  .form = facts_form, .form_size = sizeof(struct facts_input), .form_name = "aid_facts", .again = show, .committed = true },
	{ .method = POST, .path = "/students/{code}/aid/apply", .role = STAFF, .action = ACTION_AWARD_VERIFY, .page = apply, .form = apply_form,
	  .form_size = sizeof(struct apply_input), .form_name = "award_apply", .again = show, .committed = true },
	{ 0 } };

static const char *const pages[] = { "admin/aid_student", NULL };

static const struct statement *const *const statements[] = {
	aid_student_statements, aid_fact_statements, award_desk_statements, award_step_statements, programme_statements, audit_statements, NULL };

const struct room aid_student_room = { .name = "aid_student", .routes = routes, .pages = pages, .statements = statements };
