/* The org tree, imported. A row is known by kind and code, or else by its name below its parent. A parent may stand further up in
 * the same file. */
#include <string.h>

#include "domain/office/import_parts.h"

struct unit_line {
	enum unit_kind kind;
	const char *code, *name, *parent;
	struct date valid_from;
};

enum { F_KIND, F_CODE, F_NAME, F_PARENT, F_VALID_FROM, F_COUNT };

static const struct import_field fields[F_COUNT] = {
	[F_KIND] = { COLUMN(unit_line, kind, .names = unit_kind_names), .value = IMPORT_CHOICE, .required = true },
	[F_CODE] = { COLUMN(unit_line, code), .value = IMPORT_CODE },
	[F_NAME] = { COLUMN(unit_line, name), .value = IMPORT_LINE, .required = true, .max = 100 },
	[F_PARENT] = { COLUMN(unit_line, parent), .value = IMPORT_UNIT, .required = true },
	[F_VALID_FROM] = { COLUMN(unit_line, valid_from), .value = IMPORT_DATE } };

enum { code_chars_max = 20, any_kind = (1 << (UNIT_CHARITY + 1)) - 1 };

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

static bool given(const struct import_line *line, int field)
{
	return (line->given >> field & 1) != 0;
}

/* The unit a line means; NULL: a new one, or the line was refused. */
static const struct import_place *choose(struct import_run *run, struct import_line *line, const struct import_place *parent)
{
	struct import_places *places = run->state;
	const struct unit_line *row = line->row;
	const struct import_place *coded = given(line, F_CODE) ? import_places_by_code(places, row->kind, row->code) : NULL;
	const struct import_place *named =
		coded == NULL ? import_places_below(places, &run->batch,
						    parent->id, row->name) : NULL;
	const struct import_place *known = coded != NULL ? coded : named;

	if (known == NULL)
		return NULL;
	if (known->kind != row->kind)
		refuse(line, F_KIND, "unit_kind");
	else if (coded == NULL && given(line, F_CODE))
		refuse(line, F_CODE, "code_differs");
	else if (!scope_holds(run->order.scope, known->path))
		refuse(line, F_CODE, "unit_outside");
	else if (known->ended)
		refuse(line, F_NAME, "unit_ended");
	return line->reason == NULL ? known : NULL;
}

static int field_of(const char *name)
{
	for (int i = 0; i < F_COUNT; i++)
		if (strcmp(fields[i].column.name, name) == 0)
			return i;
	return strcmp(name, "parent_id") == 0 ? F_PARENT : F_NAME;
}

/* What the tree's own rules say of a line is told as they say it. */
static enum err heed(struct import_line *line, enum err err, const struct unit_refusal *refusal)
{
	if (err == E_INVALID && refusal->reason != NULL) {
		refuse(line, field_of(refusal->field), refusal->reason);
		return OK;
	}
	return err;
}

static enum err create(struct import_run *run, struct import_line *line, const struct import_place *parent)
{
	const struct unit_line *row = line->row;
	const struct unit_wish wish = { .kind = row->kind, .code = given(line, F_CODE) ? row->code : NULL, .name = row->name,
					.parent_id = parent->id,
					.valid_from = given(line, F_VALID_FROM) ? row->valid_from : run->today };
	struct unit_refusal refusal = { NULL, NULL };
	/* Not there yet while it is only looked through: a number that no unit has. */
	int64_t id = -line->number;

	if (run->order.commit)
		TRY(heed(line, unit_create(run->db, &run->batch, run->order.actor, &wish, run->order.now, &id, &refusal), &refusal));
	if (line->reason != NULL)
		return OK;
	import_places_add(run->state, &(struct import_place){
		.id = id, .kind = row->kind, .code = wish.code != NULL ? wish.code : "", .name = row->name, .parent_id = parent->id,
		.path = arena_print(&run->batch, "%s%lld/", parent->path, (long long)id) });
	return OK;
}

static enum err change(struct import_run *run, struct import_line *line, const struct import_place *known,
		       const struct import_place *parent, bool renamed, bool moved)
{
	const struct unit_line *row = line->row;
	struct unit_refusal refusal = { NULL, NULL };

	if (!run->order.commit)
		return OK;
	if (renamed)
		TRY(heed(line, unit_rename(run->db, &run->batch, run->order.actor, known->id, row->name, run->today, run->order.now,
					   &refusal), &refusal));
	if (moved && line->reason == NULL)
		TRY(heed(line, unit_move(run->db, &run->batch, run->order.actor, known->id, parent->id, run->today, run->order.now,
					 &refusal), &refusal));
	return OK;
}

static enum err judge_line(struct import_run *run, struct import_line *line)
{
	const struct unit_line *row = line->row;
	const char *reason;
	const struct import_place *parent =
		import_places_find(run->state, &run->batch, row->parent, run->order.scope, any_kind, &reason);
	const struct import_place *known, *same_name;
	bool renamed, moved;

	if (parent == NULL) {
		refuse(line, F_PARENT, reason);
		return OK;
	}
	if (row->kind == UNIT_CHARITY)
		refuse(line, F_KIND, "needs_charity");
	else if (!unit_may_be_below(row->kind, parent->kind))
		refuse(line, F_PARENT, "wrong_parent");
	else if (given(line, F_CODE) && strlen(row->code) > code_chars_max)
		refuse(line, F_CODE, "bad_code");
	if (line->reason != NULL)
		return OK;
	known = choose(run, line, parent);
	if (line->reason != NULL)
		return OK;
	line->key = given(line, F_CODE) ? arena_print(&run->batch, "%u %s", row->kind, row->code)
					: arena_print(&run->batch, "%lld/%s", (long long)parent->id, sheet_fold(&run->batch, row->name));
	if (known == NULL) {
		line->verdict = VERDICT_ADDED;
		return create(run, line, parent);
	}
	same_name = import_places_below(run->state, &run->batch, known->parent_id, row->name);
	renamed = same_name == NULL || same_name->id != known->id;
	moved = known->parent_id != parent->id;
	line->verdict = renamed || moved ? VERDICT_CHANGED : VERDICT_SAME;
	return line->verdict == VERDICT_CHANGED ? change(run, line, known, parent, renamed, moved) : OK;
}

static enum err judge(struct import_run *run, struct import_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lines[i].reason == NULL)
			TRY(judge_line(run, &lines[i]));
	return OK;
}

const struct import_kind import_units = {
	.of = IMPORT_UNITS, .action = ACTION_UNIT_IMPORT, .fields = fields, .field_count = F_COUNT, .row_size = sizeof(struct unit_line),
	.key_field = "name", .begin = begin, .judge = judge };
