/* Inside the import module only: what a kind is, and what a run hands around. */
#ifndef YM_DOMAIN_OFFICE_IMPORT_PARTS_H
#define YM_DOMAIN_OFFICE_IMPORT_PARTS_H

#include "domain/office/import.h"
#include "domain/office/sheet_word.h"
#include "domain/office/unit.h"

enum { import_batch = 32, import_columns_max = 32 };

enum import_verdict { VERDICT_ADDED, VERDICT_CHANGED, VERDICT_SAME };

struct import_line {
	int64_t number;
	void *row;			/* of the kind; read, texts in the batch's memory */
	uint64_t given, masked;		/* a bit per field */
	const char *field, *reason;	/* reason NULL: fine so far */
	const char *key;		/* set by judge: what identifies it within the file; NULL: nothing does */
	enum import_verdict verdict;	/* set by judge */
	const struct cell *cells;	/* as they came, for the bad ones */
	size_t count;
};

struct import_kind {
	enum import_of of;
	enum action action;
	const struct import_field *fields;
	size_t field_count, row_size;
	const char *key_field;		/* blamed for a double */
	/* Load what rows are held against, into run->state. */
	enum err (*begin)(struct import_run *run);
	/* At most import_batch lines in order; those with a reason are passed over. Sets verdict and key, or field and reason; writes
	 * where run->order.commit. */
	enum err (*judge)(struct import_run *run, struct import_line *lines, size_t count);
	/* Of a commit: what comes last, the audit trail. May be NULL. */
	enum err (*end)(struct import_run *run);
};
extern const struct import_kind import_units, import_students, import_campaigns, import_poverty, import_award_pay;
extern const struct import_kind *const import_kinds[imports_of];

struct import_mapping {
	int64_t line;					/* of the headings; 0: not found yet */
	int column[import_columns_max];			/* per field: of its cell; -1: none */
};

struct import_seen;
struct import_bad_rows;

struct import_run {
	struct db *db;
	struct arena *arena;		/* of the run */
	struct arena batch;		/* of the lines at hand */
	const struct keyring *keyring;
	struct import_order order;
	struct date today;
	const struct import_kind *kind;
	struct sheet_words *words;
	struct import_mapping mapping;
	bool mapped;			/* all that is required has its column */
	int64_t headings_looked;	/* rows */
	int64_t guess;			/* line of the likeliest headings so far, and how many cells of it are filled */
	size_t guess_filled;
	const char *const *kept;	/* headings of the source's kept mapping, per field; NULL: none */
	struct import_line lines[import_batch];
	size_t count;
	struct import_counts counts;
	struct import_seen *seen;
	struct import_bad_rows *bad;
	const char *refusal;
	void *state;			/* the kind's */
};

/* import_read.c: one cell into the row; NULL, or the reason. `*given` false: empty. */
const char *import_read_cell(struct arena *arena, const struct import_run *run, const struct import_field *field,
			     const struct cell *cell, void *row, bool *given, bool *masked);

/* import_map.c */
void import_map_none(struct import_mapping *mapping);
/* How many required fields the row's cells name; *complete: all. */
size_t import_map_row(const struct import_run *run, struct arena *arena, int64_t number, const struct cell *cells, size_t count,
		      struct import_mapping *out, bool *complete);
char *import_mapping_text(struct arena *arena, const struct import_kind *kind, const struct import_mapping *mapping);
enum err import_mapping_read(const struct import_kind *kind, const char *text, struct import_mapping *out, bool *complete) MUST_CHECK;
enum err import_mapping_kept(struct db *db, struct arena *arena, const struct import_kind *kind, int64_t unit_id, const char *source,
			     const char *const **out) MUST_CHECK;
enum err import_mapping_keep(struct db *db, const struct import_kind *kind, int64_t unit_id, const char *source, const char *field,
			     const char *heading) MUST_CHECK;

/* import_seen.c: which keys a file has had. */
struct import_seen *import_seen_new(struct arena *arena);
/* The line that had this key before, and whether it was one of those revoked already; 0: none had. */
struct import_first {
	int64_t line;
	enum import_verdict verdict;
	bool revoked;
};
struct import_first *import_seen_put(struct import_seen *seen, struct arena *scratch, const char *key, int64_t line,
				     enum import_verdict verdict);

/* import_bad.c */
struct import_bad_rows *import_bad_new(struct arena *arena, struct db *db, const struct keyring *keyring, int64_t import_id);
enum err import_bad_forget(struct import_bad_rows *bad) MUST_CHECK;	/* those of an earlier check */
enum err import_bad_load(struct import_bad_rows *bad, struct arena *arena) MUST_CHECK;	/* which lines a check found bad */
bool import_bad_has(const struct import_bad_rows *bad, int64_t line);
size_t import_bad_loaded(const struct import_bad_rows *bad);
enum err import_bad_add(struct import_bad_rows *bad, int64_t line, const char *field, const char *reason, const struct cell *cells,
			size_t count) MUST_CHECK;
/* A line whose cells come later. */
void import_bad_want(struct import_bad_rows *bad, int64_t line);
bool import_bad_wants(const struct import_bad_rows *bad);
bool import_bad_wants_line(struct import_bad_rows *bad, int64_t line);
enum err import_bad_flush(struct import_bad_rows *bad) MUST_CHECK;

/* A row's cells, of the one text they are kept as. */
const char *const *import_cells_unpack(struct arena *arena, struct bytes packed, size_t *count);

/* import_places.c: the org tree, to find units by what people call them. */
struct import_places;
struct import_place {
	int64_t id;
	enum unit_kind kind;
	const char *code, *name;	/* code "": none */
	int64_t parent_id;
	const char *path;
	bool ended;
};
/* `lock`: against moving, until the transaction ends. */
enum err import_places_load(struct db *db, struct arena *arena, bool lock, struct import_places **out) MUST_CHECK;
/* `kinds`: a bit per unit_kind. NULL with *reason, or the unit. */
const struct import_place *import_places_find(const struct import_places *places, struct arena *scratch, const char *text,
					      const char *scope, unsigned kinds, const char **reason);
/* Named `name` directly below; NULL: none. */
const struct import_place *import_places_below(const struct import_places *places, struct arena *scratch, int64_t parent_id,
					       const char *name);
const struct import_place *import_places_by_code(const struct import_places *places, enum unit_kind kind, const char *code);
struct import_place *import_places_add(struct import_places *places, const struct import_place *place);

#endif
