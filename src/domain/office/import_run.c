#include <string.h>

#include "domain/office/import_parts.h"

const char *const import_of_names[] = { "unit", "student", "campaign", "poverty", "award_pay", NULL };
const struct import_kind *const import_kinds[imports_of] = {
	[IMPORT_UNITS] = &import_units, [IMPORT_STUDENTS] = &import_students, [IMPORT_CAMPAIGNS] = &import_campaigns,
	[IMPORT_POVERTY] = &import_poverty, [IMPORT_AWARD_PAY] = &import_award_pay };

const char *const import_reasons[] = {
	"required", "too_long", "bad_character", "undecodable", "formula_error", "id_length", "id_old_form", "id_character", "id_day",
	"id_future", "id_check", "rounded", "not_a_telephone", "not_a_date", "no_such_day", "not_a_choice", "not_a_number",
	"out_of_range", "unit_unknown", "unit_outside", "unit_ambiguous", "unit_ended", "unit_kind", "duplicate", "masked",
	"code_unknown", "code_outside", "id_taken", "elsewhere", "before_since", "charity_unknown", "not_https", "ends_first",
	"not_a_draft", "wrong_parent", "code_taken", "own_descendant", "has_children", "before_parent", "bad_code", "needs_charity",
	"missing", "outside", "no_county", "bad_account", "code_differs", "future", "too_early", "name_differs", "amount_differs",
	"not_approved", "paid_before", "appealed", "refused", NULL };

static const struct statement take_turn = {
	.sql = "SELECT 1 AS n FROM import_turn WHERE kind = ? FOR UPDATE", .params = "s",
	.row = &(const struct shape){ .name = "turn", .size = sizeof(int64_t), .count = 1,
				      .columns = (const struct column[]){ { .name = "n", .type = COLUMN_INT64 } } } };

const struct statement *const import_run_statements[] = { &take_turn, NULL };

enum action import_action(enum import_of of)
{
	return import_kinds[of]->action;
}

const struct import_field *import_fields(enum import_of of, size_t *count)
{
	*count = import_kinds[of]->field_count;
	return import_kinds[of]->fields;
}

static void release(void *handle)
{
	struct import_run *run = handle;

	arena_free(&run->batch);
}

static enum err begin_mapping(struct import_run *run)
{
	const struct import_order *order = &run->order;

	import_map_none(&run->mapping);
	if (order->mapping != NULL)
		return import_mapping_read(run->kind, order->mapping, &run->mapping, &run->mapped);
	return import_mapping_kept(run->db, run->arena, run->kind, order->unit_id, order->source, &run->kept);
}

enum err import_run_begin(struct db *db, struct arena *arena, const struct keyring *keyring, const struct import_order *order,
			  struct import_run **out)
{
	struct import_run *run = ARENA_NEW(arena, struct import_run);
	int64_t turn;

	*run = (struct import_run){ .db = db, .arena = arena, .keyring = keyring, .order = *order, .today = date_at(order->now),
				    .kind = import_kinds[order->of], .seen = import_seen_new(arena),
				    .bad = import_bad_new(arena, db, keyring, order->import_id) };
	arena_init(&run->batch, 0);
	arena_defer(arena, release, run);
	if (order->commit) {
		TRY(db_one(db, arena, &take_turn, &turn, import_of_names[order->of]));
		TRY(import_bad_load(run->bad, arena));
		run->counts.bad = (int64_t)import_bad_loaded(run->bad);
	} else {
		TRY(import_bad_forget(run->bad));
	}
	TRY(sheet_words_load(db, arena, import_of_names[order->of], &run->words));
	TRY(begin_mapping(run));
	TRY(run->kind->begin(run));
	*out = run;
	return OK;
}

static enum err add_bad(struct import_run *run, const struct import_line *line)
{
	run->counts.bad++;
	if (run->counts.bad > import_bad_rows_max) {
		run->refusal = "too_many_bad";
		return OK;
	}
	return import_bad_add(run->bad, line->number, line->field, line->reason, line->cells, line->count);
}

static int64_t *count_of(struct import_run *run, enum import_verdict verdict)
{
	return verdict == VERDICT_ADDED ? &run->counts.added : verdict == VERDICT_CHANGED ? &run->counts.changed : &run->counts.same;
}

/* Of two rows that say the same thing is meant, neither is taken: who is right only people know. */
static void look_for_double(struct import_run *run, struct import_line *line)
{
	struct import_first *first;

	if (line->key == NULL || run->order.commit)
		return;
	first = import_seen_put(run->seen, &run->batch, line->key, line->number, line->verdict);
	if (first == NULL)
		return;
	line->field = run->kind->key_field;
	line->reason = "duplicate";
	if (first->revoked)
		return;
	first->revoked = true;
	--*count_of(run, first->verdict);
	import_bad_want(run->bad, first->line);
}

static enum err judge(struct import_run *run)
{
	TRY(run->kind->judge(run, run->lines, run->count));
	for (size_t i = 0; i < run->count; i++) {
		struct import_line *line = &run->lines[i];

		if (line->reason == NULL)
			look_for_double(run, line);
		if (line->reason == NULL)
			++*count_of(run, line->verdict);
		else
			TRY(add_bad(run, line));
	}
	run->count = 0;
	arena_reset(&run->batch);
	return OK;
}

