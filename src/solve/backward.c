/* The mirror of forward.c: Dijkstra from a family that has room and a price. Ways go from a family to a student that does not hold it
 * (who moves here) and from a student to a family it holds (which it leaves); they end at a student with an empty place, or at a
 * family that may stand empty because its price comes down to 0: also the first one. Prices fall and levels rise on the way.
 * A student is only a step to its families: families alone wait in the heap. */
#include "solve/heap.h"

static void enter_student(struct solver *solver, uint32_t s, struct way *best)
{
	const struct student *const student = &solver->student[s];
	const int64_t base = solver->label[2 * s].distance - solver->level[s];

	CHECK(student->taken == student->held_count);
	if (student->taken < student->places) {
		const int64_t there = base - place_worth(solver, student->taken + 1U);

		CHECK(there >= solver->label[2 * s].distance);
		if (there < best->length)
			*best = (struct way){ there, 2 * s };
	}
	for (uint32_t i = 0; i < student->held_count; i++) {
		const uint32_t f = student->held[i];
		const int64_t there = base + profit(solver, f, student->held_score[i]);

		if (there >= best->length)
			continue;
		if (solver->label[2 * f + 1].distance == FAR)
			fetch_edges(edges_of_family(solver, f), solver->family[f].edges.count);
		heap_reach(solver, 2 * f + 1, there, 2 * s);
	}
}

static void enter_students(struct solver *solver, uint32_t f, struct near *near, uint32_t count, struct way *best)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		__builtin_prefetch(&solver->label[2 * near[i].node]);
		__builtin_prefetch(&solver->student[near[i].node]);
	}
	for (uint32_t i = 0; i < count; i++) {
		const uint32_t s = near[i].node;

		if (near[i].distance >= best->length || near[i].distance >= solver->label[2 * s].distance ||
		    held_at(&solver->student[s], f) >= 0)
			continue;
		heap_label(solver, 2 * s, near[i].distance, 2 * f + 1);
		near[kept++].node = s;
	}
	for (uint32_t i = 0; i < kept; i++) {
		const struct student *const student = &solver->student[near[i].node];

		for (uint32_t j = 0; j < student->held_count; j++) {
			__builtin_prefetch(&solver->label[2 * student->held[j] + 1]);
			__builtin_prefetch(&solver->family[student->held[j]]);
		}
	}
	for (uint32_t i = 0; i < kept; i++)
		enter_student(solver, near[i].node, best);
}

static void leave_family(struct solver *solver, uint32_t f, struct way *best)
{
	const struct edge *const list = edges_of_family(solver, f);
	const uint32_t edges = solver->family[f].edges.count;
	const int64_t base = solver->label[2 * f + 1].distance + solver->price[f];
	struct near near[search_piece];

	if (base < best->length)
		*best = (struct way){ base, 2 * f + 1 };
	for (uint32_t i = 0; i < edges;) {
		uint32_t count = 0;

		for (const uint32_t end = i + search_piece; i < end && i < edges; i++) {
			near[count] = (struct near){ list[i].to, base + solver->level[list[i].to] - list[i].score };
			count += near[count].distance < best->length;
		}
		enter_students(solver, f, near, count, best);
	}
}

static void lower_prices(struct solver *solver, int64_t length)
{
	for (uint32_t i = 0; i < solver->touched_count; i++) {
		const uint32_t node = solver->touched[i];
		const int64_t nearer = length - solver->label[node].distance;

		if (nearer <= 0)
			continue;
		note_change(solver, node, node % 2 == 1 ? FELL : ROSE);
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
		note_change(solver, node, MOVED);
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
	struct way best = { search_first, NOBODY };

	CHECK(has_room(&solver->family[f]) && solver->price[f] > 0);
	heap_reach(solver, 2 * f + 1, 0, NOBODY);
	while (true) {
		while (heap_has_nearer(solver, best.length))
			leave_family(solver, heap_pop(solver) / 2, &best);
		if (best.end != NOBODY)
			break;
		best.length = search_farther(best.length);
		for (uint32_t i = 0, reached = solver->touched_count; i < reached; i++)
			(solver->touched[i] % 2 == 0 ? enter_student : leave_family)(solver, solver->touched[i] / 2, &best);
	}
	lower_prices(solver, best.length);
	move_along(solver, f, best.end);
	heap_clear(solver);
}
