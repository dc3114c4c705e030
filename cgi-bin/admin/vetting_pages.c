/* What staff do with a family: take it up, note checks, void mistakes, decide. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "domain/office/audit.h"
#include "domain/pairing/match_input.h"
#include "domain/pairing/offer.h"
#include "domain/pairing/pair.h"
#include "family_page.h"
#include "reason.h"
#include "rooms.h"

/* A form of one button. */
struct nothing {
	bool unused;
};
static const struct field button_form[] = { FIELD(nothing, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

/* What came of it: the page again, with a word where it could not be. */
static enum err answer(struct request *request, struct response *response, enum err err, const char *refusal, const char *said)
{
	const struct family_sight sight = { .refusal = refusal };
	struct vetted_family family;

	if (err == E_CONFLICT && refusal != NULL) {
		request->form = NULL;
		TRY(family_page_find(request, &family));
		return family_page_show(request, response, &family, &sight);
	}
	if (err == E_NOT_FOUND)
		TRY(family_page_find(request, &family));
	TRY(err);
	return respond_see_other(request, response, "/families/%s?said=%s", request->path.code, said);
}

static enum err take_up(struct request *request, struct response *response)
{
	const char *refusal = NULL;
	const enum err err = family_take_up(request->db, request->arena, request->actor, request->path.code, request->now, &refusal);

	return answer(request, response, err, refusal, "saved");
}

/* "<rule>-<adult>", whole. */
static bool read_item(const char *item, int64_t *rule, int64_t *adult)
{
	int end = 0;

	return strspn(item, "0123456789-") == strlen(item) && strlen(item) < 30 &&
	       sscanf(item, "%" SCNd64 "-%" SCNd64 "%n", rule, adult, &end) == 2 && item[end] == '\0';
}

static enum err note_check(struct request *request, struct response *response)
{
	const struct check_input *input = request->input;
	struct check_wish wish = { .passed = input->passed == 0, .checked_on = input->checked_on, .reference = input->reference };
	struct family_refusal field = { NULL, NULL };
	const char *refusal = NULL;
	enum err err;

	if (!read_item(input->item, &wish.rule_id, &wish.adult_id))
		return refuse_field(request, "item", "unknown");
	err = family_note_check(request->db, request->arena, request->actor, request->path.code, &wish, request->now, &field, &refusal);
	if (err == E_INVALID && field.field != NULL)
		return refuse_field(request, strcmp(field.field, "rule") == 0 ? "item" : field.field, field.reason);
	return answer(request, response, err, refusal, "saved");
}

struct void_input {
	int64_t check;
	const char *reason;
};
static const struct field void_form[] = {
	FIELD(void_input, check, .kind = FIELD_INTEGER, .required = true, .min = 1, .max = INT64_MAX),
	REASON_FIELD(void_input), { .kind = FIELD_NONE } };

static enum err void_check(struct request *request, struct response *response)
{
	const struct void_input *input = request->input;
	const enum err err = family_void_check(request->db, request->arena, request->actor, request->path.code, input->check,
					       input->reason, request->now);

	return answer(request, response, err, NULL, "saved");
}

/* "/1/" of "/1/5/77/": where its best student may live. */
static const char *root_of(struct arena *arena, const char *path)
{
	const char *end = path[0] == '/' ? strchr(path + 1, '/') : NULL;

	return end != NULL ? arena_copy(arena, path, (size_t)(end - path) + 1) : path;
}

/* Approved, and in the same breath offered the best student that waits. */
static enum err approve(struct request *request, struct response *response)
{
	const char *refusal = NULL, *code;
	struct vetted_family family;
	enum err err = family_approve(request->db, request->arena, request->actor, request->path.code, request->now, &refusal);

	if (err != OK)
		return answer(request, response, err, refusal, "approved");
	TRY(family_page_find(request, &family));
	TRY(offer_best_student(request->db, request->arena, request->actor, root_of(request->arena, family.path), family.id, request->now,
			       &code));
	return answer(request, response, OK, NULL, "approved");
}

static enum err suspend(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;
	const char *refusal = NULL;
	const enum err err = family_suspend(request->db, request->arena, request->actor, request->path.code, input->reason, request->now,
					    &refusal);

	return answer(request, response, err, refusal, "decided");
}

static enum err resume(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;
	const char *refusal = NULL;
	const enum err err = family_resume(request->db, request->arena, request->actor, request->path.code, input->reason, request->now,
					   &refusal);

	return answer(request, response, err, refusal, "decided");
}

static enum err deny(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;
	const char *refusal = NULL;
	const enum err err = family_deny(request->db, request->arena, request->actor, request->path.code, input->reason, request->now,
					 &refusal);

	return answer(request, response, err, refusal, "decided");
}

#define STEP(in_path, in_action, in_page, in_form, in_struct, in_name)                                                  \
	{ .method = POST, .path = "/families/{code}/" in_path, .role = STAFF, .action = in_action, .page = in_page, .form = in_form, \
	  .form_size = sizeof(struct in_struct), .form_name = in_name, .again = family_page }

static const struct route routes[] = {
	STEP("take-up", ACTION_FAMILY_VET, take_up, button_form, nothing, "family_take_up"),
	STEP("checks", ACTION_FAMILY_VET, note_check, family_page_form, check_input, "family_check"),
	STEP("void", ACTION_FAMILY_VET, void_check, void_form, void_input, "family_void"),
	STEP("approve", ACTION_FAMILY_DECIDE, approve, button_form, nothing, "family_approve"),
	STEP("suspend", ACTION_FAMILY_DECIDE, suspend, reason_form, reason_input, "family_suspend"),
	STEP("resume", ACTION_FAMILY_DECIDE, resume, reason_form, reason_input, "family_resume"),
	STEP("deny", ACTION_FAMILY_DECIDE, deny, reason_form, reason_input, "family_deny"),
	{ 0 } };

static const char *const pages[] = { "admin/family", NULL };

static const struct statement *const *const statements[] = {
	family_desk_statements, family_decide_statements, family_own_statements, vetting_statements, match_input_statements,
	offer_statements, pair_propose_statements, pair_family_statements, audit_statements, audit_reader_statements, NULL };

const struct room vetting_room = { .name = "vetting", .routes = routes, .pages = pages, .statements = statements };
