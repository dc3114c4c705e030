/* The problem without scores: how many first, second, third, fourth places can there be, and what does a place cost where there are
 * too few families? Its prices are whole units B, and they keep the auction from raising prices to that height step by step.
 *
 * Level r = 0: all prices 0; find as many pairs as possible. From the students that still miss a place walk to everything they can
 * reach by moves: there all is taken. In that region a family costs one unit more, r + 1, and a student's place 5 - (r + 1) is worth
 * just that, so it may be given up to let another move. Find as many such moves as possible; what the rest reach is the next region,
 * inside the last; and so on until first places are given up, which leaves nobody missing. */
#include "solve/state.h"

struct coarse {
	struct solver *solver;
	int64_t price;			/* of the level being worked on */
	uint8_t yields;			/* a student with so many places taken may give one up; level 0: none */
	int64_t pass;			/* what was reached in this pass has it as its label's distance */
	uint32_t *stack;		/* students reached, not yet left; behind the list of those that miss a place */
	uint32_t count;
};

static void reach_students(struct coarse *coarse, uint32_t f, uint32_t from)
{
	struct solver *const solver = coarse->solver;
	const struct span holders = solver->family[f].holders;

	solver->label[2 * f + 1].distance = coarse->pass;
	solver->label[2 * f + 1].from = 2 * from;
	for (uint32_t i = 0; i < holders.count; i++) {
		struct label *const label = &solver->label[2 * solver->holders[holders.at + i]];

		if (label->distance == coarse->pass)
			continue;
		label->distance = coarse->pass;
		label->from = 2 * f + 1;
		coarse->stack[coarse->count++] = solver->holders[holders.at + i];
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

		if (solver->label[2 * f + 1].distance == coarse->pass || solver->price[f] != coarse->price || held_at(student, f) >= 0)
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
		struct label *const label = &coarse->solver->label[2 * coarse->stack[--coarse->count]];

		label->distance = FAR;
		if (label->from != NOBODY)
			coarse->solver->label[label->from].distance = FAR;
	}
}

static bool find_place(struct coarse *coarse, uint32_t start)
{
	struct solver *const solver = coarse->solver;
	struct label *const label = &solver->label[2 * start];

	if (label->distance == coarse->pass)
		return false;
	label->distance = coarse->pass;
	label->from = NOBODY;
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
		coarse->pass--;
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
		if (solver->label[2 * s].distance == coarse->pass && solver->student[s].taken > coarse->yields)
			coarse->yields = solver->student[s].taken;
	coarse->price = place_worth(solver, coarse->yields);
	for (uint32_t f = 0; f < solver->family_count; f++)
		if (solver->label[2 * f + 1].distance == coarse->pass)
			solver->price[f] = coarse->price;
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
static void begin(struct solver *solver)
{
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

void solve_coarsely(struct solver *solver)
{
	struct coarse coarse = { .solver = solver, .pass = FAR };
	uint32_t count;

	begin(solver);
	while ((count = list_missing(solver, solver->touched)) > 0) {
		coarse.stack = solver->touched + count;
		find_places(&coarse, solver->touched, count);
		if (list_missing(solver, solver->touched) > 0)
			raise_region(&coarse);
	}
	solve_clear_labels(solver);
}
