/* The solver beside LEMON: the same instance, processor time, one after the other; both must find the same optimum.
 *
 *	solve_bench KIND [ROUNDS [WAY…]]	KIND: real, province, nation, dense, ties
 *	solve_bench write KIND			the instance as text
 *
 * Each run is a process of its own, made after the instance was: it finds memory as the others did, and its greatest size less that of
 * its beginning is what it needed. Prints a line `ours SECONDS BYTES_PER_EDGE`, one for each way of LEMON, `peak MB` of our process with
 * the instance in it, `best SECONDS` of LEMON, and `ratio N` of the medians. */
#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "solve_instance.h"
#include "solve_lemon.h"

enum { rounds_max = 99, ways_max = 16, patience = 3, score_most = 1000, seed = 20181123, short_edges = 1000000 };

struct figures {
	bool found;
	double seconds;
	int64_t bytes, peak;
	struct solve_totals totals;
};

struct side {
	const char *name;
	const struct lemon_way *way;	/* NULL: ours */
	double seconds[rounds_max];
	int64_t bytes, peak;
	int runs;
};

struct bench {
	const struct instance_kind *kind;
	struct assignment assignment;
	struct solve_totals totals;	/* of the first round */
	bool known;
	struct side side[ways_max];
	int sides, rounds;
};

static int fail(const char *words)
{
	fprintf(stderr, "solve_bench: %s\n", words);
	return 1;
}

/* Bytes of the line of /proc/self/status. */
static int64_t status_bytes(const char *name)
{
	FILE *const file = fopen("/proc/self/status", "r");
	long long kilobytes = 0;
	char line[128];

	if (file == NULL)
		return 0;
	while (fgets(line, sizeof line, file) != NULL)
		if (strncmp(line, name, strlen(name)) == 0)
			kilobytes = strtoll(line + strlen(name), NULL, 10);
	fclose(file);
	return (int64_t)kilobytes * 1024;
}

static double cpu_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* From the arrays to the certified pairs: what LEMON does before its run(), copying the graph, counts here. */
static bool solve(const struct assignment *assignment, struct figures *out)
{
	const double begun = cpu_now();
	struct assignment_totals totals;
	struct fault fault = { 0 };
	struct solver *solver;

	if (solver_new(assignment, &solver, &fault) != OK || solver_run(solver, &fault) != OK) {
		fprintf(stderr, "solve_bench: %s\n", fault.text);
		return false;
	}
	out->seconds = cpu_now() - begun;
	solver_totals(solver, &totals);
	for (size_t i = 0; i < ASSIGNMENT_PLACES; i++)
		out->totals.filled[i] = totals.students_with[i];
	out->totals.score = totals.score;
	solver_free(solver);
	return true;
}

static bool run_once(const struct bench *bench, const struct side *side, struct figures *out)
{
	return side->way == NULL ? solve(&bench->assignment, out) :
				   lemon_solve(&bench->assignment, side->way, &out->seconds, &out->totals);
}

/* A run of milliseconds is made twice: the first finds its code and its memory, for both sides. */
static void run_here(const struct bench *bench, const struct side *side, struct figures *out)
{
	const bool is_short = bench->assignment.first[bench->assignment.student_count] < short_edges;
	const int64_t before = status_bytes("VmRSS:");

	out->found = (!is_short || run_once(bench, side, out)) && run_once(bench, side, out);
	out->peak = status_bytes("VmHWM:");
	out->bytes = out->peak - before;
}

/* In a process of its own, which is ended after `seconds` of processor time: false. */
static bool run_apart(const struct bench *bench, const struct side *side, rlim_t seconds, struct figures *out)
{
	const struct rlimit limit = { .rlim_cur = seconds, .rlim_max = seconds };
	int ends[2], status;
	ssize_t got;
	pid_t child;

	fflush(stdout);
	if (pipe(ends) != 0 || (child = fork()) < 0)
		exit(fail("no process"));
	if (child == 0) {
		struct figures figures = { 0 };

		setrlimit(RLIMIT_CPU, &limit);
		run_here(bench, side, &figures);
		_exit(write(ends[1], &figures, sizeof figures) != sizeof figures);
	}
	close(ends[1]);
	got = read(ends[0], out, sizeof *out);
	close(ends[0]);
	if (waitpid(child, &status, 0) != child)
		exit(fail("no process"));
	if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL && WTERMSIG(status) != SIGXCPU)
		exit(fail("a solver crashed"));
	return got == sizeof *out;
}