static const struct cell *copy_cells(struct arena *arena, const struct cell *cells, size_t count)
{
	struct cell *copy = ARENA_ARRAY(arena, struct cell, count);

	for (size_t i = 0; i < count; i++)
		copy[i] = (struct cell){ cells[i].kind, arena_copy_string(arena, cells[i].text) };
	return copy;
}

static void refuse(struct import_line *line, const char *field, const char *reason)
{
	if (line->reason != NULL)
		return;
	line->field = field;
	line->reason = reason;
}

static void read_line(struct import_run *run, struct import_line *line)
{
	static const struct cell nothing = { CELL_TEXT, "" };
	const struct import_kind *kind = run->kind;

	/* What did not decode may have moved the others; a formula's error stands in its cell only. */
	for (size_t i = 0; i < line->count; i++)
		if (line->cells[i].kind == CELL_BAD && line->cells[i].text[0] != '#')
			refuse(line, "row", "undecodable");
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct import_field *field = &kind->fields[i];
		const int column = run->mapping.column[i];
		const struct cell *cell = column >= 0 && (size_t)column < line->count ? &line->cells[column] : &nothing;
		bool given, masked;
		const char *reason = import_read_cell(&run->batch, run, field, cell, line->row, &given, &masked);

		if (reason == NULL && field->required && !given)
			reason = "required";
		if (reason != NULL)
			refuse(line, field->column.name, reason);
		line->given |= (uint64_t)given << i;
		line->masked |= (uint64_t)masked << i;
	}
}

/* Is this row the headings? Rows before them are titles and notes. */
static enum err look_for_headings(struct import_run *run, int64_t number, const struct cell *cells, size_t count, bool *enough)
{
	struct import_mapping mapping;
	size_t filled = 0;
	bool complete;

	for (size_t i = 0; i < count; i++)
		filled += cells[i].text[0] != '\0';
	run->headings_looked++;
	if (import_map_row(run, &run->batch, number, cells, count, &mapping, &complete) > 0) {
		run->mapping = mapping;
		run->mapped = complete;
	}
	if (run->mapping.line > 0 || filled > run->guess_filled) {
		run->guess = number;
		run->guess_filled = filled;
		TRY(import_bad_forget(run->bad));
		TRY(import_bad_add(run->bad, 0, "headings", "headings", cells, count));
		TRY(import_bad_flush(run->bad));
	}
	arena_reset(&run->batch);
	*enough = run->mapping.line > 0 ? !run->mapped : run->headings_looked >= import_heading_rows;
	return OK;
}

enum err import_run_row(struct import_run *run, int64_t number, const struct cell *cells, size_t count, bool *enough)
{
	struct import_line *line = &run->lines[run->count];

	*enough = false;
	if (run->mapping.line == 0 || !run->mapped)
		return look_for_headings(run, number, cells, count, enough);
	if (number <= run->mapping.line)
		return OK;
	run->counts.seen++;
	if (run->counts.seen > import_rows_max)
		run->refusal = "too_many_rows";
	*enough = run->refusal != NULL;
	if (*enough || (run->order.commit && import_bad_has(run->bad, number)))
		return OK;
	*line = (struct import_line){ .number = number, .row = arena_alloc(&run->batch, run->kind->row_size), .field = "row",
				      .cells = copy_cells(&run->batch, cells, count), .count = count };
	read_line(run, line);
	run->count++;
	if (run->count == import_batch)
		TRY(judge(run));
	*enough = run->refusal != NULL;
	return OK;
}

enum err import_run_end(struct import_run *run, bool *again)
{
	if (run->count > 0)
		TRY(judge(run));
	*again = run->refusal == NULL && import_bad_wants(run->bad);
	return OK;
}

enum err import_run_row_again(struct import_run *run, int64_t number, const struct cell *cells, size_t count)
{
	const struct import_line line = { .number = number, .field = run->kind->key_field, .reason = "duplicate",
					  .cells = cells, .count = count };

	return run->refusal == NULL && import_bad_wants_line(run->bad, number) ? add_bad(run, &line) : OK;
}

enum err import_run_close(struct import_run *run, struct import_result *out)
{
	TRY(import_bad_flush(run->bad));
	if (run->order.commit && run->refusal != NULL)
		return E_INTERNAL;	/* the check has let the same file pass */
	if (run->order.commit && run->kind->end != NULL)
		TRY(run->kind->end(run));
	if (run->refusal == NULL && run->mapped && run->counts.seen == 0)
		run->refusal = "empty";
	*out = (struct import_result){ .counts = run->counts, .refusal = run->refusal, .needs_person = !run->mapped };
	if (run->mapping.line == 0)
		run->mapping.line = run->guess;
	if (run->mapping.line > 0)
		out->mapping = import_mapping_text(run->arena, run->kind, &run->mapping);
	else
		out->refusal = "empty";
	return OK;
}
