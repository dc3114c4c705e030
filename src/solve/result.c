#include "solve/state.h"

void solver_totals(const struct solver *solver, struct assignment_totals *out)
{
	struct assignment_totals totals = { .pairs = 0 };

	for (uint32_t s = 0; s < solver->student_count; s++) {
		const struct student *const student = &solver->student[s];

		for (uint32_t i = 0; i < student->held_count; i++) {
			totals.students_with[i]++;
			totals.pairs++;
			totals.score += student->held_score[i];
		}
	}
	for (uint32_t s = 0; solver->unit_family != NULL && s < solver->input.student_count; s++)
		if (solver->unit_family[s] < NOT_PLACED) {
			totals.students_with[0]++;
			totals.pairs++;
			totals.score += solver->unit_score[s];
		}
	*out = totals;
}

static bool was_placed_with_group(const struct solver *solver, uint32_t student_id)
{
	return solver->unit_family != NULL && student_id < solver->input.student_count && solver->unit_family[student_id] < NOT_PLACED;
}

static bool pair_before(const struct assignment_pair *a, const struct assignment_pair *b)
{
	return a->score > b->score || (a->score == b->score && a->family < b->family);
}

uint32_t solver_pairs_of(const struct solver *solver, uint32_t student_id, struct assignment_pair out[ASSIGNMENT_PLACES])
{
	const struct student *const student = &solver->student[solver->student_of[student_id]];

	if (was_placed_with_group(solver, student_id)) {
		out[0] = (struct assignment_pair){ .student = student_id, .family = solver->unit_family[student_id],
			.score = solver->unit_score[student_id], .place = 1 };
		return 1;
	}
	for (uint8_t i = 0; i < student->held_count; i++) {
		const struct assignment_pair pair = {
			.student = student_id, .family = solver->family_id[student->held[i]], .score = student->held_score[i] };
		uint8_t at = i;

		for (; at > 0 && pair_before(&pair, &out[at - 1]); at--)
			out[at] = out[at - 1];
		out[at] = pair;
	}
	for (uint8_t i = 0; i < student->held_count; i++)
		out[i].place = (uint8_t)(i + 1);
	return student->held_count;
}

int64_t solver_price(const struct solver *solver, uint32_t family)
{
	return solver->price[solver->family_of[family]];
}

int64_t solver_level(const struct solver *solver, uint32_t student)
{
	return solver->level[solver->student_of[student]];
}

int64_t solver_unit(const struct solver *solver)
{
	return solver->unit;
}

size_t solver_bytes(const struct solver *solver)
{
	return solver->bytes;
}
