/* What one change costs: families and students leave, return and register, edges change, each followed by a repair.
 *
 *	change_bench KIND CHANGES	KIND as of solve_bench
 *
 * Prints `NAME COUNT P50 P99 MOST` for each sort of change and for all of them, in microseconds of processor time, certificate and all.
 * In the end the result must be as good as a fresh solve of what the instance has become. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "solve/assignment.h"
#include "solve_instance.h"
#include "solve_land.h"

enum { seed = 20181123, score_most = 1000 };
enum sort { FAMILY_LEAVES, FAMILY_RETURNS, FAMILY_REGISTERS, STUDENT_LEAVES, STUDENT_RETURNS, STUDENT_REGISTERS, SCORE_CHANGES,
	    EDGE_GOES, EDGE_COMES, SORTS };

static const char *const sort_names[SORTS] = { "family-leaves", "family-returns", "family-registers", "student-leaves", "student-returns",
					       "student-registers", "score-changes", "edge-goes", "edge-comes" };

struct late_edge {
	uint32_t student, family;
	uint16_t score;
};

/* The instance as the changes leave it. Who registers takes the edges of somebody who is there: neighbours. */
struct bench {
	struct arena arena;
	struct dice dice;
	struct instance instance;
	struct solver *solver;
	uint32_t students, families;	/* those that registered late included */
	bool *gone;			/* [edge] */
	struct late_edge *late;
	uint32_t late_count, late_room;
	uint32_t *away;			/* families, then students, that left */
	uint32_t families_away, students_away, *student_away;
	uint32_t *candidate_first, *candidate;	/* students by family */
	uint8_t *places;		/* as they are now; the instance keeps what they were */
	uint32_t *capacity;
	double *spent[SORTS];
	uint32_t count[SORTS];
};

static void must(enum err err, const char *what)
{
	if (err == OK)
		return;
	fprintf(stderr, "change_bench: %s: %s\n", what, err_name(err));
	exit(1);
}

static double cpu_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void list_candidates(struct bench *bench)
{
	const struct instance *const in = &bench->instance;
	uint32_t *const first = bench->candidate_first = ARENA_ARRAY(&bench->arena, uint32_t, in->family_count + (size_t)2);

	bench->candidate = ARENA_ARRAY(&bench->arena, uint32_t, in->edge_count);
	for (uint32_t e = 0; e < in->edge_count; e++)
		first[in->family[e] + 2]++;
	for (uint32_t f = 0; f < in->family_count; f++)
		first[f + 2] += first[f + 1];
	for (uint32_t s = 0; s < in->student_count; s++)
		for (uint32_t e = in->first[s]; e < in->first[s + 1]; e++)
			bench->candidate[first[in->family[e] + 1]++] = s;
}

static uint16_t draw_score(struct bench *bench)
{
	return (uint16_t)(score_most / 4 + dice_below(&bench->dice, score_most / 2));
}

static void add_edge(struct bench *bench, uint32_t student, uint32_t family)
{
	const uint16_t score = draw_score(bench);

	if (bench->late_count == bench->late_room)
		exit(1);
	bench->late[bench->late_count++] = (struct late_edge){ student, family, score };
	must(solver_set_score(bench->solver, student, family, score), "a new edge");
}

static void register_family(struct bench *bench)
{
	const uint32_t like = dice_below(&bench->dice, bench->instance.family_count);
	uint32_t family;

	must(solver_add_family(bench->solver, 1, &family), "a new family");
	bench->capacity[family] = 1;
	bench->families = family + 1;
	for (uint32_t i = bench->candidate_first[like]; i < bench->candidate_first[like + 1]; i++)
		add_edge(bench, bench->candidate[i], family);
}

static void register_student(struct bench *bench)
{
	const uint32_t like = dice_below(&bench->dice, bench->instance.student_count);
	uint32_t student;

	must(solver_add_student(bench->solver, 2, &student), "a new student");
	bench->places[student] = 2;
	bench->students = student + 1;
	for (uint32_t e = bench->instance.first[like]; e < bench->instance.first[like + 1]; e++)
		add_edge(bench, student, bench->instance.family[e]);
}

