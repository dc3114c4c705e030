/* yimeng match solve: an instance in the text format, its totals and its pairs. No database, no settings. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "command.h"
#include "match_desk.h"
#include "solve/instance_text.h"

enum { piece = 1 << 16 };

static enum err read_open(int fd, struct buffer *out)
{
	struct stat status;
	ssize_t got;

	if (fstat(fd, &status) != 0)
		return E_BUSY;
	if (S_ISREG(status.st_mode) && status.st_size > 0)
		buffer_reserve(out, (size_t)status.st_size + piece);
	do {
		buffer_reserve(out, piece);
		got = read(fd, out->data + out->length, piece);
		if (got > 0)
			out->length += (size_t)got;
	} while (got > 0 || (got < 0 && errno == EINTR));
	return got == 0 ? OK : E_BUSY;
}

static enum err read_file(const char *path, struct buffer *out)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err err;

	if (fd < 0)
		return E_NOT_FOUND;
	err = read_open(fd, out);
	close(fd);
	return err;
}

static void print_result(const struct instance_text *instance, const struct solver *solver)
{
	struct assignment_pair pairs[ASSIGNMENT_PLACES];
	struct assignment_totals totals;

	solver_totals(solver, &totals);
	printf("students_with");
	for (size_t i = 0; i < ASSIGNMENT_PLACES; i++)
		printf(" %" PRIu32, totals.students_with[i]);
	printf("\npairs %" PRIu32 "\nscore %" PRId64 "\n", totals.pairs, totals.score);
	for (uint32_t s = 0; s < instance->input.student_count; s++) {
		const uint32_t count = solver_pairs_of(solver, s, pairs);

		for (uint32_t i = 0; i < count; i++)
			printf("pair %" PRId64 " %" PRId64 " %u %u\n", instance->student_id[s], instance->family_id[pairs[i].family],
			       pairs[i].place, pairs[i].score);
	}
}

static int solve(const char *path, const struct instance_text *instance)
{
	struct fault fault = { 0 };
	struct solver *solver = NULL;
	enum err err = solver_new(&instance->input, &solver, &fault);

	if (err == OK)
		err = solver_run(solver, &fault);
	if (err == OK)
		print_result(instance, solver);
	solver_free(solver);
	if (err == OK && fflush(stdout) == 0)
		return 0;
	fprintf(stderr, "yimeng match: %s: %s\n", path, fault.text[0] != '\0' ? fault.text : err == OK ? strerror(errno) : err_name(err));
	return err == E_INVALID ? EXIT_WRONG : EXIT_TROUBLE;
}

static int run_in(struct arena *arena, const char *path)
{
	struct instance_text instance;
	struct text_fault fault;
	struct buffer text;

	buffer_init(&text, arena, 0);
	if (read_file(path, &text) != OK) {
		fprintf(stderr, "yimeng match: %s: %s\n", path, strerror(errno));
		return EXIT_TROUBLE;
	}
	if (instance_text_read(arena, text.data, text.length, &instance, &fault) != OK) {
		fprintf(stderr, "yimeng match: %s:%" PRIu64 ": %s\n", path, fault.line, text_refusal_name(fault.refusal));
		return EXIT_WRONG;
	}
	return solve(path, &instance);
}

static int run(int argc, char **argv)
{
	struct arena arena;
	int status;

	(void)argc;
	arena_init(&arena, 0);
	status = run_in(&arena, argv[1]);
	arena_free(&arena);
	return status;
}

const struct match_verb match_solve_verb = { .name = "solve", .arguments = "FILE", .least = 1, .most = 1, .run = run };
