/* Inside the crypt room only: the keys themselves. */
#ifndef YM_CRYPT_KEYRING_H
#define YM_CRYPT_KEYRING_H

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/stat.h>

#include "crypt/key.h"

enum key_use { KEY_SEALS, KEY_INDEXES, KEY_SIGNS_FORMS, key_uses };

enum { key_bytes = 32, keyring_keys = 64, key_id_max = 65535, key_hex_digits = 2 * key_bytes, key_file_bytes_most = 16384 };

struct key {
	unsigned id;
	int64_t from;				/* seals from then on; seconds since 1970, 0: always did */
	uint8_t use[key_uses][key_bytes];	/* derived; the key in the file is not kept */
};

/* What one reading of the file gave; never changed afterwards. Ascending by id, at least one. */
struct ring {
	size_t count;
	bool settled;		/* the time of each had come when it was read: the last one seals, no clock is asked */
	struct key key[keyring_keys];
};

/* Rings that were replaced are kept until the end: a reader may still hold one. They are few. */
struct keyring {
	const struct ring *_Atomic ring;
	_Atomic int64_t looked_ms;
	pthread_mutex_t reading;	/* guards what follows */
	int file;
	const char *path;
	struct arena rings;
	struct stat read;		/* the file as it was when read; of one that changed a moment ago, nothing: look again */
	struct stat complained;		/* as it was when something was wrong with it */
};

/* Take it once per operation: the next call may give another. */
static inline const struct ring *keyring_ring(const struct keyring *keyring)
{
	return atomic_load_explicit(&keyring->ring, memory_order_acquire);
}

/* NULL: not in the ring. */
const struct key *ring_find(const struct ring *ring, unsigned id);

/* The key that seals now. */
const struct key *ring_sealing(const struct ring *ring);

/* The whole text of an opened key file, NUL-terminated, or its keys into a zeroed ring. */
enum err key_file_text(int file, const char *path, char text[key_file_bytes_most + 1], struct fault *fault) MUST_CHECK;
enum err key_file_ring(int file, const char *path, struct ring *ring, struct fault *fault) MUST_CHECK;

/* The id that begins the line; 0: none does. *digits: how many characters it has. */
unsigned key_line_id(const char *line, size_t length, size_t *digits);

int64_t key_seconds_now(void);

/* password.c: how many computations may run at once, while the process may still ask the system. */
void password_start(void);

#endif
