/* Prices are given: which pairs fit them? Afterwards the certificate holds but for two kinds of gaps, which the searches close:
 * students that have taken more places than they hold, and families that have room and a price. */
#include "solve/state.h"

/* By the student's list: the searches have just read it. */
uint16_t solve_score(const struct solver *solver, uint32_t s, uint32_t f)
{
	const struct edge *edge = edges_of_student(solver, s);

	while (edge->to != f)
		edge++;
	return edge->score;
}

void solve_hold(struct solver *solver, uint32_t s, uint32_t f, uint16_t score)
{
	struct student *const student = &solver->student[s];
	struct span *const holders = &solver->family[f].holders;

	CHECK(student->held_count < student->places && held_at(student, f) < 0 && has_room(&solver->family[f]));
	note_change(solver, 2 * s, MOVED);
	note_change(solver, 2 * f + 1, MOVED);
	student->held[student->held_count] = f;
	student->held_score[student->held_count++] = score;
	solver->holders[holders->at + holders->count++] = s;
}

uint16_t solve_release(struct solver *solver, uint32_t s, uint32_t f)
{
	struct student *const student = &solver->student[s];
	struct span *const holders = &solver->family[f].holders;
	uint32_t *const list = solver->holders + holders->at;
	const int i = held_at(student, f);
	const uint16_t score = student->held_score[i];

	CHECK(i >= 0);
	note_change(solver, 2 * s, MOVED);
	note_change(solver, 2 * f + 1, MOVED);
	student->held_count--;
	student->held[i] = student->held[student->held_count];
	student->held_score[i] = student->held_score[student->held_count];
	for (uint32_t j = 0; j < holders->count; j++)
		if (list[j] == s) {
			list[j] = list[--holders->count];
			break;
		}
	return score;
}

/* A family that nobody holds asks as much as anybody would give, so that no student leaves another for it before it is known who should. */
void solve_settle_family(struct solver *solver, uint32_t f)
{
	const struct edge *const list = edges_of_family(solver, f);
	int64_t price = 0;

	if (solver->family[f].holders.count > 0)
		return;
	for (uint32_t i = 0; i < solver->family[f].edges.count; i++) {
		const int64_t worth = list[i].score - solver->level[list[i].to];

		if (worth > price)
			price = worth;
	}
	solver->price[f] = price;
}

/* The best profit among the edges the student does not hold; -FAR: there is none. */
static int64_t best_unheld(const struct solver *solver, uint32_t s)
{
	const struct student *const student = &solver->student[s];
	const struct edge *const list = edges_of_student(solver, s);
	int64_t best = -FAR;

	for (uint32_t i = 0; i < student->edges.count; i++) {
		const int64_t value = profit(solver, list[i].to, list[i].score);

		if (value > best && held_at(student, list[i].to) < 0)
			best = value;
	}
	return best;
}

uint32_t solve_least_held(const struct solver *solver, const struct student *student)
{
	uint32_t least = 0;

	for (uint32_t i = 1; i < student->held_count; i++)
		if (profit(solver, student->held[i], student->held_score[i]) <
		    profit(solver, student->held[least], student->held_score[least]))
			least = i;
	return least;
}

void solve_settle(struct solver *solver, uint32_t s)
{
	struct student *const student = &solver->student[s];
	int64_t level = best_unheld(solver, s);

	while (student->held_count > 0) {
		const uint32_t least = solve_least_held(solver, student);
		const int64_t value = profit(solver, student->held[least], student->held_score[least]);

		if (value >= level && value + place_worth(solver, student->held_count) >= 0)
			break;
		solve_release(solver, s, student->held[least]);
		if (value > level)
			level = value;
	}
	if (student->held_count > 0 && level < -place_worth(solver, student->held_count))
		level = -place_worth(solver, student->held_count);
	if (level == -FAR)
		level = -place_worth(solver, 1);
	if (student->places == 0)
		level = closed_price(solver);	/* above every profit: nothing is ever good enough */
	solver->level[s] = level;
	student->taken = student->held_count;
	while (student->taken < student->places && level + place_worth(solver, student->taken + 1U) > 0)
		student->taken++;
}
