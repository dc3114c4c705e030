/* The register of students, imported. A row is known by its code, or else by its ID number. */
#include <string.h>

#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/import_parts.h"
#include "domain/pairing/student.h"

struct student_line {
	const char *code, *id_number, *name, *school, *guardian, *telephone, *address;
	enum stage stage;
	int64_t grade;
	enum hardship hardship;
	struct date since, left_on;
};

enum { F_CODE, F_ID_NUMBER, F_NAME, F_SCHOOL, F_STAGE, F_GRADE, F_HARDSHIP, F_GUARDIAN, F_TELEPHONE, F_ADDRESS, F_SINCE, F_LEFT_ON,
       F_COUNT };

static const struct import_field fields[F_COUNT] = {
	[F_CODE] = { COLUMN(student_line, code), .value = IMPORT_CODE },
	[F_ID_NUMBER] = { COLUMN(student_line, id_number), .value = IMPORT_ID_NUMBER, .required = true, .personal = true },
	[F_NAME] = { COLUMN(student_line, name), .value = IMPORT_PERSON, .required = true, .personal = true, .max = 60 },
	[F_SCHOOL] = { COLUMN(student_line, school), .value = IMPORT_UNIT, .required = true },
	[F_STAGE] = { COLUMN(student_line, stage, .names = stage_names), .value = IMPORT_CHOICE, .required = true },
	[F_GRADE] = { COLUMN(student_line, grade), .value = IMPORT_INTEGER, .required = true, .min = 1, .max = 9 },
	[F_HARDSHIP] = { COLUMN(student_line, hardship, .names = hardship_names), .value = IMPORT_CHOICE, .required = true },
	[F_GUARDIAN] = { COLUMN(student_line, guardian), .value = IMPORT_PERSON, .personal = true, .max = 60 },
	[F_TELEPHONE] = { COLUMN(student_line, telephone), .value = IMPORT_TELEPHONE, .personal = true },
	[F_ADDRESS] = { COLUMN(student_line, address), .value = IMPORT_LINE, .personal = true, .max = 200 },
	[F_SINCE] = { COLUMN(student_line, since), .value = IMPORT_DATE },
	[F_LEFT_ON] = { COLUMN(student_line, left_on), .value = IMPORT_DATE } };

/* What the audit trail is told at the end, so that its head is locked for a moment only. */
struct note {
	char code[code_chars + 1];
	bool added;
	const char *path;
	const char *detail;
};

struct students {
	struct import_places *places;
	struct note *notes;
	size_t count, room;
};

static enum err begin(struct import_run *run)
{
	struct students *state = ARENA_NEW(run->arena, struct students);

	run->state = state;
	return import_places_load(run->db, run->arena, run->order.commit, &state->places);
}

static bool given(const struct import_line *line, int field)
{
	return (line->given >> field & 1) != 0;
}

static bool masked(const struct import_line *line, int field)
{
	return (line->masked >> field & 1) != 0;
}

static void refuse(struct import_line *line, int field, const char *reason)
{
	line->field = fields[field].column.name;
	line->reason = reason;
}

/* Which stored rows the lines mean. */
struct known {
	const struct student_row *by_code[import_batch], *by_number[import_batch];
};

static enum err look_up(struct import_run *run, const struct import_line *lines, size_t count, struct known *known)
{
	const char *codes[import_batch] = { NULL }, *numbers[import_batch] = { NULL };

	for (size_t i = 0; i < count; i++) {
		const struct student_line *row = lines[i].row;

		if (lines[i].reason != NULL)
			continue;
		codes[i] = given(&lines[i], F_CODE) ? row->code : NULL;
		numbers[i] = masked(&lines[i], F_ID_NUMBER) ? NULL : row->id_number;
	}
	TRY(student_find_by_codes(run->db, &run->batch, codes, count, known->by_code));
	return student_find_by_numbers(run->db, &run->batch, run->keyring, numbers, count, known->by_number);
}

/* The row a line means; NULL: a new one, or the line was refused. */
static const struct student_row *choose(const struct import_run *run, struct import_line *line, const struct student_row *by_code,
					const struct student_row *by_number)
{
	if (given(line, F_CODE)) {
		if (by_code == NULL)
			refuse(line, F_CODE, "code_unknown");
		else if (!scope_holds(run->order.scope, by_code->path))
			refuse(line, F_CODE, "code_outside");
		else if (by_number != NULL && by_number->id != by_code->id)
			refuse(line, F_ID_NUMBER, "id_taken");
		return line->reason == NULL ? by_code : NULL;
	}
	if (masked(line, F_ID_NUMBER)) {
		refuse(line, F_ID_NUMBER, "masked");
		return NULL;
	}
	if (by_number != NULL && !scope_holds(run->order.scope, by_number->path)) {
		refuse(line, F_ID_NUMBER, "elsewhere");
		return NULL;
	}
	if (by_number == NULL)
		for (int i = 0; i < F_COUNT; i++)
			if (masked(line, i))
				refuse(line, i, "masked");
	return by_number;
}

static void take_text(const struct import_line *line, int field, const char *text, const char **to)
{
	if (given(line, field) && !masked(line, field))
		*to = text;
}

