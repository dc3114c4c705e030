/* What the auction and its bids share. */
#ifndef YM_SOLVE_AUCTION_H
#define YM_SOLVE_AUCTION_H

#include "solve/state.h"

struct auction {
	struct solver *solver;
	int64_t step;		/* ε: what a bid goes beyond the point where the bidder would as soon take the next family */
	int64_t *slot_price;	/* what each holder bid, beside solver->holders; a full family's price is the lowest of them */
	int64_t *others;	/* [student]: no edge behind the first few of its list has a greater profit */
	uint32_t *queue;	/* a ring of the students that have to bid: each once */
	uint8_t *queued;
	uint32_t head, length;
};

static inline void auction_enqueue(struct auction *auction, uint32_t s)
{
	uint32_t at;

	if (auction->queued[s])
		return;
	at = auction->head + auction->length++;
	if (at >= auction->solver->student_count)
		at -= auction->solver->student_count;
	auction->queue[at] = s;
	auction->queued[s] = true;
}

static inline uint32_t auction_dequeue(struct auction *auction)
{
	const uint32_t s = auction->queue[auction->head++];

	if (auction->head == auction->solver->student_count)
		auction->head = 0;
	auction->length--;
	auction->queued[s] = false;
	return s;
}

/* bid.c: the student bids for its open places. */
void solve_bid(struct auction *auction, uint32_t s);

#endif
