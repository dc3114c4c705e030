/* The poverty office's register, imported. A row is known by its ID number; who is not on a list stays as he is: a list may be of one
 * township only, and says itself who left. */
#include "domain/aid/poverty_person.h"
#include "domain/office/import_parts.h"

struct poverty_line {
	const char *id_number, *name, *unit;
	enum hardship hardship;
	struct date left_on;
};

enum { F_ID_NUMBER, F_NAME, F_UNIT, F_HARDSHIP, F_LEFT_ON, F_COUNT };

static const struct import_field fields[F_COUNT] = {
	[F_ID_NUMBER] = { COLUMN(poverty_line, id_number), .value = IMPORT_ID_NUMBER, .required = true, .personal = true },
	[F_NAME] = { COLUMN(poverty_line, name), .value = IMPORT_PERSON, .required = true, .personal = true, .max = 60 },
	[F_UNIT] = { COLUMN(poverty_line, unit), .value = IMPORT_UNIT, .required = true },
	[F_HARDSHIP] = { COLUMN(poverty_line, hardship, .names = hardship_names), .value = IMPORT_CHOICE, .required = true },
	[F_LEFT_ON] = { COLUMN(poverty_line, left_on), .value = IMPORT_DATE } };

enum { keepers = 1 << UNIT_COUNTY | 1 << UNIT_TOWNSHIP };

static enum err begin(struct import_run *run)
{
	struct import_places *places;

	TRY(import_places_load(run->db, run->arena, run->order.commit, &places));
	run->state = places;
	return OK;
}

static void refuse(struct import_line *line, int field, const char *reason)
{
	line->field = fields[field].column.name;
	line->reason = reason;
}

static enum err judge_line(struct import_run *run, struct import_line *line)
{
	const struct poverty_line *row = line->row;
	const char *reason;
	const struct import_place *unit = import_places_find(run->state, &run->batch, row->unit, run->order.scope, keepers, &reason);
	struct poverty_facts facts = { .id_number = row->id_number, .name = row->name, .hardship = row->hardship,
				       .left_on = (line->given >> F_LEFT_ON & 1) != 0 ? row->left_on : (struct date){ DATE_NONE_DAY } };
	struct poverty_row stored;
	enum err err;

	if (unit == NULL)
		refuse(line, F_UNIT, reason);
	for (int i = 0; i < F_COUNT; i++)
		if (line->reason == NULL && (line->masked >> i & 1) != 0)
			refuse(line, i, "masked");
	if (line->reason != NULL)
		return OK;
	facts.unit_id = unit->id;
	line->key = row->id_number;
	err = poverty_find(run->db, &run->batch, run->keyring, row->id_number, &stored);
	if (err == E_NOT_FOUND)
		line->verdict = VERDICT_ADDED;
	else if (err != OK)
		return err;
	else if (!scope_holds(run->order.scope, stored.path))
		refuse(line, F_ID_NUMBER, "elsewhere");
	else
		line->verdict = poverty_says(run->keyring, &run->batch, &stored, &facts) ? VERDICT_SAME : VERDICT_CHANGED;
	if (line->reason != NULL || line->verdict == VERDICT_SAME || !run->order.commit)
		return OK;
	return poverty_write(run->db, &run->batch, run->keyring, err == OK ? &stored : NULL, &facts, unit->path, run->order.import_id,
			     run->order.now);
}

static enum err judge(struct import_run *run, struct import_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lines[i].reason == NULL)
			TRY(judge_line(run, &lines[i]));
	return OK;
}

const struct import_kind import_poverty = {
	.of = IMPORT_POVERTY, .action = ACTION_POVERTY_IMPORT, .fields = fields, .field_count = F_COUNT, .row_size = sizeof(struct poverty_line),
	.key_field = "id_number", .begin = begin, .judge = judge };
