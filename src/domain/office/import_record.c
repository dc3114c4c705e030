#include "domain/office/import_record.h"

#include <string.h>

#include "domain/office/account.h"
#include "domain/office/audit.h"
#include "domain/office/import_parts.h"
#include "domain/office/job.h"
#include "domain/office/upload.h"

const char *const import_state_names[] = {
	"mapping", "checking", "ready", "committing", "done", "refused", "failed", "abandoned", NULL };

const struct shape import_shape = SHAPE(import,
	COLUMN(import, id), COLUMN(import, kind, .names = import_of_names), COLUMN(import, state, .names = import_state_names),
	COLUMN(import, source), COLUMN(import, file_name), COLUMN(import, refusal, .nullable = true),
	COLUMN(import, mapping, .nullable = true), COLUMN(import, upload_id), COLUMN(import, job_id), COLUMN(import, unit_id),
	COLUMN(import, unit_name), COLUMN(import, unit_path), COLUMN(import, account_id), COLUMN(import, login, .nullable = true),
	COLUMN(import, name, .nullable = true), COLUMN(import, role), COLUMN(import, rows_seen), COLUMN(import, rows_new),
	COLUMN(import, rows_changed), COLUMN(import, rows_same), COLUMN(import, rows_bad), COLUMN(import, rows_good),
	COLUMN(import, begun_at), COLUMN(import, ended_at, .nullable = true));

#define IMPORTS(from)                                                                                               \
	"SELECT i.id, i.kind, i.state, i.source, i.file_name, i.refusal, i.mapping, COALESCE(i.upload_id, 0) AS upload_id, " \
	"COALESCE(i.job_id, 0) AS job_id, i.unit_id, u.name AS unit_name, u.path AS unit_path, " \
	"COALESCE(i.account_id, 0) AS account_id, a.login, a.name, i.role, i.rows_seen, i.rows_new, i.rows_changed, i.rows_same, " \
	"i.rows_bad, i.rows_new + i.rows_changed AS rows_good, i.begun_at, i.ended_at FROM " from                     \
	" JOIN unit u ON u.id = i.unit_id LEFT JOIN account a ON a.id = i.account_id "

static const struct statement by_id = { .sql = IMPORTS("import i") "WHERE i.id = ?", .params = "i", .row = &import_shape };
/* Which ones is told by an index alone: the widest scope has most of the newest; those of a county or a town stand together in an
 * index, newest last; a school has few. */
#define OF_SCOPE(index, holds)                                                                               \
	{ .sql = IMPORTS("(SELECT id FROM import FORCE INDEX (" index ") WHERE id < ? AND " holds " "               \
			 "ORDER BY id DESC LIMIT ?) n JOIN import i ON i.id = n.id") "ORDER BY i.id DESC",           \
	  .params = "isi", .row = &import_shape }
#define BELOW "unit_path LIKE CONCAT(?, '%')"
static const struct statement of_scope[scope_widths] = {
	[SCOPE_WIDEST] = OF_SCOPE("import_newest", BELOW),
	[SCOPE_OF_COUNTY] = OF_SCOPE("import_of_county", "county_path = ?"),
	[SCOPE_OF_TOWN] = OF_SCOPE("import_of_town", "town_path = ?"),
	[SCOPE_NARROW] = OF_SCOPE("import_by_path", BELOW) };
static const struct statement insert = {
	.sql = "INSERT INTO import (kind, upload_id, file_name, account_id, role, unit_id, unit_path, source, state, begun_at) "
	       "VALUES (?, NULLIF(?, 0), ?, NULLIF(?, 0), ?, ?, ?, ?, 'checking', ?)",
	.params = "sisisisst" };
static const struct statement set_job = { .sql = "UPDATE import SET job_id = ? WHERE id = ?", .params = "ii" };
static const struct statement set_mapping = {
	.sql = "UPDATE import SET mapping = ?, state = 'checking' WHERE id = ? AND state IN ('mapping', 'ready')", .params = "si" };
static const struct statement begin_commit = {
	.sql = "UPDATE import SET state = 'committing' WHERE id = ? AND state = 'ready' AND rows_new + rows_changed > 0", .params = "i" };
static const struct statement abandon = {
	.sql = "UPDATE import SET state = 'abandoned', ended_at = ? WHERE id = ? AND state IN ('mapping', 'ready')", .params = "ti" };
static const struct statement checked = {
	.sql = "UPDATE import SET state = ?, mapping = ?, refusal = ?, rows_seen = ?, rows_new = ?, rows_changed = ?, rows_same = ?, "
	       "rows_bad = ?, ended_at = ? WHERE id = ?",
	.params = "sssiiiiiti" };
static const struct statement committed = {
	.sql = "UPDATE import SET state = 'done', rows_seen = ?, rows_new = ?, rows_changed = ?, rows_same = ?, rows_bad = ?, "
	       "ended_at = ? WHERE id = ?",
	.params = "iiiiiti" };
