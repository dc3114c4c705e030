/* Exports: tables that leave, made by the worker, masked unless the right to see is held and a reason was given. Each says on its first
 * line who took it, when and by what serial; asking and each download are audited. The bytes are sealed and wiped after their time
 * (retention). Kinds are declared: the right they take, their columns (headings and words in sheet_word), a function that gives the
 * next rows. domain.md §5. */
#ifndef YM_DOMAIN_OFFICE_EXPORT_H
#define YM_DOMAIN_OFFICE_EXPORT_H

#include "base/arena.h"
#include "base/cell.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/actor.h"

enum export_of { EXPORT_STUDENTS, EXPORT_AUDIT, EXPORT_PLEDGES, EXPORT_ACCOUNTS, EXPORT_UNITS, EXPORT_BAD_ROWS, exports_of };
extern const char *const export_of_names[];		/* "student", "audit", "pledge", "account", "unit", "import_bad" */

enum export_format { EXPORT_XLSX, EXPORT_CSV, EXPORT_CSV_GB18030 };
extern const char *const export_format_names[];		/* "xlsx", "csv", "csv_gb18030" */

/* The right to see the list that is exported; besides it ACTION_EXPORT, or for the trail ACTION_AUDIT_EXPORT. */
bool export_may(enum office_role role, enum export_of of);
/* Is there anything masked in it? */
bool export_masks(enum export_of of);

struct export {
	int64_t id;
	const char *serial;
	enum export_of kind;
	enum export_format format;
	int64_t account_id;
	const char *login, *name;
	const char *role, *unit_path;
	const char *filter;		/* `name=value` with & between; see export_filter */
	bool unmasked;
	const char *reason;		/* NULL: none */
	int64_t row_count;
	int64_t upload_id, job_id;	/* 0: none */
	struct timestamp asked_at, ready_at;
};
extern const struct shape export_shape;

struct export_wish {
	enum export_of of;
	enum export_format format;
	const char *filter;		/* of ASCII tokens, at most 500 characters */
	bool unmasked;
	const char *reason;		/* of an unmasked one */
};

/* In the caller's transaction: a job is queued, the trail is written. E_DENIED: not with this role. E_INVALID: unmasked without a
 * reason, or a filter that is none. */
enum err export_ask(struct db *db, struct arena *arena, const struct actor *actor, const struct export_wish *wish, struct timestamp now,
		    int64_t *id) MUST_CHECK;

/* One's own, asked for in the role and unit one acts in. E_NOT_FOUND: another's. */
enum err export_find_own(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct export *out) MUST_CHECK;
enum err export_find(struct db *db, struct arena *arena, int64_t id, struct export *out) MUST_CHECK;
enum err export_list_own(struct db *db, struct arena *arena, const struct actor *actor, int64_t before, int64_t rows, struct rows *out,
			 bool *more) MUST_CHECK;

/* The name its file goes by: "student-K7QF2M9XW.xlsx". */
char *export_file_name(struct arena *arena, const struct export *export);

/* The value of a name in a filter; "" where it has none. */
const char *export_filter(struct arena *arena, const char *filter, const char *name);

/* --- making one --- */

/* Does whoever asked still hold the role it was asked in, and that role the right? */
enum err export_is_allowed(struct db *db, struct arena *arena, const struct export *export, bool *allowed) MUST_CHECK;

struct export_run;

/* The first line of the file: login, instant, serial. */
char *export_watermark(struct arena *arena, const struct export *export);

/* `arena` is the run's. */
enum err export_run_begin(struct db *db, struct arena *arena, const struct keyring *keyring, const struct export *export,
			  struct timestamp now, struct export_run **out) MUST_CHECK;
const char *const *export_run_headings(const struct export_run *run, size_t *count);

/* The next rows, in order: `*count` rows of as many cells as there are headings, side by side, in `arena`, which may be reset between calls.
 * *count 0: there are no more. */
enum err export_run_next(struct export_run *run, struct arena *arena, const struct cell **cells, size_t *count) MUST_CHECK;

enum err export_made(struct db *db, int64_t id, int64_t upload_id, int64_t rows, struct timestamp now) MUST_CHECK;

extern const struct statement *const export_statements[];		/* asking and looking */
extern const struct statement *const export_run_statements[], *const export_office_statements[], *const export_personal_statements[];

#endif