/* What the row is to say: the line's words, and where it has none what was there. */
static enum err merge(struct import_run *run, const struct import_line *line, const struct student_row *before, int64_t school_id,
		      struct student_facts *out)
{
	static const uint64_t texts = UINT64_C(1) << F_ID_NUMBER | UINT64_C(1) << F_NAME | UINT64_C(1) << F_GUARDIAN |
				      UINT64_C(1) << F_TELEPHONE | UINT64_C(1) << F_ADDRESS;
	const struct student_line *row = line->row;
	struct student_facts facts = { .name = "", .id_number = "", .guardian = "", .telephone = "", .address = "",
				       .since = run->today, .left_on = { DATE_NONE_DAY } };

	if (before != NULL) {
		facts.since = before->since;
		facts.left_on = before->left_on;
		if ((line->given & ~line->masked & texts) != texts)
			TRY(student_open(run->keyring, &run->batch, before, &facts));
	}
	take_text(line, F_NAME, row->name, &facts.name);
	take_text(line, F_ID_NUMBER, row->id_number, &facts.id_number);
	take_text(line, F_GUARDIAN, row->guardian, &facts.guardian);
	take_text(line, F_TELEPHONE, row->telephone, &facts.telephone);
	take_text(line, F_ADDRESS, row->address, &facts.address);
	facts.school_id = school_id;
	facts.stage = row->stage;
	facts.grade = row->grade;
	facts.hardship = row->hardship;
	if (given(line, F_SINCE))
		facts.since = row->since;
	if (given(line, F_LEFT_ON))
		facts.left_on = row->left_on;
	*out = facts;
	return OK;
}

/* Sets the line's verdict and the change it asks for; a refused line asks for none. */
static enum err judge_line(struct import_run *run, struct import_line *line, const struct known *known, size_t i,
			   struct student_change *change)
{
	const struct students *state = run->state;
	const struct student_line *row = line->row;
	const char *reason;
	const struct import_place *school =
		import_places_find(state->places, &run->batch, row->school, run->order.scope, 1U << UNIT_SCHOOL, &reason);

	if (school == NULL) {
		refuse(line, F_SCHOOL, reason);
		return OK;
	}
	change->before = choose(run, line, known->by_code[i], known->by_number[i]);
	if (line->reason != NULL)
		return OK;
	TRY(merge(run, line, change->before, school->id, &change->facts));
	if (!date_is_none(change->facts.left_on) && change->facts.left_on.day < change->facts.since.day) {
		refuse(line, F_LEFT_ON, "before_since");
		return OK;
	}
	change->path = school->path;
	line->key = change->facts.id_number;
	line->verdict = change->before == NULL ? VERDICT_ADDED
		: student_says(run->keyring, &run->batch, change->before, &change->facts) ? VERDICT_SAME : VERDICT_CHANGED;
	return OK;
}

static void take_note(struct import_run *run, const struct student_change *change)
{
	struct students *state = run->state;
	struct note *note;

	if (state->count == state->room) {
		const size_t room = state->room == 0 ? 1024 : 2 * state->room;

		state->notes = arena_grow(run->arena, state->notes, state->room * sizeof *note, room * sizeof *note);
		state->room = room;
	}
	note = &state->notes[state->count++];
	*note = (struct note){ .added = change->before == NULL, .path = change->path };
	memcpy(note->code, change->code, strlen(change->code) + 1);
	if (change->before != NULL)
		note->detail = difference_json(run->arena, &student_facts_shape, &change->was, &change->facts,
					       student_personal_fields);
}

static enum err write(struct import_run *run, struct student_change *changes, size_t count)
{
	const struct student_writer writer = { .account_id = run->order.actor->account_id, .import_id = run->order.import_id,
					       .now = run->order.now };

	if (count == 0)
		return OK;
	TRY(student_write(run->db, &run->batch, run->keyring, &writer, changes, count));
	for (size_t i = 0; i < count; i++)
		take_note(run, &changes[i]);
	return OK;
}

static enum err judge(struct import_run *run, struct import_line *lines, size_t count)
{
	struct student_change *changes = ARENA_ARRAY(&run->batch, struct student_change, count);
	size_t changed = 0;
	struct known known;

	TRY(look_up(run, lines, count, &known));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].reason != NULL)
			continue;
		changes[changed] = (struct student_change){ .before = NULL };
		TRY(judge_line(run, &lines[i], &known, i, &changes[changed]));
		changed += lines[i].reason == NULL && lines[i].verdict != VERDICT_SAME;
	}
	return run->order.commit ? write(run, changes, changed) : OK;
}

static enum err end(struct import_run *run)
{
	const struct students *state = run->state;
	struct audit_batch *batch;

	if (state->count == 0)
		return OK;
	TRY(audit_batch_begin(run->db, run->arena, run->order.actor, run->order.now, &batch));
	for (size_t i = 0; i < state->count; i++) {
		const struct note *note = &state->notes[i];
		char subject[sizeof "student:" + code_chars];
		const struct audit_event event = { .action = note->added ? "student_add" : "student_change", .subject = subject,
						   .unit_path = note->path, .outcome = AUDIT_DONE, .detail = note->detail };

		snprintf(subject, sizeof subject, "student:%s", note->code);
		TRY(audit_batch_add(batch, &event));
	}
	return audit_batch_end(batch);
}

const struct import_kind import_students = {
	.of = IMPORT_STUDENTS, .action = ACTION_STUDENT_IMPORT, .fields = fields, .field_count = F_COUNT,
	.row_size = sizeof(struct student_line), .key_field = "id_number", .begin = begin, .judge = judge, .end = end };
