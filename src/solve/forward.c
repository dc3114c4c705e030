/* Dijkstra from a student that misses a place. Ways go from a student to a family it does not hold (it moves there) and from a full
 * family to its holders (one must leave); they end at a family with room, or at a student that had better leave a place empty. Every
 * step costs what it falls short of its student's level, so no length is negative; the nodes nearer than the end have their
 * levels lowered and prices raised by what they are nearer, after which the way costs nothing and the certificate holds along it.
 *
 * A family is only a step to its holders: students alone wait in the heap. */
#include "solve/heap.h"

static void enter_family(struct solver *solver, uint32_t f, struct way *best)
{
	const struct span holders = solver->family[f].holders;
	const int64_t base = solver->label[2 * f + 1].distance - solver->price[f];

	if (has_room(&solver->family[f])) {
		if (solver->label[2 * f + 1].distance < best->length)
			*best = (struct way){ solver->label[2 * f + 1].distance, 2 * f + 1 };
		return;
	}
	for (uint32_t i = 0; i < holders.count; i++) {
		const uint32_t s = solver->holders[holders.at + i];
		const struct student *const student = &solver->student[s];
		const int64_t there = base + student->held_score[held_at(student, f)] - solver->level[s];

		if (there >= best->length)
			continue;
		if (solver->label[2 * s].distance == FAR)
			fetch_edges(edges_of_student(solver, s), student->edges.count);
		heap_reach(solver, 2 * s, there, 2 * f + 1);
	}
}

static void enter_families(struct solver *solver, uint32_t s, struct near *near, uint32_t count, struct way *best)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		__builtin_prefetch(&solver->label[2 * near[i].node + 1]);
		__builtin_prefetch(&solver->family[near[i].node]);
	}
	for (uint32_t i = 0; i < count; i++) {
		const uint32_t f = near[i].node;

		if (near[i].distance >= best->length || near[i].distance >= solver->label[2 * f + 1].distance ||
		    held_at(&solver->student[s], f) >= 0)
			continue;
		heap_label(solver, 2 * f + 1, near[i].distance, 2 * s);
		__builtin_prefetch(&solver->holders[solver->family[f].holders.at]);
		near[kept++].node = f;
	}
	for (uint32_t i = 0; i < kept; i++) {
		const struct span holders = solver->family[near[i].node].holders;

		if (holders.count == 0)
			continue;
		__builtin_prefetch(&solver->student[solver->holders[holders.at]]);
		__builtin_prefetch(&solver->level[solver->holders[holders.at]]);
		__builtin_prefetch(&solver->label[2 * solver->holders[holders.at]]);
	}
	for (uint32_t i = 0; i < kept; i++)
		enter_family(solver, near[i].node, best);
}

static void leave_student(struct solver *solver, uint32_t s, struct way *best)
{
	const struct student *const student = &solver->student[s];
	const int64_t base = solver->label[2 * s].distance + solver->level[s];
	const struct edge *const list = edges_of_student(solver, s);
	struct near near[search_piece];

	CHECK(student->taken > 0);
	if (base + place_worth(solver, student->taken) < best->length)
		*best = (struct way){ base + place_worth(solver, student->taken), 2 * s };
	for (uint32_t i = 0; i < student->edges.count;) {
		uint32_t count = 0;

		for (const uint32_t end = i + search_piece; i < end && i < student->edges.count; i++) {
			near[count] = (struct near){ list[i].to, base - profit(solver, list[i].to, list[i].score) };
			count += near[count].distance < best->length;
		}
		enter_families(solver, s, near, count, best);
	}
}

static void raise_prices(struct solver *solver, int64_t length)
{
	for (uint32_t i = 0; i < solver->touched_count; i++) {
		const uint32_t node = solver->touched[i];
		const int64_t nearer = length - solver->label[node].distance;

		if (nearer <= 0)
			continue;
		note_change(solver, node, node % 2 == 1 ? ROSE : FELL);
		if (node % 2 == 1)
			solver->price[node / 2] += nearer;
		else
			solver->level[node / 2] -= nearer;
	}
}

void solve_move_along(struct solver *solver, uint32_t start, uint32_t end)
{
	uint32_t node = end;

	if (node % 2 == 0) {
		solver->student[node / 2].taken--;
		note_change(solver, node, MOVED);
		if (node / 2 == start)
			return;
		node = solver->label[node].from;
		solve_release(solver, end / 2, node / 2);
	}
	while (true) {
		const uint32_t f = node / 2, s = solver->label[node].from / 2, before = solver->label[2 * s].from;

		if (s != start)
			solve_release(solver, s, before / 2);
		solve_hold(solver, s, f, solve_score(solver, s, f));
		if (s == start)
			break;
		node = before;
	}
}

void solve_forward(struct solver *solver, uint32_t s)
{
	struct way best = { search_first, NOBODY };

	CHECK(solver->student[s].taken > solver->student[s].held_count);
	heap_reach(solver, 2 * s, 0, NOBODY);
	while (true) {
		while (heap_has_nearer(solver, best.length))
			leave_student(solver, heap_pop(solver) / 2, &best);
		if (best.end != NOBODY)
			break;
		best.length = search_farther(best.length);
		for (uint32_t i = 0, reached = solver->touched_count; i < reached; i++)
			(solver->touched[i] % 2 == 0 ? leave_student : enter_family)(solver, solver->touched[i] / 2, &best);
	}
	raise_prices(solver, best.length);
	solve_move_along(solver, s, best.end);
	heap_clear(solver);
}
