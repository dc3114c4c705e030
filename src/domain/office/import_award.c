/* A list of aid that was paid, imported: by the award's code, and only where the name and the amount are those of the award that was approved. What was
 * noted before is the same; nothing is paid twice. */
#include "crypt/seal.h"
#include "domain/aid/award.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/import_parts.h"
#include "domain/office/sealed_places.h"

struct pay_line {
	const char *code, *name;
	struct money amount;
	struct date paid_on;
};

enum { F_CODE, F_NAME, F_AMOUNT, F_PAID_ON, F_COUNT };

static const struct import_field fields[F_COUNT] = {
	[F_CODE] = { COLUMN(pay_line, code), .value = IMPORT_CODE, .required = true },
	[F_NAME] = { COLUMN(pay_line, name), .value = IMPORT_PERSON, .required = true, .personal = true, .max = 60 },
	[F_AMOUNT] = { COLUMN(pay_line, amount), .value = IMPORT_MONEY, .required = true, .min = 1 },
	[F_PAID_ON] = { COLUMN(pay_line, paid_on), .value = IMPORT_DATE, .required = true } };

/* What an award says of being paid. */
struct payable {
	int64_t id;
	const char *path;
	enum award_state state;
	struct money amount;
	bool up_to, appealed;
	struct date approved_on, paid_on;
	struct money paid;
	struct bytes name_index;
};
static const struct shape payable_shape = SHAPE(payable,
	COLUMN(payable, id), COLUMN(payable, path), COLUMN(payable, state, .names = award_state_names), COLUMN(payable, amount),
	COLUMN(payable, up_to), COLUMN(payable, appealed), COLUMN(payable, approved_on, .nullable = true),
	COLUMN(payable, paid_on, .nullable = true), COLUMN(payable, paid), COLUMN(payable, name_index, .nullable = true));
static const struct statement payable_of = {
	.sql = "SELECT a.id, a.path, a.state, a.amount_fen AS amount, t.up_to, a.appealed_at IS NOT NULL AND a.decided_at IS NULL AS appealed, "
	       "DATE(a.approved_at + INTERVAL 8 HOUR) AS approved_on, a.paid_on, COALESCE(a.paid_fen, 0) AS paid, s.name_index FROM award a "
	       "JOIN student s ON s.id = a.student_id JOIN aid_tier t ON t.version_id = a.version_id AND t.tier = a.tier WHERE a.code = ? "
	       "FOR UPDATE",
	.params = "s", .row = &payable_shape };
static const struct statement pay = {
	.sql = "UPDATE award SET paid_on = ?, paid_fen = ?, changed_at = ? WHERE id = ?", .params = "dmti" };

const struct statement *const import_award_statements[] = { &payable_of, &pay, NULL };

/* What the audit trail is told at the end. */
struct note {
	char code[code_chars + 1];
	const char *path;
};
struct payments {
	struct note *notes;
	size_t count, room;
};

static enum err begin(struct import_run *run)
{
	run->state = ARENA_NEW(run->arena, struct payments);
	return OK;
}

static void refuse(struct import_line *line, int field, const char *reason)
{
	line->field = fields[field].column.name;
	line->reason = reason;
}

static void judge_payable(struct import_run *run, struct import_line *line, const struct payable *award)
{
	const struct pay_line *row = line->row;
	const bool was_paid = award->state == AWARD_PAID || award->state == AWARD_CONFIRMED;

	if (!scope_holds(run->order.scope, award->path))
		refuse(line, F_CODE, "code_outside");
	else if ((line->masked >> F_NAME & 1) != 0)
		refuse(line, F_NAME, "masked");
	else if (award->name_index.data == NULL ||
		 !blind_index_is(run->keyring, &run->batch, purpose_student_name, row->name, award->name_index))
		refuse(line, F_NAME, "name_differs");
	else if (was_paid && (award->paid.fen != row->amount.fen || award->paid_on.day != row->paid_on.day))
		refuse(line, F_CODE, "paid_before");
	else if (!was_paid && award->state != AWARD_APPROVED)
		refuse(line, F_CODE, "not_approved");
	else if (!was_paid && award->appealed)
		refuse(line, F_CODE, "appealed");
	else if (award->up_to ? row->amount.fen > award->amount.fen : row->amount.fen != award->amount.fen)
		refuse(line, F_AMOUNT, "amount_differs");
	else if (row->paid_on.day > run->today.day)
		refuse(line, F_PAID_ON, "future");
	else if (row->paid_on.day < award->approved_on.day)
		refuse(line, F_PAID_ON, "too_early");
	else
		line->verdict = was_paid ? VERDICT_SAME : VERDICT_CHANGED;
}

static void take_note(struct import_run *run, const char *code, const char *path)
{
	struct payments *state = run->state;
	struct note *note;

	if (state->count == state->room) {
		const size_t room = state->room == 0 ? 256 : 2 * state->room;

		state->notes = arena_grow(run->arena, state->notes, state->room * sizeof *note, room * sizeof *note);
		state->room = room;
	}
	note = &state->notes[state->count++];
	snprintf(note->code, sizeof note->code, "%s", code);
	note->path = arena_copy_string(run->arena, path);
}

static enum err judge_line(struct import_run *run, struct import_line *line)
{
	const struct pay_line *row = line->row;
	struct payable award;
	const enum err err = db_one(run->db, &run->batch, &payable_of, &award, row->code);

	line->key = row->code;
	if (err == E_NOT_FOUND) {
		refuse(line, F_CODE, "code_unknown");
		return OK;
	}
	TRY(err);
	judge_payable(run, line, &award);
	if (line->reason != NULL || line->verdict == VERDICT_SAME || !run->order.commit)
		return OK;
	TRY(db_run(run->db, &pay, NULL, row->paid_on, row->amount, run->order.now, award.id));
	take_note(run, row->code, award.path);
	return OK;
}

static enum err judge(struct import_run *run, struct import_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lines[i].reason == NULL)
			TRY(judge_line(run, &lines[i]));
	return OK;
}

static enum err end(struct import_run *run)
{
	const struct payments *state = run->state;
	struct audit_batch *batch;

	if (state->count == 0)
		return OK;
	TRY(audit_batch_begin(run->db, run->arena, run->order.actor, run->order.now, &batch));
	for (size_t i = 0; i < state->count; i++) {
		char subject[sizeof "award:" + code_chars];
		const struct audit_event event = { .action = "award_pay", .subject = subject, .unit_path = state->notes[i].path,
						   .outcome = AUDIT_DONE };

		snprintf(subject, sizeof subject, "award:%s", state->notes[i].code);
		TRY(audit_batch_add(batch, &event));
	}
	return audit_batch_end(batch);
}

const struct import_kind import_award_pay = {
	.of = IMPORT_AWARD_PAY, .action = ACTION_AWARD_PAY, .fields = fields, .field_count = F_COUNT, .row_size = sizeof(struct pay_line),
	.key_field = "code", .begin = begin, .judge = judge, .end = end };