static const struct statement stopped = {
	.sql = "UPDATE import SET ended_at = IF(state = 'committing', NULL, ?), state = IF(state = 'committing', 'ready', ?) "
	       "WHERE id = ? AND state IN ('checking', 'committing')",
	.params = "tsi" };
static const struct statement forget_bad_rows = { .sql = "DELETE FROM import_bad_row WHERE import_id = ?", .params = "i" };

const struct statement *const import_record_statements[] = {
	&by_id, &of_scope[SCOPE_WIDEST], &of_scope[SCOPE_OF_COUNTY], &of_scope[SCOPE_OF_TOWN], &of_scope[SCOPE_NARROW], &insert,
	&set_job, &set_mapping, &begin_commit, &abandon, &forget_bad_rows, NULL };
const struct statement *const import_result_statements[] = { &checked, &committed, &stopped, NULL };

static const struct timestamp no_time = { TIMESTAMP_NONE_US };

static enum err write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, int64_t id,
			    const char *path, const char *detail, struct timestamp now)
{
	const struct audit_event event = { .action = action, .outcome = AUDIT_DONE, .unit_path = path, .detail = detail,
					   .subject = arena_print(arena, "import:%lld", (long long)id) };

	return audit_write(db, arena, actor, &event, now);
}

/* One job of a name each time: a second tap asks for the same one. */
/* `rows`: how many it will go through, as far as that is known. */
static enum err queue(struct db *db, struct arena *arena, const struct actor *actor, const char *kind, int64_t id, const char *path,
		      int64_t rows, const char *once, struct timestamp now)
{
	const struct job_wish wish = { .kind = kind, .subject = arena_print(arena, "import:%lld", (long long)id), .unit_path = path,
				       .total = rows, .once_key = once, .not_before = no_time };
	int64_t job_id;

	TRY(job_queue(db, arena, actor, &wish, now, &job_id));
	return db_run(db, &set_job, NULL, job_id, id);
}

enum err import_create(struct db *db, struct arena *arena, const struct actor *actor, const struct import_wish *wish,
		       struct timestamp now, int64_t *id)
{
	struct import import;
	struct unit unit;
	int64_t fresh;

	TRY(unit_find(db, arena, actor->account_id != 0 ? actor->unit_path : NULL, wish->unit_id, &unit));
	TRY(db_run(db, &insert, NULL, import_of_names[wish->kind], wish->upload_id, wish->file_name, actor->account_id,
		   actor->account_id != 0 ? office_role_names[actor->role] : actor->login, wish->unit_id, unit.path, wish->source, now));
	fresh = db_last_id(db);
	TRY(db_one(db, arena, &by_id, &import, fresh));
	TRY(write_trail(db, arena, actor, "import_ask", fresh, import.unit_path, NULL, now));
	if (wish->upload_id != 0)
		TRY(queue(db, arena, actor, "import_check", fresh, import.unit_path, 0, NULL, now));
	*id = fresh;
	return OK;
}

enum err import_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct import *out)
{
	struct import import;

	TRY(db_one(db, arena, &by_id, &import, id));
	if (scope != NULL && !scope_holds(scope, import.unit_path))
		return E_NOT_FOUND;
	*out = import;
	return OK;
}

enum err import_list(struct db *db, struct arena *arena, const char *scope, int64_t before, int64_t rows, struct rows *out, bool *more)
{
	struct rows found;

	TRY(db_all(db, arena, &of_scope[scope_width(scope)], &found, before > 0 ? before : INT64_MAX, scope, rows + 1));
	*more = found.count > (size_t)rows;
	if (*more)
		found.count = (size_t)rows;
	*out = found;
	return OK;
}

enum err import_actor(struct arena *arena, const struct import *import, struct actor *out)
{
	const int role = column_name_index(office_role_names, import->role);

	if (import->account_id == 0) {
		*out = actor_command;
		out->unit_path = "/";
		return OK;
	}
	if (role < 0 || import->login == NULL)
		return E_INTERNAL;
	*out = (struct actor){ .account_id = import->account_id, .login = import->login, .name = import->name,
			       .role = (enum office_role)role, .unit_id = import->unit_id, .unit_path = import->unit_path,
			       .unit_name = arena_copy_string(arena, import->unit_name), .second_factor_at = no_time };
	return OK;
}

enum err import_is_allowed(struct db *db, struct arena *arena, const struct import *import, bool *allowed)
{
	const int role = column_name_index(office_role_names, import->role);
	bool held;

	TRY(role_is_held(db, arena, import->account_id, import->role, import->unit_path, &held));
	*allowed = held && (import->account_id == 0 ||
			    (role >= 0 && right_held((enum office_role)role, import_kinds[import->kind]->action)));
	return OK;
}

