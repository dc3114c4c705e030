/* Dijkstra from a student that misses a place. Ways go from a student to a family it does not hold (it moves there) and from a full
 * family to its holders (one must leave); they end at a family with room, or at a student that had better leave a place empty. Every
 * step costs what it falls short of its student's level, so no length is negative; the nodes nearer than the end have their
 * levels lowered and prices raised by what they are nearer, after which the way costs nothing and the certificate holds along it. */
#include "solve/heap.h"

struct way {
	int64_t length;
	uint32_t end;		/* node */
};

static void leave_student(struct solver *solver, uint32_t s, struct way *best)
{
	const struct student *const student = &solver->student[s];
	const int64_t distance = solver->label[2 * s].distance, base = distance + solver->level[s];
	const struct edge *const list = edges_of_student(solver, s);

	CHECK(student->taken > 0);
	if (base + place_worth(solver, student->taken) < best->length)
		*best = (struct way){ base + place_worth(solver, student->taken), 2 * s };
	for (uint32_t i = 0; i < student->edges.count; i++) {
		const uint32_t f = list[i].to;
		const int64_t there = base - profit(solver, f, list[i].score);

		if (there >= best->length || there >= solver->label[2 * f + 1].distance || held_at(student, f) >= 0)
			continue;
		heap_reach(solver, 2 * f + 1, there, 2 * s);
		if (has_room(&solver->family[f]))
			*best = (struct way){ there, 2 * f + 1 };
	}
}

static void leave_family(struct solver *solver, uint32_t f, const struct way *best)
{
	const struct span holders = solver->family[f].holders;
	const int64_t distance = solver->label[2 * f + 1].distance;

	for (uint32_t i = 0; i < holders.count; i++) {
		const uint32_t s = solver->holders[holders.at + i];
		const struct student *const student = &solver->student[s];
		const int64_t there = distance + profit(solver, f, student->held_score[held_at(student, f)]) - solver->level[s];

		if (there < best->length)
			heap_reach(solver, 2 * s, there, 2 * f + 1);
	}
}

static void raise_prices(struct solver *solver, int64_t length)
{
	for (uint32_t i = 0; i < solver->touched_count; i++) {
		const uint32_t node = solver->touched[i];
		const int64_t nearer = length - solver->label[node].distance;

		if (nearer <= 0)
			continue;
		note_change(solver, node);
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
		note_change(solver, node);
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
	struct way best = { FAR, NOBODY };

	CHECK(solver->student[s].taken > solver->student[s].held_count);
	heap_reach(solver, 2 * s, 0, NOBODY);
	while (heap_has_nearer(solver, best.length)) {
		const uint32_t node = heap_pop(solver);

		if (node % 2 == 0)
			leave_student(solver, node / 2, &best);
		else if (!has_room(&solver->family[node / 2]))
			leave_family(solver, node / 2, &best);
	}
	raise_prices(solver, best.length);
	solve_move_along(solver, s, best.end);
	heap_clear(solver);
}
