#include "crypt/password.h"

#include <sys/mman.h>
#include <unistd.h>

#include "crypt/keyring.h"

enum { first_chars = 12 };

/* A hash of the same costs that no password is known for. */
static const char nobodys_hash[crypto_pwhash_STRBYTES] =
	"$argon2id$v=19$m=65536,t=3,p=1$eWltZW5nLW5vYm9keS0tLQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

_Static_assert(password_memory_bytes == 65536 * 1024 && password_passes == 3, "nobody's hash costs what others cost");

/* The process's, as its cores are: no caller could hand it around. */
static struct gate {
	pthread_mutex_t mutex;
	pthread_cond_t left;
	long free;
} gate = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 1 };

void password_start(void)
{
	const long cores = sysconf(_SC_NPROCESSORS_ONLN);

	pthread_mutex_lock(&gate.mutex);
	gate.free = cores > 0 ? cores : 1;
	pthread_mutex_unlock(&gate.mutex);
}

static void enter(void)
{
	pthread_mutex_lock(&gate.mutex);
	while (gate.free == 0)
		pthread_cond_wait(&gate.left, &gate.mutex);
	gate.free--;
	pthread_mutex_unlock(&gate.mutex);
}

static void leave(void)
{
	pthread_mutex_lock(&gate.mutex);
	gate.free++;
	pthread_cond_signal(&gate.left);
	pthread_mutex_unlock(&gate.mutex);
}

enum err password_hash(struct arena *arena, const char *password, const char **out)
{
	char hash[crypto_pwhash_STRBYTES];
	int result;

	enter();
	result = crypto_pwhash_str_alg(hash, password, strlen(password), password_passes, password_memory_bytes,
				       crypto_pwhash_ALG_ARGON2ID13);
	leave();
	if (result != 0)
		return E_BUSY;
	*out = arena_copy_string(arena, hash);
	return OK;
}

/* libsodium says of a comparison it found no memory for what it says of a wrong password. */
static bool has_memory(void)
{
	void *memory = mmap(NULL, password_memory_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return memory != MAP_FAILED && munmap(memory, password_memory_bytes) == 0;
}

enum err password_matches(const char *hash, const char *password, bool *out)
{
	bool could, matches = false;

	enter();
	could = has_memory();
	if (could)
		matches = crypto_pwhash_str_verify(hash != NULL ? hash : nobodys_hash, password, strlen(password)) == 0;
	leave();
	if (!could)
		return E_BUSY;
	*out = matches && hash != NULL;
	return OK;
}

bool password_hash_is_old(const char *hash)
{
	return crypto_pwhash_str_needs_rehash(hash, password_passes, password_memory_bytes) != 0;
}

/* No sign that is taken for another when it is read out: 59 bits. */
char *password_new(struct arena *arena)
{
	static const char alphabet[] = "abcdefghjkmnpqrstuvwxyz23456789";
	char password[first_chars];

	for (size_t i = 0; i < first_chars; i++)
		password[i] = alphabet[randombytes_uniform(sizeof alphabet - 1)];
	return arena_copy(arena, password, first_chars);
}
