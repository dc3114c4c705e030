#include "crypt/key.h"

#include <errno.h>
#include <fcntl.h>
#include <liboath/oath.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"
#include "crypt/keyring.h"

enum { look_every_ms = 1000, fresh_seconds = 2, from_digits_most = 12 };

/* Eight characters by libsodium's rule. A new use takes a new number; none is ever reused. */
static const char kdf_context[crypto_kdf_CONTEXTBYTES + 1] = "yimeng01";

_Static_assert((int)key_bytes == (int)crypto_kdf_KEYBYTES, "a key in the file is a master key of crypto_kdf");

enum err crypt_start(struct fault *fault)
{
	if (sodium_init() < 0)
		return fault_note(fault, E_INTERNAL, "libsodium does not start");
	if (oath_init() != OATH_OK)
		return fault_note(fault, E_INTERNAL, "liboath does not start");
	password_start();
	return OK;
}

int64_t key_seconds_now(void)
{
	return clock_now(&(struct clock){ 0 }).us / 1000000;
}

static void derive(struct key *key, const uint8_t *master)
{
	for (unsigned use = 0; use < key_uses; use++)
		crypto_kdf_derive_from_key(key->use[use], key_bytes, use + 1, kdf_context, master);
}

static enum err insert(struct ring *ring, unsigned id, int64_t from, const uint8_t *master)
{
	size_t at = ring->count;

	if (ring->count == keyring_keys || ring_find(ring, id) != NULL)
		return E_INVALID;
	for (; at > 0 && ring->key[at - 1].id > id; at--)
		ring->key[at] = ring->key[at - 1];
	ring->key[at].id = id;
	ring->key[at].from = from;
	derive(&ring->key[at], master);
	ring->count++;
	return OK;
}

unsigned key_line_id(const char *line, size_t length, size_t *digits)
{
	unsigned id = 0;

	*digits = 0;
	while (*digits < length && *digits < 5 && line[*digits] >= '0' && line[*digits] <= '9')
		id = id * 10 + (unsigned)(line[(*digits)++] - '0');
	return id <= key_id_max ? id : 0;
}

/* Nothing, or ` from <seconds>`. */
static bool parse_from(const char *text, size_t length, int64_t *out)
{
	static const char word[] = " from ";
	const size_t word_length = sizeof word - 1;
	int64_t from = 0;

	if (length != 0 && (length <= word_length || length > word_length + from_digits_most || memcmp(text, word, word_length) != 0))
		return false;
	for (size_t i = word_length; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		from = from * 10 + (text[i] - '0');
	}
	*out = from;
	return true;
}

/* `<id> <64 hexadecimal digits> [from <seconds>]`, nothing else in the line. */
static enum err parse_line(struct ring *ring, const char *line, size_t length)
{
	uint8_t master[key_bytes];
	size_t decoded = 0, digits, head;
	const char *end;
	const unsigned id = key_line_id(line, length, &digits);
	int64_t from;
	enum err err;

	head = digits + 1 + key_hex_digits;
	if (id == 0 || length < head || line[digits] != ' ' || !parse_from(line + head, length - head, &from))
		return E_INVALID;
	if (sodium_hex2bin(master, sizeof master, line + digits + 1, key_hex_digits, NULL, &decoded, &end) != 0 ||
	    decoded != key_bytes)
		return E_INVALID;
	err = insert(ring, id, from, master);
	sodium_memzero(master, sizeof master);
	return err;
}

static enum err parse(struct ring *ring, const char *path, const char *text, struct fault *fault)
{
	const int64_t now = key_seconds_now();

	for (unsigned number = 1; *text != '\0'; number++) {
		const size_t length = strcspn(text, "\n");

		if (length > 0 && *text != '#' && parse_line(ring, text, length) != OK)
			return fault_note(fault, E_INVALID, "%s:%u: expected a new id (1 to %d), %d hexadecimal digits and perhaps "
					  "from when it seals", path, number, key_id_max, key_hex_digits);
		text += length + (text[length] == '\n');
	}
	if (ring->count == 0)
		return fault_note(fault, E_INVALID, "%s: holds no key", path);
	ring->settled = true;
	for (size_t i = 0; i < ring->count; i++)
		ring->settled = ring->settled && ring->key[i].from <= now;
	return OK;
}