static void leave_family(struct bench *bench)
{
	const uint32_t family = dice_below(&bench->dice, bench->instance.family_count);

	if (bench->capacity[family] == 0)
		return;
	bench->away[bench->families_away++] = family;
	bench->capacity[family] = 0;
	must(solver_set_capacity(bench->solver, family, 0), "a family leaves");
}

static void return_family(struct bench *bench)
{
	if (bench->families_away == 0)
		return;
	const uint32_t family = bench->away[--bench->families_away];

	bench->capacity[family] = bench->instance.capacity[family];
	must(solver_set_capacity(bench->solver, family, bench->capacity[family]), "a family returns");
}

static void leave_student(struct bench *bench)
{
	const uint32_t student = dice_below(&bench->dice, bench->instance.student_count);

	if (bench->places[student] == 0)
		return;
	bench->student_away[bench->students_away++] = student;
	bench->places[student] = 0;
	must(solver_set_places(bench->solver, student, 0), "a student leaves");
}

static void return_student(struct bench *bench)
{
	if (bench->students_away == 0)
		return;
	const uint32_t student = bench->student_away[--bench->students_away];

	bench->places[student] = bench->instance.places[student];
	must(solver_set_places(bench->solver, student, bench->places[student]), "a student returns");
}

/* An edge of the instance: its score changes, or it goes, or one that went comes again. */
static void change_edge(struct bench *bench, enum sort sort)
{
	const struct instance *const in = &bench->instance;
	const uint32_t student = dice_below(&bench->dice, in->student_count);
	const uint32_t degree = in->first[student + 1] - in->first[student];

	if (degree == 0)
		return;
	const uint32_t e = in->first[student] + dice_below(&bench->dice, degree);

	if (sort == EDGE_GOES && !bench->gone[e]) {
		bench->gone[e] = true;
		must(solver_drop_edge(bench->solver, student, in->family[e]), "an edge goes");
	} else if (sort != EDGE_GOES && bench->gone[e] == (sort == EDGE_COMES)) {
		bench->gone[e] = false;
		in->score[e] = draw_score(bench);
		must(solver_set_score(bench->solver, student, in->family[e], in->score[e]), "a score changes");
	}
}

static void change(struct bench *bench, enum sort sort)
{
	static void (*const changes[])(struct bench *) = {
		[FAMILY_LEAVES] = leave_family, [FAMILY_RETURNS] = return_family, [FAMILY_REGISTERS] = register_family,
		[STUDENT_LEAVES] = leave_student, [STUDENT_RETURNS] = return_student, [STUDENT_REGISTERS] = register_student };
	struct fault fault = { 0 };
	const double begun = cpu_now();

	if (sort < SCORE_CHANGES)
		changes[sort](bench);
	else
		change_edge(bench, sort);
	if (solver_repair(bench->solver, &fault) != OK) {
		fprintf(stderr, "change_bench: %s: %s\n", sort_names[sort], fault.text);
		exit(1);
	}
	bench->spent[sort][bench->count[sort]++] = (cpu_now() - begun) * 1e6;
}

static void add_late_edges(const struct bench *bench, uint32_t *end, uint32_t *family, uint16_t *score)
{
	for (uint32_t i = 0; i < bench->late_count; i++) {
		family[end[bench->late[i].student]] = bench->late[i].family;
		score[end[bench->late[i].student]++] = bench->late[i].score;
	}
}

/* The instance as it is now, from nothing. */
static void solve_afresh(struct bench *bench, struct assignment_totals *out)
{
	const struct instance *const in = &bench->instance;
	uint32_t *const first = ARENA_ARRAY(&bench->arena, uint32_t, bench->students + (size_t)1);
	uint32_t *const end = ARENA_ARRAY(&bench->arena, uint32_t, bench->students);
	uint32_t *const family = ARENA_ARRAY(&bench->arena, uint32_t, in->edge_count + bench->late_count);
	uint16_t *const score = ARENA_ARRAY(&bench->arena, uint16_t, in->edge_count + bench->late_count);
	const struct assignment now = {
		.student_count = bench->students, .family_count = bench->families, .places = bench->places, .capacity = bench->capacity,
		.first = first, .family = family, .score = score, .score_max = score_most };
	struct solver *solver;

	for (uint32_t i = 0; i < bench->late_count; i++)
		first[bench->late[i].student + 1]++;
	for (uint32_t s = 0; s < bench->students; s++) {
		end[s] = first[s];
		for (uint32_t e = s < in->student_count ? in->first[s] : 0; s < in->student_count && e < in->first[s + 1]; e++) {
			if (bench->gone[e])
				continue;
			family[end[s]] = in->family[e];
			score[end[s]++] = in->score[e];
		}
		first[s + 1] += end[s];
	}
	add_late_edges(bench, end, family, score);
	must(solver_new(&now, &solver, NULL), "a fresh solver");
	must(solver_run(solver, NULL), "a fresh run");
	solver_totals(solver, out);
	solver_free(solver);
}

