/* The mirror of forward.c: Dijkstra from a family that has room and a price. Ways go from a family to a student that does not hold it
 * (who moves here) and from a student to a family it holds (which it leaves); they end at a student with an empty place, or at a
 * family that may stand empty because its price comes down to 0: also the first one. Prices fall and levels rise on the way. */
#include "solve/heap.h"

struct way {
	int64_t length;
	uint32_t end;		/* node */
};

static void enter_family(struct solver *solver, uint32_t f, struct way *best)
{
	const struct edge *const list = edges_of_family(solver, f);
	const int64_t distance = solver->label[2 * f + 1].distance, empty = distance + solver->price[f];

	if (empty < best->length)
		*best = (struct way){ empty, 2 * f + 1 };
	for (uint32_t i = 0; i < solver->family[f].edges.count; i++) {
		const uint32_t s = list[i].to;
		const int64_t there = distance + solver->level[s] - profit(solver, f, list[i].score);

		if (there < best->length && there < solver->label[2 * s].distance && held_at(&solver->student[s], f) < 0)
			heap_reach(solver, 2 * s, there, 2 * f + 1);
	}
}

static void enter_student(struct solver *solver, uint32_t s, struct way *best)
{
	const struct student *const student = &solver->student[s];
	const int64_t distance = solver->label[2 * s].distance;

	CHECK(student->taken == student->held_count);
	if (student->taken < student->places) {
		const int64_t there = distance - solver->level[s] - place_worth(solver, student->taken + 1U);

		CHECK(there >= distance);
		if (there < best->length)
			*best = (struct way){ there, 2 * s };
	}
	for (uint32_t i = 0; i < student->held_count; i++) {
		const uint32_t f = student->held[i];
		const int64_t there = distance + profit(solver, f, student->held_score[i]) - solver->level[s];

		if (there < best->length)
			heap_reach(solver, 2 * f + 1, there, 2 * s);
	}
}

static void lower_prices(struct solver *solver, int64_t length)
{
	for (uint32_t i = 0; i < solver->touched_count; i++) {
		const uint32_t node = solver->touched[i];
		const int64_t nearer = length - solver->label[node].distance;

		if (nearer <= 0)
			continue;
		note_change(solver, node);
		if (node % 2 == 1)
			solver->price[node / 2] -= nearer;
		else
			solver->level[node / 2] += nearer;
	}
}

static void move_along(struct solver *solver, uint32_t start, uint32_t end)
{
	uint32_t node = end;

	if (node % 2 == 0) {
		solver->student[node / 2].taken++;
		note_change(solver, node);
	} else if (node / 2 != start) {
		solve_release(solver, solver->label[node].from / 2, node / 2);
		node = solver->label[node].from;
	} else {
		return;
	}
	while (true) {
		const uint32_t s = node / 2, f = solver->label[node].from / 2, before = solver->label[2 * f + 1].from;

		if (f != start)
			solve_release(solver, before / 2, f);
		solve_hold(solver, s, f, solve_score(solver, s, f));
		if (f == start)
			break;
		node = before;
	}
}

void solve_backward(struct solver *solver, uint32_t f)
{
	struct way best = { FAR, NOBODY };

	CHECK(has_room(&solver->family[f]) && solver->price[f] > 0);
	heap_reach(solver, 2 * f + 1, 0, NOBODY);
	while (heap_has_nearer(solver, best.length)) {
		const uint32_t node = heap_pop(solver);

		if (node % 2 == 0)
			enter_student(solver, node / 2, &best);
		else
			enter_family(solver, node / 2, &best);
	}
	lower_prices(solver, best.length);
	move_along(solver, f, best.end);
	heap_clear(solver);
}
