/* One bringing-in of one file, from upload to commit: what pages show and jobs work on. Everything that changes something is in the
 * caller's transaction; asking for a check and for a commit is audited.
 *
 *	checking → (mapping → checking) → ready → committing → done
 *	         → refused (the file as a whole), failed, abandoned */
#ifndef YM_DOMAIN_OFFICE_IMPORT_RECORD_H
#define YM_DOMAIN_OFFICE_IMPORT_RECORD_H

#include "domain/office/import.h"

enum import_state { IMPORT_MAPPING, IMPORT_CHECKING, IMPORT_READY, IMPORT_COMMITTING, IMPORT_DONE, IMPORT_REFUSED, IMPORT_FAILED,
		    IMPORT_ABANDONED };
extern const char *const import_state_names[];

struct import {
	int64_t id;
	enum import_of kind;
	enum import_state state;
	const char *source, *file_name;
	const char *refusal;		/* NULL: none */
	const char *mapping;		/* NULL: not known yet */
	int64_t upload_id, job_id;	/* 0: none */
	int64_t unit_id;
	const char *unit_name, *unit_path;
	int64_t account_id;		/* 0: a command */
	const char *login, *name;	/* NULL likewise */
	const char *role;
	int64_t rows_seen, rows_new, rows_changed, rows_same, rows_bad;
	int64_t rows_good;		/* new and changed: what a commit would write */
	struct timestamp begun_at, ended_at;
};
extern const struct shape import_shape;

struct import_wish {
	enum import_of kind;
	int64_t unit_id;
	const char *source;		/* as staff call where the file comes from */
	const char *file_name;
	int64_t upload_id;		/* 0: the file is read by whoever asks; no job is queued */
};
enum { import_source_chars = 60 };

/* Checking begins: a job is queued. */
enum err import_create(struct db *db, struct arena *arena, const struct actor *actor, const struct import_wish *wish,
		       struct timestamp now, int64_t *id) MUST_CHECK;

/* E_NOT_FOUND also outside `scope` (NULL: anywhere). */
enum err import_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct import *out) MUST_CHECK;
enum err import_list(struct db *db, struct arena *arena, const char *scope, int64_t before, int64_t rows, struct rows *out,
		     bool *more) MUST_CHECK;

/* Before the worker begins: does whoever asked still hold the role it was asked in, and that role the right? */
enum err import_is_allowed(struct db *db, struct arena *arena, const struct import *import, bool *allowed) MUST_CHECK;

/* Who asked, as the audit trail names them; lives in the arena. */
enum err import_actor(struct arena *arena, const struct import *import, struct actor *out) MUST_CHECK;

/* The headings of the file, in order of its columns, and which column feeds each field (-1: none). E_NOT_FOUND: no headings yet. */
struct import_heading {
	int64_t number;			/* from 1 */
	const char *heading;
};
extern const struct shape import_heading_shape;
enum err import_headings(struct db *db, struct arena *arena, const struct keyring *keyring, const struct import *import,
			 struct rows *out) MUST_CHECK;

struct import_field_state {
	int64_t number;			/* from 1 */
	const char *field;
	bool required;
	int64_t column;			/* from 1; 0: none */
};
extern const struct shape import_field_state_shape;
enum err import_field_states(struct arena *arena, const struct import *import, struct rows *out) MUST_CHECK;

/* Which column is which, from 1, 0: none; by field. Kept for the source; the check begins anew. E_INVALID with *field: it is required,
 * or its column is another's too. E_CONFLICT: this import is past it. */
enum err import_map(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
		    const struct import *import, const int64_t *columns, size_t count, struct timestamp now, const char **field) MUST_CHECK;

/* Write the good rows: a job is queued. E_CONFLICT: not ready, or nothing to write. */
enum err import_commit(struct db *db, struct arena *arena, const struct actor *actor, const struct import *import, struct timestamp now) MUST_CHECK;

/* Not to be committed; the file and the bad rows are wiped. E_CONFLICT: under way, or over. */
enum err import_abandon(struct db *db, struct arena *arena, const struct actor *actor, const struct import *import,
			struct timestamp now) MUST_CHECK;

/* Bad rows after that line. `shown` is the cell of the field, where that is nobody's personal data; NULL otherwise. */
struct import_bad {
	int64_t line_number;
	const char *field, *reason, *shown;
};
extern const struct shape import_bad_shape;
enum err import_bad_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct import *import, int64_t after,
			 int64_t rows, struct rows *out, bool *more) MUST_CHECK;

/* For the download: a bad row's cells as they came. */
struct import_bad_cells {
	int64_t line_number;
	const char *field, *reason;
	const char *const *cells;
	size_t count;
};
enum err import_bad_page(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t import_id, int64_t after,
			 int64_t rows, struct import_bad_cells **out, size_t *count) MUST_CHECK;

/* What a run came to, by whoever ran it. */
enum err import_checked(struct db *db, int64_t id, const struct import_result *result, struct timestamp now) MUST_CHECK;
enum err import_committed(struct db *db, struct arena *arena, const struct import *import, const struct actor *actor,
			  const struct import_result *result, struct timestamp now) MUST_CHECK;
/* The job failed, or was cancelled: an import that was being checked is over; one that was being committed is as it was before. */
enum err import_stopped(struct db *db, int64_t id, bool cancelled, struct timestamp now) MUST_CHECK;

extern const struct statement *const import_record_statements[], *const import_shown_statements[];	/* of those who ask */
extern const struct statement *const import_result_statements[];		/* of who does the work */

#endif