static int by_time(const void *one, const void *other)
{
	const double a = *(const double *)one, b = *(const double *)other;

	return (a > b) - (a < b);
}

static void report(const char *name, double *spent, uint32_t count)
{
	qsort(spent, count, sizeof *spent, by_time);
	printf("%s %" PRIu32 " %.1f %.1f %.1f\n", name, count, spent[count / 2], spent[count - 1 - count / 100], spent[count - 1]);
}

static void run(struct bench *bench, uint32_t changes)
{
	struct assignment_totals repaired, fresh;
	double *const all = ARENA_ARRAY(&bench->arena, double, changes);
	uint32_t total = 0;

	for (uint32_t i = 0; i < changes; i++)
		change(bench, (enum sort)(i % SORTS));
	solver_totals(bench->solver, &repaired);
	solve_afresh(bench, &fresh);
	if (memcmp(&repaired, &fresh, sizeof fresh) != 0) {
		fprintf(stderr, "change_bench: a fresh solve finds another optimum\n");
		exit(1);
	}
	for (int sort = 0; sort < SORTS; sort++) {
		memcpy(all + total, bench->spent[sort], bench->count[sort] * sizeof *all);
		total += bench->count[sort];
		report(sort_names[sort], bench->spent[sort], bench->count[sort]);
	}
	report("all", all, total);
}

static void prepare(struct bench *bench, uint32_t changes)
{
	const struct instance *const in = &bench->instance;
	const struct assignment assignment = {
		.student_count = in->student_count, .family_count = in->family_count, .places = in->places, .capacity = in->capacity,
		.first = in->first, .family = in->family, .score = in->score, .score_max = score_most };

	bench->dice.state = seed;
	bench->students = in->student_count;
	bench->families = in->family_count;
	bench->gone = ARENA_ARRAY(&bench->arena, bool, in->edge_count);
	bench->late_room = changes * 64;
	bench->late = ARENA_ARRAY(&bench->arena, struct late_edge, bench->late_room);
	bench->away = ARENA_ARRAY(&bench->arena, uint32_t, changes);
	bench->student_away = ARENA_ARRAY(&bench->arena, uint32_t, changes);
	bench->places = ARENA_ARRAY(&bench->arena, uint8_t, in->student_count + changes);
	bench->capacity = ARENA_ARRAY(&bench->arena, uint32_t, in->family_count + changes);
	memcpy(bench->places, in->places, in->student_count * sizeof *in->places);
	memcpy(bench->capacity, in->capacity, in->family_count * sizeof *in->capacity);
	for (int sort = 0; sort < SORTS; sort++)
		bench->spent[sort] = ARENA_ARRAY(&bench->arena, double, changes);
	list_candidates(bench);
	must(solver_new(&assignment, &bench->solver, NULL), "a solver");
	must(solver_run(bench->solver, NULL), "a run");
}

int main(int argc, char **argv)
{
	const struct instance_kind *const kind = instance_kind_find(argc == 3 ? argv[1] : "");
	const uint32_t changes = argc == 3 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0;
	struct bench bench = { .late_count = 0 };

	if (kind == NULL || changes < SORTS || changes > 1000000) {
		fprintf(stderr, "usage: change_bench KIND CHANGES\n");
		return 1;
	}
	arena_init(&bench.arena, 0);
	must(instance_make(&bench.arena, kind, seed, YM_SOURCE "/data/divisions.csv", &bench.instance), "townships");
	prepare(&bench, changes);
	run(&bench, changes);
	solver_free(bench.solver);
	arena_free(&bench.arena);
	return 0;
}
