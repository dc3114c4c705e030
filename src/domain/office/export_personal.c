/* Exports with personal data in them: masked, unless they were asked for in clear. What is masked here changes nothing when it is
 * imported again. */
#include <stdlib.h>
#include <string.h>

#include "base/national_id.h"
#include "base/text.h"
#include "domain/giving/campaign_draft.h"
#include "domain/giving/pledge.h"
#include "domain/office/export_parts.h"
#include "domain/office/import_record.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/student.h"

static const char *mask_name(struct arena *arena, const char *name)
{
	const char *second = name;

	return text_next(&second) == 0 ? "" : arena_print(arena, "%.*s*", (int)(second - name), name);
}

static const char *mask_address(const char *address)
{
	return address[0] != '\0' ? "*" : "";
}

struct student_table_row {
	struct student_row row;
	const char *school;		/* "township/school": a name alone may be several's */
};
#define ROW(field_name, ...)                                                                                        \
	{ .name = #field_name, .offset = offsetof(struct student_table_row, row.field_name),                        \
	  .type = COLUMN_TYPE_OF(((struct student_table_row *)0)->row.field_name), __VA_ARGS__ }
static const struct shape student_table_row_shape = SHAPE(student_table_row,
	ROW(id), ROW(code), ROW(school_id), ROW(path), ROW(name), ROW(id_number), ROW(guardian, .nullable = true),
	ROW(telephone, .nullable = true), ROW(address, .nullable = true), ROW(id_number_index), ROW(row_digest),
	ROW(stage, .names = stage_names), ROW(grade), ROW(hardship, .names = hardship_names), ROW(since),
	ROW(left_on, .nullable = true), COLUMN(student_table_row, school));

/* As imports take it. */
struct student_told {
	const char *code, *id_number, *name, *school;
	enum stage stage;
	int64_t grade;
	enum hardship hardship;
	const char *guardian, *telephone, *address;
	struct date since, left_on;
};
static const struct shape student_told_shape = SHAPE(student_told,
	COLUMN(student_told, code), COLUMN(student_told, id_number), COLUMN(student_told, name), COLUMN(student_told, school),
	COLUMN(student_told, stage, .names = stage_names), COLUMN(student_told, grade),
	COLUMN(student_told, hardship, .names = hardship_names), COLUMN(student_told, guardian), COLUMN(student_told, telephone),
	COLUMN(student_told, address), COLUMN(student_told, since), COLUMN(student_told, left_on));
static const char *const student_columns[] = {
	"code", "id_number", "name", "school", "stage", "grade", "hardship", "guardian", "telephone", "address", "since", "left_on",
	NULL };

static const struct statement students_after = {
	.sql = "SELECT s.id, s.code, s.school_id, s.path, s.name_sealed AS name, s.id_number_sealed AS id_number, "
	       "s.guardian_sealed AS guardian, s.telephone_sealed AS telephone, s.address_sealed AS address, s.id_number_index, "
	       "s.row_digest, s.stage, s.grade, s.hardship, s.since, s.left_on, "
	       "CONCAT(COALESCE(CONCAT(p.name, '/'), ''), u.name) AS school FROM student s JOIN unit u ON u.id = s.school_id "
	       "LEFT JOIN unit p ON p.id = u.parent_id WHERE ((s.path = ? AND s.id > ?) OR (s.path > ? AND s.path < ?)) "
	       "AND (? = '' OR s.stage = ?) AND (? = '' OR s.hardship = ?) AND (? = '1' OR s.left_on IS NULL) "
	       "AND s.erased_at IS NULL ORDER BY s.path, s.id LIMIT ?",
	.params = "sisssssssi", .row = &student_table_row_shape };

static enum err tell_student(struct export_run *run, struct arena *arena, const struct student_table_row *from, struct student_told *to)
{
	const bool clear = run->export->unmasked;
	struct student_facts facts;

	TRY(student_open(run->keyring, arena, &from->row, &facts));
	*to = (struct student_told){
		.code = from->row.code, .school = from->school, .stage = facts.stage, .grade = facts.grade, .hardship = facts.hardship,
		.id_number = clear ? facts.id_number : national_id_mask(arena, facts.id_number),
		.name = clear ? facts.name : mask_name(arena, facts.name),
		.guardian = clear ? facts.guardian : mask_name(arena, facts.guardian),
		.telephone = clear ? facts.telephone : text_mask_telephone(arena, facts.telephone),
		.address = clear ? facts.address : mask_address(facts.address), .since = facts.since, .left_on = facts.left_on };
	return OK;
}

/* The scope's own path, or that of a unit below it that the list was narrowed to. */
static const char *path_of(const struct export_run *run, struct arena *arena)
{
	const char *narrowed = export_filter(arena, run->export->filter, "path");

	return scope_holds(run->export->unit_path, narrowed) ? narrowed : run->export->unit_path;
}

