/* A scratch folder, an arena and a ring of keys for the crypt room's tests. */
#ifndef YM_TESTS_CRYPT_FIXTURE_H
#define YM_TESTS_CRYPT_FIXTURE_H

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "crypt/key.h"

#define KEY_A "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define KEY_B "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"

struct fixture {
	char folder[64], path[96];
	struct arena arena;
	struct fault fault;
};

static inline int fixture_start(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);

	assert_non_null(fixture);
	snprintf(fixture->folder, sizeof fixture->folder, "/tmp/ym-crypt.XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	snprintf(fixture->path, sizeof fixture->path, "%s/key", fixture->folder);
	arena_init(&fixture->arena, 0);
	assert_int_equal(crypt_start(&fixture->fault), OK);
	*state = fixture;
	return 0;
}

static inline int fixture_stop(void **state)
{
	struct fixture *fixture = *state;

	arena_free(&fixture->arena);
	unlink(fixture->path);
	rmdir(fixture->folder);
	free(fixture);
	return 0;
}

static inline void write_keys(struct fixture *fixture, const char *text, mode_t mode)
{
	FILE *file = fopen(fixture->path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(fixture->path, mode), 0);
}

static inline enum err load(struct fixture *fixture, struct keyring **ring)
{
	memset(&fixture->fault, 0, sizeof fixture->fault);
	return keyring_load(&fixture->arena, fixture->path, ring, &fixture->fault);
}

/* A ring of these lines; it must load. */
static inline struct keyring *ring_of(struct fixture *fixture, const char *text)
{
	struct keyring *ring = NULL;

	write_keys(fixture, text, 0600);
	assert_int_equal(load(fixture, &ring), OK);
	return ring;
}

#endif
