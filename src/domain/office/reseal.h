/* Key rotation over the database: what is sealed with an older key is sealed anew with the one that seals now, and blind indexes
 * are computed anew, slice by slice, while the site runs (look-ups compare with both keys until the older one is retired).
 *
 * resealed_tables (sealed_tables.c) names every sealed column of the schema and every index made of one. A new sealed column is
 * a row there, and a constant in sealed_places.h. Every table is walked by its `id`.
 *
 * An index belongs to its row whatever key made it; which key a row needs is what its sealed values say. */
#ifndef YM_DOMAIN_OFFICE_RESEAL_H
#define YM_DOMAIN_OFFICE_RESEAL_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/office/sealed_places.h"

enum { sealed_columns_most = 7, sealed_indexes_most = 4 };

/* A row as a slice reads it: its sealed values and indexes in the order of the table's places and indexes. What follows is of the
 * rows that have a digest of more than their sealed fields. */
struct sealed_row {
	int64_t id;
	const char *place;				/* the row's key for sealing */
	struct bytes sealed[sealed_columns_most];
	struct bytes index[sealed_indexes_most];
	int64_t belongs_to, number;
	uint32_t first, second;
	bool flag;
	struct date since, until;
};

struct sealed_index {
	const char *purpose;
	size_t of;		/* which of the places */
	/* What is hashed; NULL: the text itself. `texts` are in the order of the places, NULL where nothing is stored. */
	char *(*canonical)(struct arena *arena, const struct sealed_row *row, const char *const *texts);
	/* Computed anew only where it fits what is stored: a digest of what was first said cannot be made of a row that changed
	 * since. It stays as it is, and fits nothing once its key is retired. */
	bool digest;
};

struct resealed_table {
	const char *name;
	const struct statement *highest, *count, *uses, *slice, *store;
	size_t sealed_count, index_count;
	const struct sealed_place *places[sealed_columns_most];
	struct sealed_index indexes[sealed_indexes_most];
	int64_t slice_rows;
};
extern const struct resealed_table resealed_tables[];	/* ended by a NULL name */

/* Rows of which something is sealed with this key. */
enum err reseal_count(struct db *db, struct arena *arena, const struct resealed_table *table, unsigned key_id, int64_t *rows) MUST_CHECK;

/* Is there any? Inside db_transaction_committed: waits for rows that are just being written, so that none appears afterwards. */
enum err reseal_is_used(struct db *db, struct arena *arena, const struct resealed_table *table, unsigned key_id, bool *used) MUST_CHECK;

enum err reseal_highest(struct db *db, struct arena *arena, const struct resealed_table *table, int64_t *id) MUST_CHECK;

struct resealed {
	int64_t last;		/* id of the last row looked at */
	int64_t changed;
	int64_t wrong;		/* rows with a value that does not open: left as they are */
	int64_t first_wrong;	/* id */
	bool end;		/* there were no more */
};

/* The next rows after `after`, in the caller's transaction, under their locks. A row that is as it should be is not written.
 * E_CONFLICT: two rows have what only one may have (they were stored under different keys). */
enum err reseal_slice(struct db *db, struct arena *arena, const struct keyring *keyring, const struct resealed_table *table,
		      int64_t after, struct resealed *out) MUST_CHECK;

extern const struct statement *const reseal_statements[];

#endif
