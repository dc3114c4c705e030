/* The keys a file has had, by a digest of each: 32 bytes a row, whatever the key. */
#include <string.h>

#include "crypt/token.h"
#include "domain/office/import_parts.h"

enum { key_bytes = 16, slots_at_first = 4096 };

struct slot {
	uint8_t key[key_bytes];
	struct import_first first;	/* line 0: free */
};

struct import_seen {
	struct arena *arena;
	struct slot *slots;
	size_t room, count;		/* room: a power of two */
};

struct import_seen *import_seen_new(struct arena *arena)
{
	struct import_seen *seen = ARENA_NEW(arena, struct import_seen);

	*seen = (struct import_seen){ .arena = arena, .room = slots_at_first, .slots = ARENA_ARRAY(arena, struct slot, slots_at_first) };
	return seen;
}

static struct slot *find(const struct import_seen *seen, const uint8_t *key)
{
	size_t at;

	memcpy(&at, key, sizeof at);
	for (at &= seen->room - 1; seen->slots[at].first.line != 0; at = (at + 1) & (seen->room - 1))
		if (memcmp(seen->slots[at].key, key, key_bytes) == 0)
			break;
	return &seen->slots[at];
}

static void grow(struct import_seen *seen)
{
	const struct import_seen old = *seen;

	seen->room *= 2;
	seen->slots = ARENA_ARRAY(seen->arena, struct slot, seen->room);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].first.line != 0)
			*find(seen, old.slots[i].key) = old.slots[i];
}

struct import_first *import_seen_put(struct import_seen *seen, struct arena *scratch, const char *key, int64_t line,
				     enum import_verdict verdict)
{
	const struct bytes digest = digest_text(scratch, key);
	struct slot *slot;

	if (2 * seen->count >= seen->room)
		grow(seen);
	slot = find(seen, digest.data);
	if (slot->first.line != 0)
		return &slot->first;
	memcpy(slot->key, digest.data, key_bytes);
	slot->first = (struct import_first){ .line = line, .verdict = verdict };
	seen->count++;
	return NULL;
}
