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
		solver->student, solver->family, solver->price, solver->level, solver->student_of, solver->family_of, solver->student_id,
		solver->family_id, solver->student_edges, solver->family_edges, solver->holders, solver->label, solver->heap,
		solver->own_places, solver->own_capacity, solver->unit_family, solver->unit_score, solver->kept_first, solver->kept_family, solver->kept_score, solver->touched, solver->changed, solver->is_changed, solver };

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
		const uint32_t id = solver->family_id[f];
		const int64_t price = id < solver->input.family_count ? solver->input.prices[id] : 0;
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
	TRY(solve_coarsely(solver));
	return solve_by_auction(solver);
}

static bool misses_place(const struct solver *solver, uint32_t s)
{
	return solver->student[s].taken > solver->student[s].held_count;
}

static bool is_dear_for_nobody(const struct solver *solver, uint32_t f)
{
	return solver->price[f] > 0 && has_room(&solver->family[f]);
}

/* From any prices to the right ones. */
static void mend(struct solver *solver)
{
	for (uint32_t s = 0; s < solver->student_count; s++)
		solve_settle(solver, s);
	for (uint32_t s = 0; s < solver->student_count; s++)
		while (misses_place(solver, s))
			solve_forward(solver, s);
	for (uint32_t f = 0; f < solver->family_count; f++)
		while (is_dear_for_nobody(solver, f))
			solve_backward(solver, f);
}

/* The same where something changed. To settle may part pairs, which adds families to the changed nodes; the searches upset nothing. */
static void mend_changed(struct solver *solver)
{
	const uint32_t *const changed = solver->changed;
	uint32_t count;

	for (uint32_t i = 0; i < solver->changed_count; i++)
		if (changed[i] % 2 == 1)
			solve_settle_family(solver, changed[i] / 2);
	for (uint32_t i = 0; i < solver->changed_count; i++)
		if (changed[i] % 2 == 0)
			solve_settle(solver, changed[i] / 2);
	count = solver->changed_count;
	for (uint32_t i = 0; i < count; i++)
		while (changed[i] % 2 == 0 && misses_place(solver, changed[i] / 2))
			solve_forward(solver, changed[i] / 2);
	for (uint32_t i = 0; i < count; i++)
		while (changed[i] % 2 == 1 && is_dear_for_nobody(solver, changed[i] / 2))
			solve_backward(solver, changed[i] / 2);
}

static void forget_changes(struct solver *solver)
{
	for (uint32_t i = 0; i < solver->changed_count; i++)
		solver->is_changed[solver->changed[i]] = 0;
	solver->changed_count = 0;
}

/* Bring in edges that were left out until none is missed. */
static enum err mend_left_out(struct solver *solver)
{
	uint32_t added;

	TRY(solve_begin_changes(solver));
	do {
		forget_changes(solver);
		TRY(solve_add_better(solver, &added));
		mend_changed(solver);
	} while (added > 0);
	return OK;
}

enum err solver_run(struct solver *solver, struct fault *fault)
{
	solver->solved = false;
	begin(solver);
	TRY(find_prices(solver));
	mend(solver);
	if (solver->dense)
		TRY(mend_left_out(solver));
	TRY(solve_certify(solver, fault));
	forget_changes(solver);
	solver->solved = true;
	return OK;
}

enum err solver_repair(struct solver *solver, struct fault *fault)
{
	if (!solver->solved)
		return solver_run(solver, fault);
	solver->solved = false;
	mend_changed(solver);
	TRY(solve_certify_changed(solver, fault));
	forget_changes(solver);
	solver->solved = true;
	return OK;
}
