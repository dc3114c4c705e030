/* The proof of assignment.h, on the caller's own arrays: what the phases did with their copies does not matter here. */
#include <inttypes.h>

#include "solve/state.h"

static enum err broken(struct fault *fault, const char *rule, uint32_t id)
{
	return fault_note(fault, E_INTERNAL, "no certificate: %s at %" PRIu32, rule, id);
}

/* One student's edges, pairs and places. Each pair must be met among the edges. */
static enum err certify_student(const struct solver *solver, uint32_t id, struct fault *fault)
{
	const struct assignment *const input = &solver->input;
	const struct student *const student = &solver->student[solver->student_of[id]];
	uint32_t met = 0;

	for (uint32_t e = input->first[id]; e < input->first[id + 1]; e++) {
		const uint32_t f = solver->family_of[input->family[e]];
		const int64_t value = profit(solver, f, input->score[e]);

		if (value == student->level) {
			met += held_at(student, f) >= 0;
		} else if (value > student->level) {
			if (held_at(student, f) < 0)
				return broken(fault, "a better family is left out", id);
			met++;
		} else if (held_at(student, f) >= 0) {
			return broken(fault, "a pair below the level", id);
		}
	}
	if (met != student->held_count || student->taken != met || met > student->places)
		return broken(fault, "pairs that are no edges", id);
	if (met > 0 && student->level + place_worth(solver, met) < 0)
		return broken(fault, "a place not worth it", id);
	if (met < student->places && student->level + place_worth(solver, met + 1) > 0)
		return broken(fault, "an empty place that is worth more", id);
	return OK;
}

static enum err certify_family(const struct solver *solver, uint32_t f, struct fault *fault)
{
	const struct family *const family = &solver->family[f];

	if (solver->price[f] < 0)
		return broken(fault, "a negative price", solver->family_id[f]);
	if (family->holders.count > solver->input.capacity[solver->family_id[f]])
		return broken(fault, "more students than the capacity", solver->family_id[f]);
	if (solver->price[f] > 0 && has_room(family))
		return broken(fault, "a price, and room", solver->family_id[f]);
	for (uint32_t i = 0; i < family->holders.count; i++)
		if (held_at(&solver->student[solver->holders[family->holders.at + i]], f) < 0)
			return broken(fault, "a holder that does not know", solver->family_id[f]);
	return OK;
}

enum err solve_certify(const struct solver *solver, struct fault *fault)
{
	uint64_t held = 0, holders = 0;

	for (uint32_t id = 0; id < solver->student_count; id++) {
		TRY(certify_student(solver, id, fault));
		held += solver->student[solver->student_of[id]].held_count;
	}
	for (uint32_t f = 0; f < solver->family_count; f++) {
		TRY(certify_family(solver, f, fault));
		holders += solver->family[f].holders.count;
	}
	return held == holders ? OK : broken(fault, "pairs counted twice", 0);
}
