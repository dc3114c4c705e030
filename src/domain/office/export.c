#include "domain/office/export.h"

#include <string.h>

#include "domain/giving/code.h"
#include "domain/office/account.h"
#include "domain/office/audit.h"
#include "domain/office/export_parts.h"
#include "domain/office/job.h"

const char *const export_of_names[] = { "student", "audit", "pledge", "account", "unit", "import_bad", NULL };
const char *const export_format_names[] = { "xlsx", "csv", "csv_gb18030", NULL };

const struct shape export_shape = SHAPE(export,
	COLUMN(export, id), COLUMN(export, serial), COLUMN(export, kind, .names = export_of_names),
	COLUMN(export, format, .names = export_format_names), COLUMN(export, account_id), COLUMN(export, login), COLUMN(export, name),
	COLUMN(export, role), COLUMN(export, unit_path), COLUMN(export, filter), COLUMN(export, unmasked),
	COLUMN(export, reason, .nullable = true), COLUMN(export, row_count), COLUMN(export, upload_id), COLUMN(export, job_id),
	COLUMN(export, asked_at), COLUMN(export, ready_at, .nullable = true));

static const struct export_kind *const kinds[exports_of] = {
	[EXPORT_STUDENTS] = &export_students, [EXPORT_AUDIT] = &export_audit, [EXPORT_PLEDGES] = &export_pledges,
	[EXPORT_ACCOUNTS] = &export_accounts, [EXPORT_UNITS] = &export_units, [EXPORT_BAD_ROWS] = &export_bad_rows };

#define EXPORTS                                                                                                     \
	"SELECT e.id, e.serial, e.kind, e.format, e.account_id, a.login, a.name, e.role, e.unit_path, e.filter, e.unmasked, e.reason, " \
	"e.row_count, COALESCE(e.upload_id, 0) AS upload_id, COALESCE(e.job_id, 0) AS job_id, e.asked_at, e.ready_at " \
	"FROM export e JOIN account a ON a.id = e.account_id "

static const struct statement by_id = { .sql = EXPORTS "WHERE e.id = ?", .params = "i", .row = &export_shape };
static const struct statement own = {
	.sql = EXPORTS "WHERE e.account_id = ? AND e.id < ? AND e.role = ? AND e.unit_path = ? ORDER BY e.id DESC LIMIT ?",
	.params = "iissi", .row = &export_shape };