static void compare(struct bench *bench, const struct side *side, const struct figures *figures)
{
	if (!figures->found)
		exit(fail(side->name));
	if (!bench->known)
		bench->totals = figures->totals;
	bench->known = true;
	if (memcmp(&bench->totals, &figures->totals, sizeof bench->totals) != 0) {
		fprintf(stderr, "%s: %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " places, score %" PRId64 "\n", side->name,
			figures->totals.filled[0], figures->totals.filled[1], figures->totals.filled[2], figures->totals.filled[3],
			figures->totals.score);
		exit(fail("not the same optimum"));
	}
}

static int by_seconds(const void *one, const void *other)
{
	const double a = *(const double *)one, b = *(const double *)other;

	return (a > b) - (a < b);
}

static double middle(struct side *side)
{
	qsort(side->seconds, (size_t)side->runs, sizeof side->seconds[0], by_seconds);
	return side->seconds[side->runs / 2];
}

/* One round after the other, so that what slows the machine slows all. A way that takes far longer than the best of LEMON is left out. */
static void run_all(struct bench *bench)
{
	double best = 0;

	for (int round = 0; round < bench->rounds; round++) {
		for (int i = 0; i < bench->sides; i++) {
			struct side *const side = &bench->side[i];
			struct figures figures = { 0 };
			const rlim_t limit = side->way == NULL || best == 0 ? RLIM_INFINITY : (rlim_t)(patience * best) + 10;

			if (side->runs < round || !run_apart(bench, side, limit, &figures))
				continue;
			compare(bench, side, &figures);
			side->seconds[side->runs++] = figures.seconds;
			side->bytes = figures.bytes;
			side->peak = figures.peak;
			if (side->way != NULL && (best == 0 || figures.seconds < best))
				best = figures.seconds;
		}
	}
}

static int report(struct bench *bench)
{
	const uint32_t edges = bench->assignment.first[bench->assignment.student_count];
	double best = 0, ours = 0;

	printf("instance %s %u %u %u\n", bench->kind->name, bench->assignment.student_count, bench->assignment.family_count, edges);
	printf("optimum");
	for (size_t i = 0; i < ASSIGNMENT_PLACES; i++)
		printf(" %" PRId64, bench->totals.filled[i]);
	printf(" %" PRId64 "\n", bench->totals.score);
	for (int i = 0; i < bench->sides; i++) {
		struct side *const side = &bench->side[i];

		if (side->runs < bench->rounds) {
			printf("%s - -\n", side->name);
			continue;
		}
		printf("%s %.6f %.1f\n", side->name, middle(side), (double)side->bytes / edges);
		if (side->way == NULL)
			ours = middle(side);
		else if (best == 0 || middle(side) < best)
			best = middle(side);
	}
	if (ours == 0)
		return fail("no result");
	printf("peak %.1f\n", (double)bench->side[0].peak / 1e6);
	if (best > 0)
		printf("best %.6f\nratio %.3f\n", best, best / ours);
	return 0;
}

static bool wanted(const struct lemon_way *way, const struct bench *bench, char **names)
{
	if (names[0] == NULL)
		return !way->exhaustive || bench->assignment.first[bench->assignment.student_count] < 200000;
	for (; *names != NULL; names++)
		if (strcmp(*names, way->name) == 0)
			return true;
	return false;
}

static int run_bench(const struct instance_kind *kind, const struct instance *instance, int rounds, char **names)
{
	struct bench bench = {
		.kind = kind, .rounds = rounds, .sides = 1, .side = { { .name = "ours" } },
		.assignment = { .student_count = instance->student_count, .family_count = instance->family_count,
				.places = instance->places, .capacity = instance->capacity, .first = instance->first,
				.family = instance->family, .score = instance->score, .score_max = score_most } };

	for (const struct lemon_way *way = lemon_ways; way->name != NULL && bench.sides < ways_max; way++)
		if (wanted(way, &bench, names))
			bench.side[bench.sides++] = (struct side){ .name = way->name, .way = way };
	run_all(&bench);
	return report(&bench);
}

int main(int argc, char **argv)
{
	const bool write_only = argc == 3 && strcmp(argv[1], "write") == 0;
	const struct instance_kind *const kind = instance_kind_find(argc > 1 ? argv[argc > 2 && write_only ? 2 : 1] : "");
	const int rounds = argc > 2 && !write_only ? (int)strtol(argv[2], NULL, 10) : 3;
	struct instance instance;
	struct arena arena;
	int status = 0;

	if (kind == NULL || rounds < 1 || rounds > rounds_max)
		return fail("usage: solve_bench KIND [ROUNDS [WAY...]] | write KIND");
	arena_init(&arena, 0);
	if (instance_make(&arena, kind, seed, YM_SOURCE "/data/divisions.csv", &instance) != OK)
		return fail("no townships");
	if (write_only)
		instance_write(&instance, stdout);
	else
		status = run_bench(kind, &instance, rounds, argc > 3 ? argv + 3 : argv + argc);
	arena_free(&arena);
	return status;
}
