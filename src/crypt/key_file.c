/* The key file as the command changes it. In place always, for running processes keep it open. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "crypt/keyring.h"

enum { line_bytes_most = key_hex_digits + 64, keys_compared = 2 };

/* In one write, so that a reader sees the line whole or not at all. */
static enum err write_key(int file, const char *before, unsigned id, int64_t from)
{
	uint8_t master[key_bytes];
	char hex[key_hex_digits + 1], line[line_bytes_most];
	enum err err = OK;
	int length;

	crypto_kdf_keygen(master);
	sodium_bin2hex(hex, sizeof hex, master, sizeof master);
	length = snprintf(line, sizeof line, "%s%u %s from %" PRId64 "\n", before, id, hex, from);
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
	err = write_key(file, "", 1, key_seconds_now());
	if (err != OK) {
		(void)fault_note(fault, err, "%s: %s", path, strerror(errno));
		unlink(path);
	}
	close(file);
	return err;
}

/* Two commands at once wait for each other. */
static enum err open_to_change(const char *path, int flags, int *out, struct fault *fault)
{
	const int file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK | flags);

	if (file < 0)
		return fault_note(fault, E_INVALID, "%s: %s", path, strerror(errno));
	if (flock(file, LOCK_EX) != 0) {
		(void)fault_note(fault, E_INTERNAL, "%s: %s", path, strerror(errno));
		close(file);
		return E_INTERNAL;
	}
	*out = file;
	return OK;
}

/* Look-ups compare with two keys (blind_indexes), so a third waits until the first is retired. */
static enum err may_append(const struct ring *ring, const char *path, int64_t now, struct fault *fault)
{
	const struct key *newest = &ring->key[ring->count - 1];

	if (newest->from > now)
		return fault_note(fault, E_CONFLICT, "%s: key %u begins to seal in %" PRId64 " s", path, newest->id, newest->from - now);
	if (ring->count >= keys_compared)
		return fault_note(fault, E_CONFLICT, "%s: key %u must be retired first", path, ring->key[0].id);
	if (newest->id == key_id_max)
		return fault_note(fault, E_CONFLICT, "%s: there is no id after %u", path, newest->id);
	return OK;
}

static enum err append(int file, const char *path, int64_t grace_seconds, unsigned *id, struct fault *fault)
{
	const int64_t now = key_seconds_now();
	const off_t length = lseek(file, 0, SEEK_END);
	struct ring ring = { 0 };
	char last = '\n';
	unsigned next;
	enum err err = key_file_ring(file, path, &ring, fault);

	if (err == OK)
		err = may_append(&ring, path, now, fault);
	next = ring.count > 0 ? ring.key[ring.count - 1].id + 1 : 0;
	sodium_memzero(&ring, sizeof ring);
	if (err != OK)
		return err;
	if (length < 0 || length > key_file_bytes_most - line_bytes_most)
		return fault_note(fault, E_CONFLICT, "%s: is full", path);
	if (length > 0 && pread(file, &last, 1, length - 1) != 1)
		return fault_note(fault, E_INTERNAL, "%s: %s", path, strerror(errno));
	if (write_key(file, last == '\n' ? "" : "\n", next, now + grace_seconds) != OK) {
		err = fault_note(fault, E_INTERNAL, "%s: %s", path, strerror(errno));
		(void)!ftruncate(file, length);
		return err;
	}
	*id = next;
	return OK;
}

enum err keyring_append(const char *path, int64_t grace_seconds, unsigned *id, struct fault *fault)
{
	int file;
	enum err err;

	TRY(open_to_change(path, O_APPEND, &file, fault));
	err = append(file, path, grace_seconds, id, fault);
	close(file);
	return err;
}

/* The line becomes a comment of the same length: nothing moves, so neither a reader nor a power failure finds the file in
 * between, and the key's digits are gone from it. */
static enum err strike_out(int file, const char *text, unsigned id)
{
	char line[line_bytes_most + 1];

	for (const char *at = text; *at != '\0'; at += strcspn(at, "\n"), at += *at == '\n') {
		const size_t length = strcspn(at, "\n");
		size_t digits;

		if (*at == '#' || length > line_bytes_most || key_line_id(at, length, &digits) != id)
			continue;
		memset(line, '-', sizeof line);
		memcpy(line, "# retired: ", 11);
		memcpy(line + 11, at, digits);
		line[11 + digits] = ' ';
		if (pwrite(file, line, length, at - text) != (ssize_t)length || fsync(file) != 0)
			return E_INTERNAL;
		return OK;
	}
	return E_NOT_FOUND;
}

static enum err retire(int file, const char *path, unsigned id, struct fault *fault)
{
	char text[key_file_bytes_most + 1];
	struct ring ring = { 0 };
	unsigned sealing = 0;
	enum err err = key_file_ring(file, path, &ring, fault);

	if (err == OK)
		sealing = ring_sealing(&ring)->id;
	if (err == OK && ring_find(&ring, id) == NULL)
		err = fault_note(fault, E_NOT_FOUND, "%s: holds no key %u", path, id);
	sodium_memzero(&ring, sizeof ring);
	TRY(err);
	if (id >= sealing)
		return fault_note(fault, E_CONFLICT, "%s: key %u %s", path, id, id == sealing ? "seals" : "is about to seal");
	TRY(key_file_text(file, path, text, fault));
	err = strike_out(file, text, id);
	sodium_memzero(text, sizeof text);
	return err == OK ? OK : fault_note(fault, err, "%s: %s", path, strerror(errno));
}

enum err keyring_retire(const char *path, unsigned id, struct fault *fault)
{
	int file;
	enum err err;

	TRY(open_to_change(path, 0, &file, fault));
	err = retire(file, path, id, fault);
	close(file);
	return err;
}