static enum err page_students(struct export_run *run, struct arena *arena, struct rows *out)
{
	const char *scope = path_of(run, arena), *filter = run->export->filter;
	const char *stage = export_filter(arena, filter, "stage"), *hardship = export_filter(arena, filter, "hardship");
	const char *path = run->after_path[0] != '\0' ? run->after_path : scope;
	char *end = arena_copy_string(arena, scope);
	const struct student_table_row *row;
	struct student_told *told;
	struct rows rows;

	end[strlen(end) - 1] = '/' + 1;		/* paths end with a slash */
	TRY(db_all(run->db, arena, &students_after, &rows, path, run->after_id, path, end, stage, stage, hardship, hardship,
		   export_filter(arena, filter, "left"), (int64_t)export_page_rows));
	row = rows.row;
	told = ARENA_ARRAY(arena, struct student_told, rows.count);
	for (size_t i = 0; i < rows.count; i++)
		TRY(tell_student(run, arena, &row[i], &told[i]));
	run->over = rows.count < export_page_rows;
	if (rows.count > 0) {
		run->after_id = row[rows.count - 1].row.id;
		snprintf(run->after_path, sizeof run->after_path, "%s", row[rows.count - 1].row.path);
	}
	*out = (struct rows){ .row = told, .count = rows.count };
	return OK;
}

const struct export_kind export_students = {
	.of = EXPORT_STUDENTS, .view = ACTION_STUDENT_VIEW, .masks = true, .shape = &student_told_shape, .columns = student_columns,
	.page = page_students };

struct pledge_table_row {
	int64_t id;
	const char *code, *campaign;
	struct money amount, paid;
	enum giver giver;
	enum pledge_state state;
	struct timestamp registered_at;
	struct bytes name_sealed, telephone_sealed;
};
static const struct shape pledge_table_row_shape = SHAPE(pledge_table_row,
	COLUMN(pledge_table_row, id), COLUMN(pledge_table_row, code), COLUMN(pledge_table_row, campaign),
	COLUMN(pledge_table_row, amount), COLUMN(pledge_table_row, paid), COLUMN(pledge_table_row, giver, .names = giver_names),
	COLUMN(pledge_table_row, state, .names = pledge_state_names), COLUMN(pledge_table_row, registered_at),
	COLUMN(pledge_table_row, name_sealed, .nullable = true), COLUMN(pledge_table_row, telephone_sealed, .nullable = true));

struct pledge_told {
	struct pledge_table_row row;
	const char *name, *telephone;
};
#define PLEDGE(field_name, ...)                                                                                     \
	{ .name = #field_name, .offset = offsetof(struct pledge_told, row.field_name),                              \
	  .type = COLUMN_TYPE_OF(((struct pledge_told *)0)->row.field_name), __VA_ARGS__ }
static const struct shape pledge_told_shape = SHAPE(pledge_told,
	PLEDGE(code), PLEDGE(campaign), PLEDGE(amount), PLEDGE(paid), PLEDGE(giver, .names = giver_names),
	PLEDGE(state, .names = pledge_state_names), PLEDGE(registered_at), COLUMN(pledge_told, name), COLUMN(pledge_told, telephone));
static const char *const pledge_columns[] = {
	"code", "campaign", "amount", "paid", "giver", "name", "telephone", "state", "registered_at", NULL };

static const struct statement pledges_after = {
	.sql = "SELECT p.id, p.code, c.title AS campaign, p.amount_fen AS amount, p.paid_fen AS paid, p.giver, p.state, "
	       "p.registered_at, p.name_sealed, p.telephone_sealed FROM pledge p JOIN campaign c ON c.id = p.campaign_id "
	       "WHERE p.id > ? AND (? OR c.county_code = ? OR c.charity_id = ?) AND (? = '' OR p.state = ?) ORDER BY p.id LIMIT ?",
	.params = "ibsissi", .row = &pledge_table_row_shape };

const struct statement *const export_personal_statements[] = { &students_after, &pledges_after, NULL };

static enum err open_text(const struct export_run *run, struct arena *arena, const struct sealed_place *place, const char *code,
			  struct bytes sealed, const char **out)
{
	struct secret secret;

	TRY(seal_open(run->keyring, arena, place_in(place, code), sealed, &secret));
	*out = secret.hidden != NULL ? secret.hidden : "";
	return OK;
}

static enum err tell_pledge(struct export_run *run, struct arena *arena, const struct pledge_table_row *from, struct pledge_told *to)
{
	const char *name, *telephone;

	TRY(open_text(run, arena, &place_pledge_name, from->code, from->name_sealed, &name));
	TRY(open_text(run, arena, &place_pledge_telephone, from->code, from->telephone_sealed, &telephone));
	*to = (struct pledge_told){ .row = *from, .name = run->export->unmasked ? name : mask_name(arena, name),
				    .telephone = run->export->unmasked ? telephone : text_mask_telephone(arena, telephone) };
	return OK;
}