/* Of the opened file, not of its name: nobody swaps it in between. */
static enum err check_mode(int file, const char *path, struct fault *fault)
{
	struct stat stat;

	if (fstat(file, &stat) != 0)
		return fault_note(fault, E_INVALID, "%s: %s", path, strerror(errno));
	if (!S_ISREG(stat.st_mode))
		return fault_note(fault, E_INVALID, "%s: is no file", path);
	if ((stat.st_mode & (S_IWGRP | S_IXGRP | S_IRWXO)) != 0)
		return fault_note(fault, E_INVALID, "%s: mode is %03o, should be 600, or 640 for a group of the programs' users", path,
				  (unsigned)stat.st_mode & 0777);
	return OK;
}

enum err key_file_text(int file, const char *path, char text[key_file_bytes_most + 1], struct fault *fault)
{
	size_t filled = 0;
	ssize_t got;

	TRY(check_mode(file, path, fault));
	while ((got = pread(file, text + filled, key_file_bytes_most - filled, (off_t)filled)) > 0)
		filled += (size_t)got;
	text[filled] = '\0';
	if (got < 0)
		return fault_note(fault, E_INVALID, "%s: %s", path, strerror(errno));
	if (filled == key_file_bytes_most || strlen(text) != filled)
		return fault_note(fault, E_INVALID, "%s: is no key file", path);
	return OK;
}

enum err key_file_ring(int file, const char *path, struct ring *ring, struct fault *fault)
{
	char text[key_file_bytes_most + 1];
	enum err err = key_file_text(file, path, text, fault);

	if (err == OK)
		err = parse(ring, path, text, fault);
	sodium_memzero(text, sizeof text);
	return err;
}

static void wipe(void *ring)
{
	sodium_munlock(ring, sizeof(struct ring));
}

static void publish(struct keyring *keyring, const struct ring *fresh)
{
	struct ring *ring = ARENA_NEW(&keyring->rings, struct ring);

	/* Where the limit on locked memory is too small, the keys may be swapped out; that stops nobody from working. */
	(void)sodium_mlock(ring, sizeof *ring);
	arena_defer(&keyring->rings, wipe, ring);
	*ring = *fresh;
	atomic_store_explicit(&keyring->ring, ring, memory_order_release);
}

static void let_go(void *handle)
{
	struct keyring *keyring = handle;

	close(keyring->file);
	arena_free(&keyring->rings);
	pthread_mutex_destroy(&keyring->reading);
}

enum err keyring_load(struct arena *arena, const char *path, struct keyring **out, struct fault *fault)
{
	struct ring fresh = { 0 };
	struct keyring *keyring;
	enum err err;
	const int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (file < 0)
		return fault_note(fault, E_INVALID, "%s: %s", path, strerror(errno));
	(void)flock(file, LOCK_SH);	/* whoever writes a key just now is done in a moment */
	err = key_file_ring(file, path, &fresh, fault);
	(void)flock(file, LOCK_UN);
	if (err != OK) {
		close(file);
		sodium_memzero(&fresh, sizeof fresh);
		return err;
	}
	keyring = ARENA_NEW(arena, struct keyring);
	keyring->file = file;
	keyring->path = arena_copy_string(arena, path);
	keyring->looked_ms = clock_monotonic_ms();
	pthread_mutex_init(&keyring->reading, NULL);
	arena_init(&keyring->rings, sizeof fresh + 1024);
	arena_defer(arena, let_go, keyring);
	publish(keyring, &fresh);
	sodium_memzero(&fresh, sizeof fresh);
	*out = keyring;
	return OK;
}

