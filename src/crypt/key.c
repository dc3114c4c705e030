#include "crypt/key.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypt/keyring.h"

enum { file_bytes_most = 8192, hex_digits = 2 * key_bytes };

/* Eight characters by libsodium's rule. A new use takes a new number; none is ever reused. */
static const char kdf_context[crypto_kdf_CONTEXTBYTES + 1] = "yimeng01";

_Static_assert((int)key_bytes == (int)crypto_kdf_KEYBYTES, "a key in the file is a master key of crypto_kdf");

enum err crypt_start(struct fault *fault)
{
	if (sodium_init() < 0)
		return fault_note(fault, E_INTERNAL, "libsodium does not start");
	return OK;
}

static void derive(struct key *key, const uint8_t *master)
{
	for (unsigned use = 0; use < key_uses; use++)
		crypto_kdf_derive_from_key(key->use[use], key_bytes, use + 1, kdf_context, master);
}

static enum err insert(struct keyring *ring, unsigned id, const uint8_t *master)
{
	size_t at = ring->count;

	if (ring->count == keyring_keys || keyring_find(ring, id) != NULL)
		return E_INVALID;
	for (; at > 0 && ring->key[at - 1].id > id; at--)
		ring->key[at] = ring->key[at - 1];
	ring->key[at].id = id;
	derive(&ring->key[at], master);
	ring->count++;
	return OK;
}

/* `<id> <64 hexadecimal digits>`, nothing else in the line. */
static enum err parse_line(struct keyring *ring, const char *line, size_t length)
{
	uint8_t master[key_bytes];
	size_t decoded = 0, digits = 0;
	const char *end;
	unsigned id = 0;
	enum err err;

	while (digits < length && digits < 5 && line[digits] >= '0' && line[digits] <= '9')
		id = id * 10 + (unsigned)(line[digits++] - '0');
	if (digits == 0 || id == 0 || id > key_id_max || length != digits + 1 + hex_digits || line[digits] != ' ')
		return E_INVALID;
	if (sodium_hex2bin(master, sizeof master, line + digits + 1, hex_digits, NULL, &decoded, &end) != 0 ||
	    decoded != key_bytes)
		return E_INVALID;
	err = insert(ring, id, master);
	sodium_memzero(master, sizeof master);
	return err;
}

static enum err parse(struct keyring *ring, const char *path, const char *text, struct fault *fault)
{
	for (unsigned number = 1; *text != '\0'; number++) {
		const size_t length = strcspn(text, "\n");

		if (length > 0 && *text != '#' && parse_line(ring, text, length) != OK)
			return fault_note(fault, E_INVALID, "%s:%u: expected a new id (1 to %d) and %d hexadecimal digits", path,
					  number, key_id_max, hex_digits);
		text += length + (text[length] == '\n');
	}
	if (ring->count == 0)
		return fault_note(fault, E_INVALID, "%s: holds no key", path);
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
	if ((stat.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return fault_note(fault, E_INVALID, "%s: mode is %03o, should be 600", path, (unsigned)stat.st_mode & 0777);
	return OK;
}

static enum err read_keys(int file, const char *path, struct keyring *ring, struct fault *fault)
{
	char text[file_bytes_most + 1];
	size_t filled = 0;
	ssize_t got;
	enum err err;

	TRY(check_mode(file, path, fault));
	while ((got = read(file, text + filled, sizeof text - 1 - filled)) > 0)
		filled += (size_t)got;
	text[filled] = '\0';
	if (got < 0)
		err = fault_note(fault, E_INVALID, "%s: %s", path, strerror(errno));
	else if (filled == sizeof text - 1 || strlen(text) != filled)
		err = fault_note(fault, E_INVALID, "%s: is no key file", path);
	else
		err = parse(ring, path, text, fault);
	sodium_memzero(text, sizeof text);
	return err;
}

static void wipe(void *ring)
{
	sodium_munlock(ring, sizeof(struct keyring));
}

enum err keyring_load(struct arena *arena, const char *path, struct keyring **out, struct fault *fault)
{
	struct keyring *ring;
	enum err err;
	const int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (file < 0)
		return fault_note(fault, E_INVALID, "%s: %s", path, strerror(errno));
	ring = ARENA_NEW(arena, struct keyring);
	/* Where the limit on locked memory is too small, the keys may be swapped out; that stops nobody from working. */
	(void)sodium_mlock(ring, sizeof *ring);
	arena_defer(arena, wipe, ring);
	err = read_keys(file, path, ring, fault);
	close(file);
	if (err == OK)
		*out = ring;
	return err;
}

static enum err write_key(int file)
{
	uint8_t master[key_bytes];
	char hex[hex_digits + 1], line[hex_digits + 16];
	enum err err = OK;
	int length;

	crypto_kdf_keygen(master);
	sodium_bin2hex(hex, sizeof hex, master, sizeof master);
	length = snprintf(line, sizeof line, "1 %s\n", hex);
	if (length < 0 || write(file, line, (size_t)length) != length || fsync(file) != 0)
		err = E_INTERNAL;
	sodium_memzero(master, sizeof master);
	sodium_memzero(hex, sizeof hex);
	sodium_memzero(line, sizeof line);
	return err;
}

enum err keyring_create(const char *path, struct fault *fault)
{
	const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
	enum err err;

	if (file < 0)
		return fault_note(fault, errno == EEXIST ? E_CONFLICT : E_INTERNAL, "%s: %s", path, strerror(errno));
	err = write_key(file);
	if (err != OK) {
		(void)fault_note(fault, err, "%s: %s", path, strerror(errno));
		unlink(path);
	}
	close(file);
	return err;
}

const struct key *keyring_find(const struct keyring *keyring, unsigned id)
{
	for (size_t i = 0; i < keyring->count; i++)
		if (keyring->key[i].id == id)
			return &keyring->key[i];
	return NULL;
}

const struct key *keyring_newest(const struct keyring *keyring)
{
	return &keyring->key[keyring->count - 1];
}

const uint8_t *keyring_index_key(const struct keyring *keyring)
{
	return keyring->key[0].use[KEY_INDEXES];
}

unsigned keyring_current(const struct keyring *keyring)
{
	return keyring_newest(keyring)->id;
}