/* Whoever asked, as the rules of campaigns see them: the unit is the last step of its path. */
static enum err reach_of(struct export_run *run, struct arena *arena, struct campaign_reach *out)
{
	const char *path = run->export->unit_path;
	const char *at = path + strlen(path) - 1;
	struct actor actor = { .role = (enum office_role)column_name_index(office_role_names, run->export->role), .unit_path = path };

	while (at > path && at[-1] != '/')
		at--;
	actor.unit_id = strtoll(at, NULL, 10);
	return campaign_reach_of(run->db, arena, &actor, out);
}

static enum err page_pledges(struct export_run *run, struct arena *arena, struct rows *out)
{
	const char *state = export_filter(arena, run->export->filter, "state");
	const struct pledge_table_row *row;
	struct campaign_reach reach;
	struct pledge_told *told;
	struct rows rows;

	TRY(reach_of(run, arena, &reach));
	TRY(db_all(run->db, arena, &pledges_after, &rows, run->after_id, reach.all, reach.county_code, reach.charity_id, state, state,
		   (int64_t)export_page_rows));
	row = rows.row;
	told = ARENA_ARRAY(arena, struct pledge_told, rows.count);
	for (size_t i = 0; i < rows.count; i++)
		TRY(tell_pledge(run, arena, &row[i], &told[i]));
	run->over = rows.count < export_page_rows;
	if (rows.count > 0)
		run->after_id = row[rows.count - 1].id;
	*out = (struct rows){ .row = told, .count = rows.count };
	return OK;
}

const struct export_kind export_pledges = {
	.of = EXPORT_PLEDGES, .view = ACTION_PLEDGE_VIEW, .masks = true, .shape = &pledge_told_shape, .columns = pledge_columns,
	.page = page_pledges };

/* The bad rows of an import, as they came, with what is wrong before them. Whoever brought them has seen them in clear; they are
 * for mending and bringing again. */
struct bad_rows {
	struct sheet_words *of_import;	/* the words of its fields */
	int64_t import_id;
	size_t columns;			/* of the file */
};

enum { bad_columns_first = 3, bad_columns_max = 120 };

static enum err open_bad_rows(struct export_run *run)
{
	struct bad_rows *state = ARENA_NEW(run->arena, struct bad_rows);
	struct import import;
	const struct import_heading *heading;
	const char **headings;
	struct rows rows;

	state->import_id = strtoll(export_filter(run->arena, run->export->filter, "import"), NULL, 10);
	TRY(import_find(run->db, run->arena, run->export->unit_path, state->import_id, &import));
	TRY(import_headings(run->db, run->arena, run->keyring, &import, &rows));
	TRY(sheet_words_load(run->db, run->arena, import_of_names[import.kind], &state->of_import));
	state->columns = rows.count < bad_columns_max ? rows.count : bad_columns_max;
	headings = ARENA_ARRAY(run->arena, const char *, state->columns + bad_columns_first);
	headings[0] = sheet_heading(run->words, "line_number");
	headings[1] = sheet_heading(run->words, "field");
	headings[2] = sheet_heading(run->words, "reason");
	heading = rows.row;
	for (size_t i = 0; i < state->columns; i++)
		headings[bad_columns_first + i] = heading[i].heading;
	run->state = state;
	run->headings = headings;
	run->column_count = state->columns + bad_columns_first;
	return OK;
}

static enum err cells_of_bad_rows(struct export_run *run, struct arena *arena, const struct cell **cells, size_t *count)
{
	const struct bad_rows *state = run->state;
	struct import_bad_cells *bad;
	struct cell *out;

	TRY(import_bad_page(run->db, arena, run->keyring, state->import_id, run->after_id, export_page_rows, &bad, count));
	out = ARENA_ARRAY(arena, struct cell, *count * run->column_count + 1);
	for (size_t row = 0; row < *count; row++) {
		struct cell *to = &out[row * run->column_count];

		to[0] = (struct cell){ CELL_TEXT, arena_print(arena, "%lld", (long long)bad[row].line_number) };
		to[1] = (struct cell){ CELL_TEXT, sheet_heading(state->of_import, bad[row].field) };
		to[2] = (struct cell){ CELL_TEXT, sheet_choice(run->words, "reason", bad[row].reason) };
		for (size_t i = 0; i < state->columns; i++)
			to[bad_columns_first + i] = (struct cell){ CELL_TEXT, i < bad[row].count ? bad[row].cells[i] : "" };
		run->after_id = bad[row].line_number;
	}
	run->over = *count < export_page_rows;
	*cells = out;
	return OK;
}

const struct export_kind export_bad_rows = {
	.of = EXPORT_BAD_ROWS, .view = ACTION_JOB_VIEW, .open = open_bad_rows, .cells = cells_of_bad_rows };
