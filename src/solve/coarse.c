/* The problem without scores: how many first, second, third, fourth places can there be, and what does a place cost where there are
 * too few families? Its prices are whole units B, and they keep the auction from raising prices to that height step by step.
 *
 * Level r = 0: all prices 0; find as many pairs as possible. From the students that still miss a place walk to everything they can
 * reach by moves: there all is taken. In that region a family costs one unit more, r + 1, and a student's place 5 - (r + 1) is worth
 * just that, so it may be given up to let another move. Find as many such moves as possible; what the rest reach is the next region,
 * inside the last; and so on until first places are given up, which leaves nobody missing. */
#include "solve/state.h"

#define OUTSIDE UINT32_MAX

struct coarse {
	struct solver *solver;
	uint8_t yields;			/* a student with so many places taken may give one up; level 0: none */
	uint32_t pass;
	uint32_t *seen_student, *seen_family;	/* the pass that reached it last; OUTSIDE: the region does not have it any more */
	uint32_t *stack;		/* students reached, not yet left; behind the list of those that miss a place */
	uint32_t count;
};

static void reach_students(struct coarse *coarse, uint32_t f, uint32_t from)
{
	struct solver *const solver = coarse->solver;
	const struct span holders = solver->family[f].holders;

	coarse->seen_family[f] = coarse->pass;
	solver->label[2 * f + 1].from = 2 * from;
	for (uint32_t i = 0; i < holders.count; i++) {
		const uint32_t s = solver->holders[holders.at + i];

		if (coarse->seen_student[s] == coarse->pass)
			continue;
		coarse->seen_student[s] = coarse->pass;
		solver->label[2 * s].from = 2 * f + 1;
		coarse->stack[coarse->count++] = s;
	}
}

/* Reach all families next to the student. One that has room ends the search. */
static uint32_t leave(struct coarse *coarse, uint32_t s)
{
	struct solver *const solver = coarse->solver;
	const struct student *const student = &solver->student[s];
	const struct edge *const list = edges_of_student(solver, s);

	for (uint32_t i = 0; i < student->edges.count; i++) {
		const uint32_t f = list[i].to;

		if (coarse->seen_family[f] >= coarse->pass || held_at(student, f) >= 0)
			continue;
		if (has_room(&solver->family[f])) {
			solver->label[2 * f + 1].from = 2 * s;
			return 2 * f + 1;
		}
		reach_students(coarse, f, s);
	}
	return NOBODY;
}

/* What was reached but not left may be reached again in this pass. */
static void drop_stack(struct coarse *coarse)
{
	while (coarse->count > 0) {
		const uint32_t s = coarse->stack[--coarse->count], from = coarse->solver->label[2 * s].from;

		coarse->seen_student[s] = 0;
		if (from != NOBODY)
			coarse->seen_family[from / 2] = 0;
	}
}

static bool find_place(struct coarse *coarse, uint32_t start)
{
	struct solver *const solver = coarse->solver;

	if (coarse->seen_student[start] == coarse->pass)
		return false;
	coarse->seen_student[start] = coarse->pass;
	solver->label[2 * start].from = NOBODY;
	coarse->stack[coarse->count++] = start;
	while (coarse->count > 0) {
		const uint32_t s = coarse->stack[--coarse->count];
		uint32_t end = 2 * s;

		if (solver->student[s].taken != coarse->yields)
			end = leave(coarse, s);
		if (end == NOBODY)
			continue;
		solve_move_along(solver, start, end);
		drop_stack(coarse);
		return true;
	}
	return false;
}

static bool misses_place(const struct student *student)
{
	return student->taken > student->held_count;
}

/* As many moves as there are at this level. The last pass, which finds none, reaches exactly the next region. */
static void find_places(struct coarse *coarse, const uint32_t *missing, uint32_t count)
{
	struct solver *const solver = coarse->solver;
	uint32_t found;

	do {
		found = 0;
		coarse->pass++;
		for (uint32_t i = 0; i < count; i++)
			while (misses_place(&solver->student[missing[i]]) && find_place(coarse, missing[i]))
				found++;
	} while (found > 0);
}

/* Raise the region to the first level at which somebody in it yields. */
static void raise_region(struct coarse *coarse)
{
	struct solver *const solver = coarse->solver;

	coarse->yields = 0;
	for (uint32_t s = 0; s < solver->student_count; s++)
		if (coarse->seen_student[s] == coarse->pass && solver->student[s].taken > coarse->yields)
			coarse->yields = solver->student[s].taken;
	for (uint32_t f = 0; f < solver->family_count; f++)
		if (coarse->seen_family[f] == coarse->pass)
			solver->price[f] = place_worth(solver, coarse->yields);
		else
			coarse->seen_family[f] = OUTSIDE;
}

/* The students that miss a place, and how many. */
static uint32_t list_missing(const struct solver *solver, uint32_t *missing)
{
	uint32_t count = 0;

	for (uint32_t s = 0; s < solver->student_count; s++)
		if (misses_place(&solver->student[s]))
			missing[count++] = s;
	return count;
}

/* Nobody takes more places than there are edges to families with any room. */
static void begin(struct coarse *coarse)
{
	struct solver *const solver = coarse->solver;

	for (uint32_t f = 0; f < solver->family_count; f++)
		if (solver->family[f].holders.room == 0)
			coarse->seen_family[f] = OUTSIDE;
	for (uint32_t s = 0; s < solver->student_count; s++) {
		const struct edge *const list = edges_of_student(solver, s);
		struct student *const student = &solver->student[s];
		uint32_t open = 0;

		for (uint32_t i = 0; i < student->edges.count; i++) {
			open += solver->family[list[i].to].holders.room > 0;
			if (student->held_count < student->places && has_room(&solver->family[list[i].to]))
				solve_hold(solver, s, list[i].to, list[i].score);
		}
		student->taken = open < student->places ? (uint8_t)open : student->places;
	}
}

static void climb(struct coarse *coarse)
{
	struct solver *const solver = coarse->solver;
	uint32_t count;

	while ((count = list_missing(solver, solver->touched)) > 0) {
		coarse->stack = solver->touched + count;
		find_places(coarse, solver->touched, count);
		if (list_missing(solver, solver->touched) > 0)
			raise_region(coarse);
	}
}

enum err solve_coarsely(struct solver *solver)
{
	struct coarse coarse = { .solver = solver };
	enum err err = E_BUSY;

	coarse.seen_student = calloc(solver->student_count + (size_t)1, sizeof *coarse.seen_student);
	coarse.seen_family = calloc(solver->family_count + (size_t)1, sizeof *coarse.seen_family);
	if (coarse.seen_student != NULL && coarse.seen_family != NULL) {
		begin(&coarse);
		climb(&coarse);
		err = OK;
	}
	free(coarse.seen_student);
	free(coarse.seen_family);
	return err;
}
