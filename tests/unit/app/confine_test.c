/* What a confined process may still do, each tried in a child. Where this kernel has no Landlock the tests of files are skipped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/confine.h"

static bool has_landlock(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

struct trial {
	char readable[32], other[32];	/* two files, of which the first is named to confine_process */
};

static void make_file(char path[32])
{
	int descriptor;

	snprintf(path, 32, "/tmp/ym-confine.XXXXXX");
	descriptor = mkstemp(path);
	assert_true(descriptor >= 0);
	close(descriptor);
}

static int begin(void **state)
{
	static struct trial trial;

	make_file(trial.readable);
	make_file(trial.other);
	*state = &trial;
	return 0;
}

static int end(void **state)
{
	struct trial *trial = *state;

	unlink(trial->readable);
	unlink(trial->other);
	return 0;
}

/* errno of `act` in a confined child; 0: it may. */
static int when_confined(const struct trial *trial, bool (*act)(const struct trial *trial))
{
	const pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		struct fault fault = { "" };

		if (confine_process(trial->readable, &fault) != OK)
			_exit(255);
		errno = 0;
		_exit(act(trial) ? 0 : errno);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_not_equal(WEXITSTATUS(status), 255);
	return WEXITSTATUS(status);
}

static bool can_read(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC) >= 0;
}

static bool read_named(const struct trial *trial) { return can_read(trial->readable); }
static bool read_other(const struct trial *trial) { return can_read(trial->other); }
static bool write_named(const struct trial *trial) { return open(trial->readable, O_WRONLY | O_CLOEXEC) >= 0; }

static bool read_names(const struct trial *trial)
{
	(void)trial;
	return can_read("/etc/hosts");
}

static bool run_program(const struct trial *trial)
{
	char name[] = "true";
	char *const arguments[] = { name, NULL };

	(void)trial;
	execv("/bin/true", arguments);
	return false;
}

static bool listen_somewhere(const struct trial *trial)
{
	const struct sockaddr_un address = { .sun_family = AF_UNIX };
	const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	(void)trial;
	return bind(descriptor, (const struct sockaddr *)&address, sizeof address.sun_family) == 0;
}

/* As the next connection to the database does: the address is of nobody, so refused by its absence, not by the filter. */
static bool connect_somewhere(const struct trial *trial)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof address.sun_path, "%s", trial->other);
	return connect(descriptor, (const struct sockaddr *)&address, sizeof address) == 0;
}

static void the_file_it_needs_is_read(void **state)
{
	assert_int_equal(when_confined(*state, read_named), 0);
}

static void the_file_it_needs_is_not_written(void **state)
{
	if (!has_landlock())
		skip();
	assert_int_equal(when_confined(*state, write_named), EACCES);
}

static void other_files_are_not_read(void **state)
{
	if (!has_landlock())
		skip();
	assert_int_equal(when_confined(*state, read_other), EACCES);
}

static void names_are_looked_up(void **state)
{
	assert_int_equal(when_confined(*state, read_names), 0);
}

static void no_program_is_run(void **state)
{
	const int refusal = when_confined(*state, run_program);

	assert_true(refusal == EPERM || refusal == EACCES);
}

static void nobody_is_listened_for(void **state)
{
	assert_int_equal(when_confined(*state, listen_somewhere), EPERM);
}

static void the_database_is_connected_to_again(void **state)
{
	assert_int_equal(when_confined(*state, connect_somewhere), ECONNREFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_file_it_needs_is_read),
		cmocka_unit_test(the_file_it_needs_is_not_written),
		cmocka_unit_test(other_files_are_not_read),
		cmocka_unit_test(names_are_looked_up),
		cmocka_unit_test(no_program_is_run),
		cmocka_unit_test(nobody_is_listened_for),
		cmocka_unit_test(the_database_is_connected_to_again),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
