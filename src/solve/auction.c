/* The auction: finds prices near the right ones, in a few phases of a falling ε. In each all places are open again; students bid until
 * hardly one is left who wants to. What a price has been raised too far by a large ε comes off again before the next phase. Neither
 * the pairs nor the prices need be exact afterwards: settle.c keeps what fits, the searches mend the rest, which is cheap by then.
 *
 * Students begin in small groups that lie near each other, and each group is served before the next begins: the same few lists and
 * prices are read again while they are in the cache, where one queue of all would go round through the whole memory. */
#include "solve/auction.h"

enum {
	first_share = 12,	/* of the greatest score: the first ε; the coarse prices have done the rest */
	divisor = 7,		/* of one ε for the next */
	last_step = 4,		/* the searches are faster than a phase of a smaller one */
	lower_by = 3,		/* times ε, between two phases */
	group = 64, left_over = 1
};

static void begin_phase(struct auction *auction, int64_t lower)
{
	struct solver *const solver = auction->solver;

	for (uint32_t f = 0; f < solver->family_count; f++) {
		if (solver->family[f].holders.room == 0)
			continue;
		solver->family[f].holders.count = 0;
		solver->price[f] = solver->price[f] > lower ? solver->price[f] - lower : 0;
	}
	for (uint32_t s = 0; s < solver->student_count; s++) {
		solver->student[s].held_count = 0;
		auction->others[s] += auction->others[s] < FAR ? lower : 0;
	}
}

static void run_phase(struct auction *auction)
{
	const uint32_t students = auction->solver->student_count;

	for (uint32_t s = 0; s < students;) {
		for (uint32_t end = s + group; s < end && s < students; s++)
			auction_enqueue(auction, s);
		while (auction->length > left_over)
			solve_bid(auction, auction_dequeue(auction));
	}
	while (auction->length > 0)
		auction_dequeue(auction);
}

static enum err alloc_auction(struct auction *auction)
{
	const struct solver *const solver = auction->solver;
	const size_t students = solver->student_count + (size_t)1;

	auction->slot_price = malloc((solver->holder_pool.count + (size_t)1) * sizeof *auction->slot_price);
	auction->others = malloc(students * sizeof *auction->others);
	auction->queued = calloc(students, sizeof *auction->queued);
	auction->queue = solver->touched;
	if (auction->slot_price == NULL || auction->others == NULL || auction->queued == NULL)
		return E_BUSY;
	for (uint32_t s = 0; s < solver->student_count; s++)
		auction->others[s] = FAR;
	return OK;
}

enum err solve_by_auction(struct solver *solver)
{
	struct auction auction = { .solver = solver, .step = solver->input.score_max / first_share };
	int64_t lower = 0;
	const enum err err = alloc_auction(&auction);

	while (err == OK) {
		if (auction.step < last_step)
			auction.step = last_step;
		begin_phase(&auction, lower);
		run_phase(&auction);
		if (auction.step == last_step)
			break;
		lower = lower_by * auction.step;
		auction.step /= divisor;
	}
	free(auction.slot_price);
	free(auction.others);
	free(auction.queued);
	return err;
}
