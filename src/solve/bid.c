/* The forward side of the auction: students bid for families.
 *
 * Prices only rise while students bid, so what an edge brings only falls. The few best edges stand first in a student's list, and the
 * student remembers what the best of the others was worth: while enough of the few are better than that, the others need no look. */
#include "solve/auction.h"

enum { few = 8 };

/* Edges by profit, best first, that the student does not hold. */
struct choice {
	struct edge edge[ASSIGNMENT_PLACES + 1];
	int64_t value[ASSIGNMENT_PLACES + 1];
	uint32_t count;
};

/* The usual case: one place is open, the best and the second best are wanted. What is better is not to be foretold, so no branch asks. */
static void choose_two(const struct student *student, const struct edge *list, const int64_t *values, uint32_t count, struct choice *choice)
{
	const uint32_t held[] = { student->held_count > 0 ? student->held[0] : NOBODY, student->held_count > 1 ? student->held[1] : NOBODY,
				  student->held_count > 2 ? student->held[2] : NOBODY };
	int64_t best = -FAR, second = -FAR;
	uint32_t best_at = 0, second_at = 0;

	for (uint32_t i = 0; i < count; i++) {
		const uint32_t f = list[i].to;
		const bool mine = (f == held[0]) | (f == held[1]) | (f == held[2]);
		const int64_t value = mine ? -FAR : values[i];
		const bool is_best = value > best, is_second = value > second;

		second = is_best ? best : is_second ? value : second;
		second_at = is_best ? best_at : is_second ? i : second_at;
		best = is_best ? value : best;
		best_at = is_best ? i : best_at;
	}
	choice->count = (best > -FAR ? 1U : 0U) + (second > -FAR ? 1U : 0U);
	choice->value[0] = best;
	choice->value[1] = second;
	choice->edge[0] = list[best_at];
	choice->edge[1] = list[second_at];
}

static void choose_of(const struct student *student, const struct edge *list, const int64_t *values, uint32_t count, uint32_t most,
		      struct choice *choice)
{
	choice->count = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at;

		if ((choice->count == most && values[i] <= choice->value[most - 1]) || held_at(student, list[i].to) >= 0)
			continue;
		at = choice->count < most ? choice->count++ : most - 1;
		for (; at > 0 && choice->value[at - 1] < values[i]; at--) {
			choice->value[at] = choice->value[at - 1];
			choice->edge[at] = choice->edge[at - 1];
		}
		choice->value[at] = values[i];
		choice->edge[at] = list[i];
	}
}

static uint32_t least_of_few(const int64_t value[few])
{
	int64_t least = value[0];
	uint32_t at = 0;

	for (uint32_t i = 1; i < few; i++) {
		const bool is_less = value[i] < least;

		least = is_less ? value[i] : least;
		at = is_less ? i : at;
	}
	return at;
}

/* Bring the best few to the front, and their profits. Returns the best profit of the others. */
static int64_t sort_few_out(const struct solver *solver, struct edge *list, uint32_t count, int64_t value[few])
{
	uint32_t worst = least_of_few(value);
	int64_t others = -FAR;

	for (uint32_t i = few; i < count; i++) {
		const int64_t here = profit(solver, list[i].to, list[i].score);
		const struct edge better = list[i];

		if (here <= value[worst]) {
			others = here > others ? here : others;
			continue;
		}
		list[i] = list[worst];
		list[worst] = better;
		others = value[worst];
		value[worst] = here;
		worst = least_of_few(value);
	}
	return others;
}

static void choose(struct auction *auction, uint32_t s, uint32_t most, struct choice *choice)
{
	const struct solver *const solver = auction->solver;
	const struct student *const student = &solver->student[s];
	const uint32_t count = student->edges.count < few ? student->edges.count : few;
	struct edge *const list = edges_of_student(solver, s);
	bool looked = student->edges.count <= few;
	int64_t values[few];

	for (uint32_t i = 0; i < count; i++)
		values[i] = profit(solver, list[i].to, list[i].score);
	while (true) {
		if (most == 2 && count > 0)
			choose_two(student, list, values, count, choice);
		else
			choose_of(student, list, values, count, most, choice);
		if (looked || (choice->count == most && choice->value[most - 1] >= auction->others[s]))
			return;
		auction->others[s] = sort_few_out(solver, list, student->edges.count, values);
		looked = true;
	}
}

static void lose(struct auction *auction, uint32_t s, uint32_t f)
{
	struct student *const student = &auction->solver->student[s];
	const int i = held_at(student, f);

	CHECK(i >= 0);
	student->held_count--;
	student->held[i] = student->held[student->held_count];
	student->held_score[i] = student->held_score[student->held_count];
	auction_enqueue(auction, s);
}

static void sell(struct auction *auction, uint32_t s, const struct edge *edge, int64_t bid)
{
	struct solver *const solver = auction->solver;
	struct span *const holders = &solver->family[edge->to].holders;
	struct student *const student = &solver->student[s];
	int64_t *const price = auction->slot_price + holders->at;
	uint32_t *const holder = solver->holders + holders->at, at = holders->count, lowest = 0;

	if (holders->count < holders->room) {
		holders->count++;
	} else {
		at = 0;
		for (uint32_t i = 1; i < holders->room; i++)
			if (price[i] < price[at])
				at = i;
		lose(auction, holder[at], edge->to);
	}
	holder[at] = s;
	price[at] = bid;
	for (uint32_t i = 1; i < holders->count; i++)
		if (price[i] < price[lowest])
			lowest = i;
	if (holders->count == holders->room)
		solver->price[edge->to] = price[lowest];
	student->held[student->held_count] = edge->to;
	student->held_score[student->held_count++] = edge->score;
}

/* For all open places at once: for each family so much that it is as good, less ε, as the best one left over, or as an empty place. */
void solve_bid(struct auction *auction, uint32_t s)
{
	struct solver *const solver = auction->solver;
	const struct student *const student = &solver->student[s];
	const uint32_t held = student->held_count, open = student->places - held;
	struct choice choice;
	uint32_t bids = 0;
	int64_t rest;

	if (open == 0)
		return;
	choose(auction, s, open + 1, &choice);
	while (bids < open && bids < choice.count && choice.value[bids] + place_worth(solver, held + bids + 1) >= 0)
		bids++;
	if (bids == 0)
		return;
	rest = -place_worth(solver, held + bids);
	if (bids < choice.count && choice.value[bids] > rest)
		rest = choice.value[bids];
	for (uint32_t i = 0; i < bids; i++) {
		const struct edge *const edge = &choice.edge[i];

		sell(auction, s, edge, solver->price[edge->to] + choice.value[i] - rest + auction->step);
	}
}