static const struct statement insert = {
	.sql = "INSERT INTO export (serial, kind, format, account_id, role, unit_path, filter, unmasked, reason, asked_at) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.params = "sssisssbst" };
static const struct statement set_job = { .sql = "UPDATE export SET job_id = ? WHERE id = ?", .params = "ii" };
static const struct statement made = {
	.sql = "UPDATE export SET upload_id = ?, row_count = ?, ready_at = ? WHERE id = ?", .params = "iiti" };

const struct statement *const export_statements[] = { &by_id, &own, &insert, &set_job, NULL };
const struct statement *const export_run_statements[] = { &made, NULL };

bool export_may(enum office_role role, enum export_of of)
{
	const enum action take = of == EXPORT_AUDIT ? ACTION_AUDIT_EXPORT : ACTION_EXPORT;

	return right_held(role, take) && right_held(role, kinds[of]->view);
}

static bool may_ask(enum office_role role, enum export_of of, bool unmasked)
{
	return export_may(role, of) && (!unmasked || (export_masks(of) && right_held(role, ACTION_EXPORT_UNMASKED)));
}

enum err export_is_allowed(struct db *db, struct arena *arena, const struct export *export, bool *allowed)
{
	const int role = column_name_index(office_role_names, export->role);
	bool held;

	TRY(role_is_held(db, arena, export->account_id, export->role, export->unit_path, &held));
	*allowed = held && role >= 0 && may_ask((enum office_role)role, export->kind, export->unmasked);
	return OK;
}

bool export_masks(enum export_of of)
{
	return kinds[of]->masks;
}

/* Tokens only: what people look for by name or number never gets into a filter, which stands in the trail. */
static bool filter_is_good(const char *filter)
{
	static const char tokens[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:=&/%";

	return strlen(filter) <= 500 && strspn(filter, tokens) == strlen(filter);
}

static enum err write_trail(struct db *db, struct arena *arena, const struct actor *actor, const struct export_wish *wish,
			    const char *serial, struct timestamp now)
{
	const struct audit_event event = {
		.action = wish->unmasked ? "export_unmasked" : "export", .outcome = AUDIT_DONE, .reason = wish->reason,
		.subject = arena_print(arena, "export:%s", serial),
		.detail = arena_print(arena, "{\"kind\":[null,\"%s\"],\"format\":[null,\"%s\"],\"filter\":[null,\"%s\"]}",
				      export_of_names[wish->of], export_format_names[wish->format], wish->filter) };

	return audit_write(db, arena, actor, &event, now);
}

enum err export_ask(struct db *db, struct arena *arena, const struct actor *actor, const struct export_wish *wish, struct timestamp now,
		    int64_t *id)
{
	const char *serial = code_new(arena), *reason = wish->reason != NULL && wish->reason[0] != '\0' ? wish->reason : NULL;
	struct job_wish job = { .kind = "export", .unit_path = actor->unit_path, .not_before = { TIMESTAMP_NONE_US } };
	int64_t fresh, job_id;

	if (!may_ask(actor->role, wish->of, wish->unmasked))
		return E_DENIED;
	if ((wish->unmasked && reason == NULL) || !filter_is_good(wish->filter))
		return E_INVALID;
	TRY(db_run(db, &insert, NULL, serial, export_of_names[wish->of], export_format_names[wish->format], actor->account_id,
		   office_role_names[actor->role], actor->unit_path, wish->filter, wish->unmasked, reason, now));
	fresh = db_last_id(db);
	TRY(write_trail(db, arena, actor, wish, serial, now));
	job.subject = arena_print(arena, "export:%lld", (long long)fresh);
	TRY(job_queue(db, arena, actor, &job, now, &job_id));
	TRY(db_run(db, &set_job, NULL, job_id, fresh));
	*id = fresh;
	return OK;
}

enum err export_find(struct db *db, struct arena *arena, int64_t id, struct export *out)
{
	return db_one(db, arena, &by_id, out, id);
}

enum err export_find_own(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct export *out)
{
	struct export export;

	TRY(db_one(db, arena, &by_id, &export, id));
	if (export.account_id != actor->account_id || strcmp(export.role, office_role_names[actor->role]) != 0 ||
	    strcmp(export.unit_path, actor->unit_path) != 0)
		return E_NOT_FOUND;
	*out = export;
	return OK;
}

enum err export_list_own(struct db *db, struct arena *arena, const struct actor *actor, int64_t before, int64_t rows, struct rows *out,
			 bool *more)
{
	struct rows found;

	TRY(db_all(db, arena, &own, &found, actor->account_id, before > 0 ? before : INT64_MAX, office_role_names[actor->role],
		   actor->unit_path, rows + 1));
	*more = found.count > (size_t)rows;
	if (*more)
		found.count = (size_t)rows;
	*out = found;
	return OK;
}

char *export_file_name(struct arena *arena, const struct export *export)
{
	return arena_print(arena, "%s-%s.%s", export_of_names[export->kind], export->serial,
			   export->format == EXPORT_XLSX ? "xlsx" : "csv");
}

static int hex_digit(char digit)
{
	return digit >= '0' && digit <= '9' ? digit - '0' : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
		: digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* Lists write their state as a query, percent-encoded. What is no encoding stays as it is. */
static const char *decoded(struct arena *arena, const char *text, size_t length)
{
	char *out = arena_copy(arena, text, length), *to = out;

	for (const char *from = out; *from != '\0'; from++) {
		const int high = from[0] == '%' ? hex_digit(from[1]) : -1, low = high >= 0 ? hex_digit(from[2]) : -1;

		if (low >= 0 && high * 16 + low >= ' ') {
			*to++ = (char)(high * 16 + low);
			from += 2;
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
	return out;
}

const char *export_filter(struct arena *arena, const char *filter, const char *name)
{
	const size_t length = strlen(name);

	for (const char *at = filter; *at != '\0'; at += strcspn(at, "&"), at += *at == '&')
		if (strncmp(at, name, length) == 0 && at[length] == '=')
			return decoded(arena, at + length + 1, strcspn(at + length + 1, "&"));
	return "";
}

char *export_watermark(struct arena *arena, const struct export *export)
{
	struct buffer text;

	buffer_init(&text, arena, 80);
	buffer_print(&text, "%s  ", export->login);
	timestamp_append_minute(&text, export->asked_at);
	buffer_print(&text, "  %s", export->serial);
	return text.data;
}

static enum err open_columns(struct export_run *run)
{
	const char **headings;
	size_t count = 0;

	while (run->kind->columns[count] != NULL)
		count++;
	headings = ARENA_ARRAY(run->arena, const char *, count);
	for (size_t i = 0; i < count; i++)
		headings[i] = sheet_heading(run->words, run->kind->columns[i]);
	run->headings = headings;
	run->column_count = count;
	return OK;
}

enum err export_run_begin(struct db *db, struct arena *arena, const struct keyring *keyring, const struct export *export,
			  struct timestamp now, struct export_run **out)
{
	struct export_run *run = ARENA_NEW(arena, struct export_run);

	*run = (struct export_run){ .db = db, .arena = arena, .keyring = keyring, .export = export, .today = date_at(now),
				    .kind = kinds[export->kind] };
	TRY(sheet_words_load(db, arena, export_of_names[export->kind], &run->words));
	TRY(run->kind->open != NULL ? run->kind->open(run) : open_columns(run));
	*out = run;
	return OK;
}

const char *const *export_run_headings(const struct export_run *run, size_t *count)
{
	*count = run->column_count;
	return run->headings;
}

static const char *value_text(struct arena *arena, const struct export_run *run, const struct column *column, const void *row)
{
	const void *at = column_at(column, row);
	struct buffer text;

	if (column->type == COLUMN_TEXT)
		return *(const char *const *)at != NULL ? *(const char *const *)at : "";
	if (column->type == COLUMN_UINT32 && column->names != NULL)
		return sheet_choice(run->words, column->name, column->names[*(const uint32_t *)at]);
	if (column->type == COLUMN_BOOL)
		return sheet_choice(run->words, column->name, *(const bool *)at ? "true" : "false");
	buffer_init(&text, arena, 24);
	switch (column->type) {
	case COLUMN_INT64: buffer_append_int(&text, *(const int64_t *)at); break;
	case COLUMN_MONEY: money_append_plain(&text, *(const struct money *)at); break;
	case COLUMN_DATE: date_append(&text, *(const struct date *)at); break;
	case COLUMN_TIMESTAMP: timestamp_append_minute(&text, *(const struct timestamp *)at); break;
	default: break;
	}
	return text.data;
}

static enum cell_kind cell_kind_of(const struct column *column)
{
	return column->type == COLUMN_INT64 || column->type == COLUMN_MONEY ? CELL_NUMBER
		: column->type == COLUMN_DATE ? CELL_DATE : CELL_TEXT;
}

enum err export_run_next(struct export_run *run, struct arena *arena, const struct cell **cells, size_t *count)
{
	const struct shape *shape = run->kind->shape;
	struct cell *out;
	struct rows rows;

	*count = 0;
	if (run->over)
		return OK;
	if (run->kind->cells != NULL)
		return run->kind->cells(run, arena, cells, count);
	TRY(run->kind->page(run, arena, &rows));
	out = ARENA_ARRAY(arena, struct cell, rows.count * run->column_count + 1);
	for (size_t column = 0; column < run->column_count; column++) {
		const struct column *of = shape_find(shape, run->kind->columns[column]);

		for (size_t row = 0; row < rows.count && of != NULL; row++)
			out[row * run->column_count + column] = (struct cell){
				cell_kind_of(of), value_text(arena, run, of, (const char *)rows.row + row * shape->size) };
	}
	*cells = out;
	*count = rows.count;
	return OK;
}

enum err export_made(struct db *db, int64_t id, int64_t upload_id, int64_t rows, struct timestamp now)
{
	return db_run(db, &made, NULL, upload_id, rows, now, id);
}
