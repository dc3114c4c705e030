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

/* Prices of an earlier run: a price is some units and some points, and the unit may have changed. */
static void take_prices(struct solver *solver)
{
	const int64_t unit = solver->input.price_unit;

	if (solver->input.prices == NULL || unit <= 0)
		return;
	for (uint32_t f = 0; f < solver->family_count; f++) {
		const int64_t price = solver->input.prices[solver->family_id[f]];
		const int64_t units = (price + unit / 2) / unit;
		const int64_t now = units * solver->unit + price - units * unit;

		if (price > 0 && units <= ASSIGNMENT_PLACES && now > 0)
			solver->price[f] = now;
	}
}

enum err solver_run(struct solver *solver, struct fault *fault)
{
	solver->solved = false;
	take_prices(solver);
	for (uint32_t s = 0; s < solver->student_count; s++)
		solve_settle(solver, s);
	for (uint32_t s = 0; s < solver->student_count; s++)
		while (solver->student[s].taken > solver->student[s].held_count)
			solve_forward(solver, s);
	for (uint32_t f = 0; f < solver->family_count; f++)
		while (solver->price[f] > 0 && has_room(&solver->family[f]))
			solve_backward(solver, f);
	TRY(solve_certify(solver, fault));
	solver->solved = true;
	return OK;
}
