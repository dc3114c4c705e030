#include "view/symbol.h"

#include <string.h>

enum { FIRST_BUCKETS = 64 };

void symbols_init(struct symbols *symbols, struct arena *arena)
{
	*symbols = (struct symbols){ .arena = arena, .bucket_count = FIRST_BUCKETS };
	symbols->names = ARENA_ARRAY(arena, const char *, FIRST_BUCKETS / 2);
	symbols->buckets = ARENA_ARRAY(arena, uint32_t, FIRST_BUCKETS);
}

/* FNV-1a: the names are our own, nobody can choose them to collide. */
static uint32_t hash(const char *name, size_t length)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < length; i++)
		h = (h ^ (unsigned char)name[i]) * 16777619u;
	return h;
}

/* The bucket that holds the name, or the free one where it belongs. */
static uint32_t *find_bucket(const struct symbols *symbols, const char *name, size_t length)
{
	const uint32_t mask = symbols->bucket_count - 1;

	for (uint32_t i = hash(name, length) & mask;; i = (i + 1) & mask) {
		uint32_t *bucket = &symbols->buckets[i];

		if (*bucket == 0)
			return bucket;
		const char *held = symbols->names[*bucket - 1];
		if (strncmp(held, name, length) == 0 && held[length] == '\0')
			return bucket;
	}
}

static void double_buckets(struct symbols *symbols)
{
	const char **names = ARENA_ARRAY(symbols->arena, const char *, symbols->bucket_count);

	memcpy(names, symbols->names, symbols->count * sizeof *names);
	symbols->names = names;
	symbols->bucket_count *= 2;
	symbols->buckets = ARENA_ARRAY(symbols->arena, uint32_t, symbols->bucket_count);
	for (uint32_t i = 0; i < symbols->count; i++)
		*find_bucket(symbols, names[i], strlen(names[i])) = i + 1;
}

uint32_t symbols_intern(struct symbols *symbols, const char *name, size_t length)
{
	uint32_t *bucket = find_bucket(symbols, name, length);

	if (*bucket != 0)
		return *bucket - 1;
	if ((symbols->count + 1) * 2 >= symbols->bucket_count) {
		double_buckets(symbols);
		bucket = find_bucket(symbols, name, length);
	}
	symbols->names[symbols->count] = arena_copy(symbols->arena, name, length);
	*bucket = ++symbols->count;
	return symbols->count - 1;
}

bool symbols_find(const struct symbols *symbols, const char *name, uint32_t *out)
{
	const uint32_t *bucket = find_bucket(symbols, name, strlen(name));

	if (*bucket == 0)
		return false;
	*out = *bucket - 1;
	return true;
}