static bool ring_equal(const struct ring *a, const struct ring *b)
{
	bool equal = a->count == b->count && a->settled == b->settled;

	for (size_t i = 0; equal && i < a->count; i++)
		equal = a->key[i].id == b->key[i].id && a->key[i].from == b->key[i].from &&
			sodium_memcmp(a->key[i].use, b->key[i].use, sizeof a->key[i].use) == 0;
	return equal;
}

static bool unchanged(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size && a->st_nlink == b->st_nlink && a->st_mode == b->st_mode &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Of a file that stays wrong it is said once. */
static bool complain(struct keyring *keyring, const struct stat *now, const struct fault *wrong, struct fault *fault)
{
	const bool known = unchanged(&keyring->complained, now);

	keyring->complained = *now;
	if (!known)
		(void)fault_note(fault, E_INVALID, "%s", wrong->text);
	return known;
}

/* A file caught in the middle of a change does not parse, or changes while it is read: the next look sees it whole. One written
 * a moment ago may be written again within the clock tick of its time stamp, so it is read until it has been still. */
static bool look(struct keyring *keyring, struct fault *fault)
{
	struct stat before, after;
	struct ring fresh = { 0 };
	struct fault wrong = { 0 };

	if (fstat(keyring->file, &before) != 0 || unchanged(&keyring->read, &before))
		return true;
	if (before.st_nlink == 0) {
		(void)fault_note(&wrong, E_INVALID, "%s: was replaced, not changed in place: only a restart reads it", keyring->path);
		return complain(keyring, &before, &wrong, fault);
	}
	if (key_file_ring(keyring->file, keyring->path, &fresh, &wrong) != OK) {
		sodium_memzero(&fresh, sizeof fresh);
		return complain(keyring, &before, &wrong, fault);
	}
	if (fstat(keyring->file, &after) == 0 && unchanged(&before, &after)) {
		if (!ring_equal(keyring_ring(keyring), &fresh))
			publish(keyring, &fresh);
		if (key_seconds_now() - after.st_mtim.tv_sec >= fresh_seconds)
			keyring->read = after;
	}
	sodium_memzero(&fresh, sizeof fresh);
	return true;
}

bool keyring_refresh(struct keyring *keyring, struct fault *fault)
{
	const int64_t now = clock_monotonic_ms();
	int64_t looked = atomic_load_explicit(&keyring->looked_ms, memory_order_relaxed);
	bool good;

	if (now - looked < look_every_ms || !atomic_compare_exchange_strong(&keyring->looked_ms, &looked, now))
		return true;
	pthread_mutex_lock(&keyring->reading);
	good = look(keyring, fault);
	pthread_mutex_unlock(&keyring->reading);
	return good;
}

const struct key *ring_find(const struct ring *ring, unsigned id)
{
	for (size_t i = 0; i < ring->count; i++)
		if (ring->key[i].id == id)
			return &ring->key[i];
	return NULL;
}

const struct key *ring_sealing(const struct ring *ring)
{
	size_t at = ring->count - 1;

	if (!ring->settled)
		for (const int64_t now = key_seconds_now(); at > 0 && ring->key[at].from > now;)
			at--;
	return &ring->key[at];
}

unsigned keyring_current(const struct keyring *keyring)
{
	return ring_sealing(keyring_ring(keyring))->id;
}

unsigned keyring_oldest(const struct keyring *keyring)
{
	return keyring_ring(keyring)->key[0].id;
}

size_t keyring_list(const struct keyring *keyring, struct arena *arena, const struct key_row **out)
{
	const struct ring *ring = keyring_ring(keyring);
	struct key_row *rows = ARENA_ARRAY(arena, struct key_row, ring->count);

	for (size_t i = 0; i < ring->count; i++)
		rows[i] = (struct key_row){ .id = ring->key[i].id, .from = ring->key[i].from,
					    .seals = &ring->key[i] == ring_sealing(ring) };
	*out = rows;
	return ring->count;
}
