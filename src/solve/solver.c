#include "solve/state.h"

enum err solver_new(const struct assignment *input, struct solver **out, struct fault *fault)
{
	struct solver *const solver = calloc(1, sizeof *solver);
	enum err err;

	if (solver == NULL)
		return E_BUSY;
	solver->bytes = sizeof *solver;
	solver->input = *input;
	err = solve_take_input(solver, fault);
	if (err != OK) {
		solver_free(solver);
		return err;
	}
	*out = solver;
	return OK;
}

void solver_free(struct solver *solver)
{
	if (solver == NULL)
		return;
	void *const owned[] = {
		solver->student, solver->family, solver->price, solver->student_of, solver->family_of, solver->student_id,
		solver->family_id, solver->student_edges, solver->family_edges, solver->holders, solver->label, solver->heap,
		solver->touched, solver };

	for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
		free(owned[i]);
}

/* Nothing is paired; a family that takes nobody costs more than any place is worth. */
static void begin(struct solver *solver)
{
	for (uint32_t f = 0; f < solver->family_count; f++) {
		solver->family[f].holders.count = 0;
		solver->price[f] = solver->family[f].holders.room == 0 ? closed_price(solver) : 0;
	}
	for (uint32_t s = 0; s < solver->student_count; s++)
		solver->student[s].held_count = 0;
}

/* Prices of an earlier run: a price is some units and some points, and the unit may have changed. */
static void take_prices(struct solver *solver)
{
	const int64_t unit = solver->input.price_unit;

	for (uint32_t f = 0; f < solver->family_count; f++) {
		const int64_t price = solver->input.prices[solver->family_id[f]];
		const int64_t units = price / unit + (price % unit > unit / 2);
		int64_t now;

		/* What no run of ours can have left would overflow later. */
		if (solver->price[f] != 0 || price <= 0 || units > ASSIGNMENT_PLACES + 1)
			continue;
		now = units * solver->unit + (price - units * unit);
		if (now > 0 && now <= (ASSIGNMENT_PLACES + 1) * solver->unit)
			solver->price[f] = now;
	}
}

/* With few different scores most of a price is chance: an ε would only part what is equal. */
static bool has_few_scores(const struct assignment *input)
{
	enum { few = 8 };
	uint16_t known[few];
	uint32_t count = 0;

	for (uint32_t e = 0; e < input->first[input->student_count]; e++) {
		uint32_t i = 0;

		while (i < count && known[i] != input->score[e])
			i++;
		if (i == few)
			return false;
		if (i == count)
			known[count++] = input->score[e];
	}
	return true;
}

static enum err find_prices(struct solver *solver)
{
	if (solver->input.prices != NULL && solver->input.price_unit > 0) {
		take_prices(solver);
		return OK;
	}
	if (has_few_scores(&solver->input))
		return OK;
	solve_coarsely(solver);
	return solve_by_auction(solver);
}

/* From any prices to the right ones. */
static void mend(struct solver *solver)
{
	for (uint32_t s = 0; s < solver->student_count; s++)
		solve_settle(solver, s);
	for (uint32_t s = 0; s < solver->student_count; s++)
		while (solver->student[s].taken > solver->student[s].held_count)
			solve_forward(solver, s);
	for (uint32_t f = 0; f < solver->family_count; f++)
		while (solver->price[f] > 0 && has_room(&solver->family[f]))
			solve_backward(solver, f);
}

enum err solver_run(struct solver *solver, struct fault *fault)
{
	begin(solver);
	TRY(find_prices(solver));
	mend(solver);
	TRY(solve_certify(solver, fault));
	return OK;
}
