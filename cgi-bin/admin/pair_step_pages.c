/* What staff do with a pair: the school accepts or declines and keys the guardian's witnessed paper, the office approves and activates,
 * and either pauses, resumes and ends. */
#include <string.h>

#include "app/app.h"
#include "app/staff.h"
#include "domain/office/audit.h"
#include "domain/pairing/guardian.h"
#include "pair_page.h"
#include "rooms.h"

struct nothing {
	bool unused;
};
static const struct field button_form[] = { FIELD(nothing, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

/* What the guardian's paper says of this pair, or of pairing at all. */
enum paper { PAPER_ACCEPT, PAPER_DECLINE, PAPER_PAUSE, PAPER_GO_ON, PAPER_END, PAPER_WITHDRAW };
static const char *const paper_names[] = { "accept", "decline", "pause", "go_on", "end", "withdraw", NULL };

struct paper_input {
	uint32_t paper;
	bool seen;		/* signed before me */
};
static const struct field paper_form[] = {
	FIELD_ENUM(paper_input, paper, paper_names, .required = true), FIELD(paper_input, seen, .kind = FIELD_CHECK, .required = true),
	{ .kind = FIELD_NONE } };

static const char *const giving_names[] = { "give", "take_back", NULL };

struct release_input {
	uint32_t field, giving;
	int64_t text;
	bool seen;
};
static const struct field release_form[] = {
	FIELD_ENUM(release_input, field, release_field_names, .required = true),
	FIELD_ENUM(release_input, giving, giving_names, .required = true),
	FIELD(release_input, text, .kind = FIELD_INTEGER, .min = 0, .max = INT64_C(1) << 40, .required = true),
	FIELD(release_input, seen, .kind = FIELD_CHECK, .required = true), { .kind = FIELD_NONE } };

/* The reasons that staff may give, each with its own in the pair. */
static const char *const ending_names[] = { "family_ended", "guardian_ended", "school_ended", "completed", "moved", "safeguarding", NULL };
static const enum end_reason ending_reasons[] = { END_FAMILY_ENDED, END_GUARDIAN_ENDED, END_SCHOOL_ENDED, END_COMPLETED, END_MOVED,
						  END_SAFEGUARDING };

struct end_input {
	uint32_t ending;
	const char *reason;
	bool for_cause;
};
static const struct field end_form[] = {
	FIELD_ENUM(end_input, ending, ending_names, .required = true), OPTIONAL_REASON_FIELD(end_input),
	FIELD(end_input, for_cause, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

/* Somebody else was quicker, or what it rests on is gone: the page says which, and how it stands now. */
static enum err answer(struct request *request, struct response *response, enum err err, const char *refusal, const char *said)
{
	if (err == E_CONFLICT && refusal != NULL) {
		response->out->status = 409;
		view_put_text(response->view, "refusal", refusal);
		return pair_page_show(request, response);
	}
	TRY(err);
	return respond_see_other(request, response, "/pairs/%s?said=%s", request->path.code, said);
}

static const char *word_of(enum pair_refusal refusal)
{
	return refusal == PAIR_FINE ? NULL : pair_refusal_names[refusal];
}

typedef enum err step(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		      enum pair_refusal *refusal);

static enum err take(struct request *request, struct response *response, step *do_it, const char *said)
{
	enum pair_refusal refusal = PAIR_FINE;
	struct pair_desk desk;
	enum err err;

	TRY(pair_page_find(request, &desk));
	err = do_it(request->db, request->arena, request->actor, request->path.code, request->now, &refusal);
	/* Whoever does not handle concerns is not told that there is one: it may be about them. */
	if (refusal == PAIR_CONCERN_OPEN && !staff_may(request, ACTION_CONCERN_HANDLE))
		refusal = PAIR_STATE;
	return answer(request, response, err, word_of(refusal), said);
}

static enum err accept(struct request *request, struct response *response)
{
	return take(request, response, pair_school_accept, "saved");
}

static enum err approve(struct request *request, struct response *response)
{
	return take(request, response, pair_approve, "approved");
}

static enum err activate(struct request *request, struct response *response)
{
	return take(request, response, pair_activate, "saved");
}

static enum err resume(struct request *request, struct response *response)
{
	return take(request, response, pair_resume, "saved");
}

static enum err decline(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;
	enum pair_refusal refusal = PAIR_FINE;
	struct pair_desk desk;
	enum err err;

	TRY(pair_page_find(request, &desk));
	err = pair_school_decline(request->db, request->arena, request->actor, request->path.code, input->reason, request->now, &refusal);
	return answer(request, response, err, word_of(refusal), "decided");
}

static enum err pause_pair(struct request *request, struct response *response)
{
	enum pair_refusal refusal = PAIR_FINE;
	struct pair_desk desk;
	enum err err;

	TRY(pair_page_find(request, &desk));
	err = pair_pause(request->db, request->arena, request->actor, desk.pair.id, PAUSE_STAFF, request->now, &refusal);
	return answer(request, response, err, word_of(refusal), "saved");
}

static enum err end(struct request *request, struct response *response)
{
	const struct end_input *input = request->input;
	const bool has_words = input->reason != NULL && input->reason[0] != '\0';
	const enum end_reason reason = ending_reasons[input->ending];
	const struct pair_ending ending = { .reason = reason, .words = has_words ? input->reason : NULL,
					    .for_cause = input->for_cause || reason == END_SAFEGUARDING };
	enum pair_refusal refusal = PAIR_FINE;
	struct pair_desk desk;
	enum err err;

	TRY(pair_page_find(request, &desk));
	/* What bars the two for good says why. */
	if (ending.for_cause && !has_words) {
		form_refuse(request->form, "reason", "cause");
		request->form_refused = true;
		return E_INVALID;
	}
	err = pair_end(request->db, request->arena, request->actor, desk.pair.id, &ending, request->now, &refusal);
	return answer(request, response, err, word_of(refusal), "ended");
}

static enum err withdraw(struct request *request, const char *student_code)
{
	struct guardian_child child;

	TRY(guardian_find_in_scope(request->db, request->arena, request->actor->unit_path, student_code, &child));
	return guardian_withdraw(request->db, request->arena, request->actor, &child, request->now);
}

static enum err key_paper(struct request *request, struct response *response)
{
	const struct paper_input *input = request->input;
	enum pair_refusal refusal = PAIR_FINE;
	struct db *db = request->db;
	struct arena *arena = request->arena;
	struct pair_desk desk;
	enum err err = E_INTERNAL;

	TRY(pair_page_find(request, &desk));
	switch ((enum paper)input->paper) {
	case PAPER_ACCEPT:
		err = pair_guardian_accept(db, arena, request->actor, desk.student_code, desk.pair.code, GIVEN_PAPER, request->now, &refusal);
		break;
	case PAPER_DECLINE:
		err = pair_guardian_decline(db, arena, request->actor, desk.student_code, desk.pair.code, GIVEN_PAPER, request->now, &refusal);
		break;
	case PAPER_PAUSE:
		err = pair_pause(db, arena, request->actor, desk.pair.id, PAUSE_GUARDIAN, request->now, &refusal);
		break;
	case PAPER_GO_ON:
		err = pair_guardian_go_on(db, arena, request->actor, desk.student_code, desk.pair.code, GIVEN_PAPER, request->now, &refusal);
		break;
	case PAPER_END:
		err = pair_ask_end(db, arena, request->actor, desk.pair.id, PARTY_GUARDIAN, request->now, &refusal);
		break;
	case PAPER_WITHDRAW:
		err = withdraw(request, desk.student_code);
		refusal = err == E_CONFLICT ? PAIR_NO_CONSENT : PAIR_FINE;
		break;
	}
	return answer(request, response, err, word_of(refusal), "saved");
}

static enum err key_release(struct request *request, struct response *response)
{
	const struct release_input *input = request->input;
	struct pair_desk desk;
	enum err err;

	TRY(pair_page_find(request, &desk));
	const struct release_wish wish = { .student_code = desk.student_code, .code = desk.pair.code, .text_id = input->text,
					   .field = (enum release_field)input->field, .channel = GIVEN_PAPER };
	err = input->giving == 0 ? release_give(request->db, request->arena, request->actor, &wish, request->now)
				 : release_take_back(request->db, request->arena, request->actor, &wish, request->now);
	return answer(request, response, err, "release", "saved");
}

#define STEP(at, right, handler, fields, input)                                                                     \
	{ .method = POST, .path = "/pairs/{code}/" at, .role = STAFF, .action = right, .page = handler, .form = fields, \
	  .form_size = sizeof(struct input), .form_name = at, .again = pair_page_show, .committed = true }

static const struct route routes[] = {
	STEP("accept", ACTION_PAIR_ACCEPT, accept, button_form, nothing),
	STEP("decline", ACTION_PAIR_ACCEPT, decline, reason_form, reason_input),
	STEP("paper", ACTION_PAIR_ACCEPT, key_paper, paper_form, paper_input),
	STEP("release", ACTION_PAIR_ACCEPT, key_release, release_form, release_input),
	STEP("approve", ACTION_PAIR_APPROVE, approve, button_form, nothing),
	STEP("activate", ACTION_PAIR_APPROVE, activate, button_form, nothing),
	STEP("pause", ACTION_PAIR_END, pause_pair, button_form, nothing),
	STEP("resume", ACTION_PAIR_END, resume, button_form, nothing),
	STEP("end", ACTION_PAIR_END, end, end_form, end_input),
	{ 0 } };

static const struct statement *const *const statements[] = {
	pair_propose_statements, pair_paper_statements, pair_staff_statements, pair_end_statements, pair_find_statements,
	pair_family_statements, pair_guardian_statements, pair_desk_statements, guardian_paper_statements, release_guardian_statements,
	release_paper_statements, consent_giver_statements, audit_statements, NULL };

const struct room pair_step_room = { .name = "pair_step", .routes = routes, .statements = statements };
