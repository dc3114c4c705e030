#include "domain/office/reseal.h"

#include "crypt/token.h"

/* As seal.h stores it: two bytes, the high one first. */
static struct bytes key_bytes(struct arena *arena, unsigned key_id)
{
	const char bytes[2] = { (char)(key_id >> 8), (char)(key_id & 0xff) };

	return (struct bytes){ .data = (const uint8_t *)arena_copy(arena, bytes, sizeof bytes), .length = sizeof bytes };
}

enum err reseal_count(struct db *db, struct arena *arena, const struct resealed_table *table, unsigned key_id, int64_t *rows)
{
	return db_one(db, arena, table->count, rows, key_bytes(arena, key_id));
}

enum err reseal_is_used(struct db *db, struct arena *arena, const struct resealed_table *table, unsigned key_id, bool *used)
{
	int64_t id;
	const enum err err = db_one(db, arena, table->uses, &id, key_bytes(arena, key_id));

	if (err != OK && err != E_NOT_FOUND)
		return err;
	*used = err == OK;
	return OK;
}

enum err reseal_highest(struct db *db, struct arena *arena, const struct resealed_table *table, int64_t *id)
{
	return db_one(db, arena, table->highest, id);
}

/* What a row comes to; `texts` as sealed_index.canonical takes them. */
struct reopened {
	struct sealed_row row;
	const char *texts[sealed_columns_most];
	bool changed;
};

static enum err reseal_values(const struct keyring *keyring, struct arena *arena, const struct resealed_table *table,
			      struct reopened *it)
{
	const unsigned current = keyring_current(keyring);

	for (size_t i = 0; i < table->sealed_count; i++) {
		const struct place place = place_in(table->places[i], it->row.place);
		struct bytes content;

		TRY(seal_open_bytes(keyring, arena, place, it->row.sealed[i], &content));
		it->texts[i] = (const char *)content.data;	/* ends with a NUL, should it be a text */
		if (content.data == NULL || seal_key_id(it->row.sealed[i]) == current)
			continue;
		it->row.sealed[i] = seal_bytes(keyring, arena, place, content);
		it->changed = true;
	}
	return OK;
}

static void reindex(const struct keyring *keyring, struct arena *arena, const struct resealed_table *table, struct reopened *it)
{
	for (size_t i = 0; i < table->index_count; i++) {
		const struct sealed_index *index = &table->indexes[i];
		const struct bytes stored = it->row.index[i];
		const char *text = it->texts[index->of];
		struct bytes fresh;

		if (stored.data == NULL || text == NULL)
			continue;
		if (index->canonical != NULL)
			text = index->canonical(arena, &it->row, it->texts);
		fresh = blind_index(keyring, arena, index->purpose, text);
		if (bytes_equal(fresh, stored) || (index->digest && !blind_index_is(keyring, arena, index->purpose, text, stored)))
			continue;
		it->row.index[i] = fresh;
		it->changed = true;
	}
}

enum err reseal_slice(struct db *db, struct arena *arena, const struct keyring *keyring, const struct resealed_table *table,
		      int64_t after, struct resealed *out)
{
	struct resealed result = { .last = after };
	struct sealed_row *changed;
	const struct sealed_row *row;
	uint64_t stored = 0;
	struct rows rows;

	TRY(db_all(db, arena, table->slice, &rows, after, table->slice_rows));
	row = rows.row;
	changed = ARENA_ARRAY(arena, struct sealed_row, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		struct reopened it = { .row = row[i] };

		result.last = row[i].id;
		if (reseal_values(keyring, arena, table, &it) != OK) {
			result.first_wrong = result.wrong++ == 0 ? row[i].id : result.first_wrong;
			continue;
		}
		reindex(keyring, arena, table, &it);
		if (it.changed)
			changed[result.changed++] = it.row;
	}
	result.end = (int64_t)rows.count < table->slice_rows;
	if (result.changed > 0)
		TRY(db_run_many(db, table->store, (struct rows){ changed, (size_t)result.changed }, &stored));
	if (stored != (uint64_t)result.changed)
		return E_INTERNAL;	/* rows under our locks cannot be gone */
	*out = result;
	return OK;
}
