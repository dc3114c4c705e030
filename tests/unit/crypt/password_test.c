#include <pthread.h>
#include <sys/resource.h>
#include <time.h>

#include "fixture.h"

#include "crypt/password.h"

/* From the tests of the reference implementation (argon2id, version 19). */
static const char weaker[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

/* A sanitizer's own memory is not the room's. */
static void skip_under_sanitizers(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	skip();
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
	skip();
#endif
#endif
}

static int64_t ns_now(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static bool matches(const char *hash, const char *password)
{
	bool is = false;

	assert_int_equal(password_matches(hash, password, &is), OK);
	return is;
}

static void a_password_matches_its_hash_and_no_other_does(void **state)
{
	struct fixture *fixture = *state;
	const char *hash = NULL;

	assert_int_equal(password_hash(&fixture->arena, "correct horse battery", &hash), OK);
	assert_true(strncmp(hash, "$argon2id$v=19$m=65536,t=3,p=1$", 31) == 0);
	assert_true(strlen(hash) < 128);
	assert_true(matches(hash, "correct horse battery"));
	assert_false(matches(hash, "correct horse batterz"));
	assert_false(matches(hash, ""));
	assert_false(password_hash_is_old(hash));
}

static void a_hash_of_weaker_costs_matches_and_is_old(void **state)
{
	(void)state;
	assert_true(matches(weaker, "password"));
	assert_false(matches(weaker, "another"));
	assert_true(password_hash_is_old(weaker));
}

static void what_is_no_hash_matches_nothing(void **state)
{
	(void)state;
	assert_false(matches("", "a password"));
	assert_false(matches("$argon2id$v=19$m=65536", "a password"));
	assert_true(password_hash_is_old("nonsense"));
}

static void nobodys_password_takes_as_long_and_never_matches(void **state)
{
	struct fixture *fixture = *state;
	const char *hash = NULL;
	int64_t with = INT64_MAX, without = INT64_MAX;

	assert_int_equal(password_hash(&fixture->arena, "correct horse battery", &hash), OK);
	/* The least of three: other programs share the machine. */
	for (int i = 0; i < 3; i++) {
		int64_t begun = ns_now(CLOCK_PROCESS_CPUTIME_ID), took;

		assert_false(matches(hash, "wrong"));
		took = ns_now(CLOCK_PROCESS_CPUTIME_ID) - begun;
		with = took < with ? took : with;
		begun = ns_now(CLOCK_PROCESS_CPUTIME_ID);
		assert_false(matches(NULL, "wrong"));
		took = ns_now(CLOCK_PROCESS_CPUTIME_ID) - begun;
		without = took < without ? took : without;
	}
	assert_true(without * 10 > with * 7);
	assert_true(with * 10 > without * 7);
}

static void *try_one(void *context)
{
	assert_false(matches(context, "wrong"));
	return NULL;
}

static void a_flood_takes_memory_for_one_a_core(void **state)
{
	const long cores = sysconf(_SC_NPROCESSORS_ONLN);
	struct rusage usage;
	pthread_t thread[12];

	(void)state;
	skip_under_sanitizers();
	for (size_t i = 0; i < 12; i++)
		assert_int_equal(pthread_create(&thread[i], NULL, try_one, NULL), 0);
	for (size_t i = 0; i < 12; i++)
		pthread_join(thread[i], NULL);
	getrusage(RUSAGE_SELF, &usage);
	if (cores < 8)
		assert_true(usage.ru_maxrss < (cores + 1) * password_memory_bytes / 1024);
}

static void without_memory_it_is_busy_and_says_nothing(void **state)
{
	struct fixture *fixture = *state;
	const struct rlimit before = { RLIM_INFINITY, RLIM_INFINITY };
	struct rlimit little = { 32 * 1024 * 1024, RLIM_INFINITY };
	const char *hash = "untouched";
	bool is = true;
	enum err hashed, matched;

	skip_under_sanitizers();
	/* Bytes of address space that may still be added cannot be said, so: less than there is. */
	assert_int_equal(setrlimit(RLIMIT_AS, &little), 0);
	hashed = password_hash(&fixture->arena, "a password", &hash);
	matched = password_matches(NULL, "a password", &is);
	assert_int_equal(setrlimit(RLIMIT_AS, &before), 0);
	assert_int_equal(hashed, E_BUSY);
	assert_int_equal(matched, E_BUSY);
	assert_string_equal(hash, "untouched");
	assert_true(is);
}

static void a_first_password_is_twelve_plain_signs(void **state)
{
	struct fixture *fixture = *state;
	const char *first = password_new(&fixture->arena), *second = password_new(&fixture->arena);

	assert_int_equal(strlen(first), 12);
	assert_int_equal(strspn(first, "abcdefghjkmnpqrstuvwxyz23456789"), 12);
	assert_string_not_equal(first, second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_flood_takes_memory_for_one_a_core, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_password_matches_its_hash_and_no_other_does, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_hash_of_weaker_costs_matches_and_is_old, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(what_is_no_hash_matches_nothing, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(nobodys_password_takes_as_long_and_never_matches, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(without_memory_it_is_busy_and_says_nothing, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_first_password_is_twelve_plain_signs, fixture_start, fixture_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