/* The columns of the file by field; E_INVALID with *field. */
static enum err take_columns(const struct import *import, const int64_t *columns, size_t count, struct import_mapping *mapping,
			     const char **field)
{
	const struct import_kind *kind = import_kinds[import->kind];
	bool complete;

	TRY(import_mapping_read(kind, import->mapping, mapping, &complete));
	for (size_t i = 0; i < kind->field_count; i++) {
		mapping->column[i] = i < count ? (int)columns[i] - 1 : -1;
		*field = kind->fields[i].column.name;
		if (kind->fields[i].required && mapping->column[i] < 0)
			return E_INVALID;
		for (size_t j = 0; j < i; j++)
			if (mapping->column[i] >= 0 && mapping->column[j] == mapping->column[i])
				return E_INVALID;
	}
	return OK;
}

static enum err keep_mapping(struct db *db, const struct import *import, const struct import_mapping *mapping, struct rows headings)
{
	const struct import_kind *kind = import_kinds[import->kind];
	const struct import_heading *heading = headings.row;

	for (size_t i = 0; i < kind->field_count; i++) {
		const int column = mapping->column[i];

		if (column >= 0 && (size_t)column < headings.count && heading[column].heading[0] != '\0')
			TRY(import_mapping_keep(db, kind, import->unit_id, import->source, kind->fields[i].column.name,
						heading[column].heading));
	}
	return OK;
}

enum err import_map(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
		    const struct import *import, const int64_t *columns, size_t count, struct timestamp now, const char **field)
{
	struct import_mapping mapping;
	struct rows headings;
	uint64_t changed = 0;

	if (import->mapping == NULL)
		return E_CONFLICT;
	TRY(import_headings(db, arena, keyring, import, &headings));
	for (size_t i = 0; i < count; i++)
		if (columns[i] < 0 || columns[i] > (int64_t)headings.count)
			return E_INVALID;
	TRY(take_columns(import, columns, count, &mapping, field));
	TRY(db_run(db, &set_mapping, &changed, import_mapping_text(arena, import_kinds[import->kind], &mapping), import->id));
	if (changed == 0)
		return E_CONFLICT;
	TRY(keep_mapping(db, import, &mapping, headings));
	TRY(write_trail(db, arena, actor, "import_map", import->id, import->unit_path, NULL, now));
	return queue(db, arena, actor, "import_check", import->id, import->unit_path, import->rows_seen, NULL, now);
}

enum err import_commit(struct db *db, struct arena *arena, const struct actor *actor, const struct import *import, struct timestamp now)
{
	const char *once = arena_print(arena, "import_commit:%lld:%lld", (long long)import->id, (long long)import->job_id);
	uint64_t begun = 0;

	TRY(db_run(db, &begin_commit, &begun, import->id));
	if (begun == 0)
		return E_CONFLICT;
	TRY(write_trail(db, arena, actor, "import_commit", import->id, import->unit_path, NULL, now));
	if (import->upload_id == 0)
		return OK;
	return queue(db, arena, actor, "import_commit", import->id, import->unit_path, import->rows_seen, once, now);
}

static enum err wipe(struct db *db, const struct import *import)
{
	TRY(db_run(db, &forget_bad_rows, NULL, import->id));
	return import->upload_id != 0 ? upload_wipe(db, import->upload_id) : OK;
}

enum err import_abandon(struct db *db, struct arena *arena, const struct actor *actor, const struct import *import, struct timestamp now)
{
	uint64_t abandoned = 0;

	TRY(db_run(db, &abandon, &abandoned, now, import->id));
	if (abandoned == 0)
		return E_CONFLICT;
	TRY(wipe(db, import));
	return write_trail(db, arena, actor, "import_abandon", import->id, import->unit_path, NULL, now);
}

enum err import_checked(struct db *db, int64_t id, const struct import_result *result, struct timestamp now)
{
	const struct import_counts *counts = &result->counts;
	const char *state = result->refusal != NULL ? "refused" : result->needs_person ? "mapping" : "ready";

	return db_run(db, &checked, NULL, state, result->mapping, result->refusal, counts->seen, counts->added, counts->changed,
		      counts->same, counts->bad, result->refusal != NULL ? now : no_time, id);
}

enum err import_committed(struct db *db, struct arena *arena, const struct import *import, const struct actor *actor,
			  const struct import_result *result, struct timestamp now)
{
	const struct import_counts *counts = &result->counts;
	const char *detail = arena_print(arena, "{\"rows_new\":[0,%lld],\"rows_changed\":[0,%lld],\"rows_bad\":[0,%lld]}",
					 (long long)counts->added, (long long)counts->changed, (long long)counts->bad);

	TRY(db_run(db, &committed, NULL, counts->seen, counts->added, counts->changed, counts->same, counts->bad, now, import->id));
	if (import->upload_id != 0)
		TRY(upload_wipe(db, import->upload_id));
	return write_trail(db, arena, actor, "import_done", import->id, import->unit_path, detail, now);
}

enum err import_stopped(struct db *db, int64_t id, bool cancelled, struct timestamp now)
{
	return db_run(db, &stopped, NULL, now, cancelled ? "abandoned" : "failed", id);
}
