/* The proof of assignment.h. After a run it is checked on the caller's own arrays: what the phases did with their copies does not matter
 * there. After changes the arrays are out of date, and the solver's own lists are all there is. */
#include <inttypes.h>

#include "solve/state.h"

static enum err broken(struct fault *fault, const char *rule, uint32_t id)
{
	return fault_note(fault, E_INTERNAL, "no certificate: %s at %" PRIu32, rule, id);
}

/* One edge: is it a pair where it must be, and none where it must not? Counts pairs met. */
static const char *certify_edge(const struct solver *solver, uint32_t s, uint32_t f, uint16_t score, uint32_t *met)
{
	const int64_t value = profit(solver, f, score);
	const bool held = value >= solver->level[s] && held_at(&solver->student[s], f) >= 0;

	*met += held;
	if (value > solver->level[s] && !held)
		return "a better family is left out";
	return NULL;
}

/* What is left when all edges fit: then a pair below the level, or one that is no edge, was not met. */
static const char *certify_places(const struct solver *solver, uint32_t s, uint32_t met)
{
	const struct student *const student = &solver->student[s];

	if (met != student->held_count || student->taken != met)
		return "a pair below the level, or no edge";
	if (met > student->places)
		return "too many pairs";
	if (met > 0 && solver->level[s] + place_worth(solver, met) < 0)
		return "a place not worth it";
	if (met < student->places && solver->level[s] + place_worth(solver, met + 1) > 0)
		return "an empty place that is worth more";
	return NULL;
}

static enum err certify_by_input(const struct solver *solver, uint32_t id, struct fault *fault)
{
	const struct assignment *const input = &solver->input;
	const uint32_t s = solver->student_of[id];
	const char *rule = NULL;
	uint32_t met = 0;

	for (uint32_t e = input->first[id]; e < input->first[id + 1] && rule == NULL; e++)
		rule = certify_edge(solver, s, solver->family_of[input->family[e]], input->score[e], &met);
	if (rule == NULL)
		rule = certify_places(solver, s, met);
	return rule == NULL ? OK : broken(fault, rule, id);
}

static enum err certify_by_lists(const struct solver *solver, uint32_t s, struct fault *fault)
{
	const struct edge *const list = edges_of_student(solver, s);
	const char *rule = NULL;
	uint32_t met = 0;

	for (uint32_t i = 0; i < solver->student[s].edges.count && rule == NULL; i++)
		rule = certify_edge(solver, s, list[i].to, list[i].score, &met);
	if (rule == NULL)
		rule = certify_places(solver, s, met);
	return rule == NULL ? OK : broken(fault, rule, solver->student_id[s]);
}

static enum err certify_price(const struct solver *solver, uint32_t f, struct fault *fault)
{
	if (solver->price[f] < 0)
		return broken(fault, "a negative price", solver->family_id[f]);
	if (solver->price[f] > 0 && has_room(&solver->family[f]))
		return broken(fault, "a price, and room", solver->family_id[f]);
	return OK;
}

static enum err certify_family(const struct solver *solver, uint32_t f, struct fault *fault)
{
	const struct family *const family = &solver->family[f];
	const uint32_t id = solver->family_id[f];
	const uint32_t capacity = solver->edited ? family->capacity : solver->input.capacity[id];

	TRY(certify_price(solver, f, fault));
	if (family->holders.count > capacity)
		return broken(fault, "more students than the capacity", id);
	for (uint32_t i = 0; i < family->holders.count; i++)
		if (held_at(&solver->student[solver->holders[family->holders.at + i]], f) < 0)
			return broken(fault, "a holder that does not know", id);
	return OK;
}

/* Its pairs are what they were, but its level is another: after a fall an edge that is no pair might be better, after a rise a pair
 * be worse. What prices around it did is the families' affair. */
static const char *certify_level(const struct solver *solver, uint32_t s)
{
	const struct student *const student = &solver->student[s];
	const struct edge *const list = edges_of_student(solver, s);
	const int64_t level = solver->level[s];
	uint32_t better = 0, held_better = 0;

	if (solver->is_changed[2 * s] & FELL)
		for (uint32_t i = 0; i < student->edges.count; i++)
			better += profit(solver, list[i].to, list[i].score) > level;
	for (uint32_t i = 0; i < student->held_count; i++) {
		const int64_t value = profit(solver, student->held[i], student->held_score[i]);

		if (value < level)
			return "a pair below the level";
		held_better += value > level;
	}
	if (better > held_better)
		return "a better family is left out";
	return certify_places(solver, s, student->held_count);
}

static enum err certify_student(const struct solver *solver, uint32_t s, struct fault *fault)
{
	const char *rule;

	if (solver->is_changed[2 * s] & MOVED)
		return certify_by_lists(solver, s, fault);
	rule = certify_level(solver, s);
	return rule == NULL ? OK : broken(fault, rule, solver->student_id[s]);
}

static enum err certify_holders(const struct solver *solver, uint32_t f, struct fault *fault)
{
	const struct span holders = solver->family[f].holders;

	for (uint32_t i = 0; i < holders.count; i++) {
		const uint32_t s = solver->holders[holders.at + i];
		const struct student *const student = &solver->student[s];

		/* By what it holds itself, then. */
		if (solver->is_changed[2 * s] == 0 &&
		    profit(solver, f, student->held_score[held_at(student, f)]) < solver->level[s])
			return broken(fault, "a pair below the level", solver->student_id[s]);
	}
	return OK;
}

/* The family, and the edges to it: when its price fell those that are no pairs, when it rose the pairs, when it moved all. */
static enum err certify_around_family(const struct solver *solver, uint32_t f, struct fault *fault)
{
	const struct edge *const list = edges_of_family(solver, f);
	const uint8_t change = solver->is_changed[2 * f + 1];

	TRY(change & MOVED ? certify_family(solver, f, fault) : certify_price(solver, f, fault));
	if (change & (MOVED | ROSE))
		TRY(certify_holders(solver, f, fault));
	if ((change & (MOVED | FELL)) == 0)
		return OK;
	for (uint32_t i = 0; i < solver->family[f].edges.count; i++) {
		const uint32_t s = list[i].to;

		/* Where the student has looked at all of its edges it need not be done again. */
		if (profit(solver, f, list[i].score) > solver->level[s] && (solver->is_changed[2 * s] & (MOVED | FELL)) == 0 &&
		    held_at(&solver->student[s], f) < 0)
			return broken(fault, "a better family is left out", solver->student_id[s]);
	}
	return OK;
}

enum err solve_certify(const struct solver *solver, struct fault *fault)
{
	uint64_t held = 0, holders = 0;

	for (uint32_t i = 0; i < solver->student_count; i++) {
		TRY(solver->edited ? certify_by_lists(solver, i, fault) : certify_by_input(solver, i, fault));
		held += solver->student[i].held_count;
	}
	for (uint32_t f = 0; f < solver->family_count; f++) {
		TRY(certify_family(solver, f, fault));
		holders += solver->family[f].holders.count;
	}
	return held == holders ? OK : broken(fault, "pairs counted twice", 0);
}

enum err solve_certify_changed(const struct solver *solver, struct fault *fault)
{
	for (uint32_t i = 0; i < solver->changed_count; i++) {
		const uint32_t node = solver->changed[i];

		TRY(node % 2 == 0 ? certify_student(solver, node / 2, fault) : certify_around_family(solver, node / 2, fault));
	}
	return SOLVE_CHECKED ? solve_certify(solver, fault) : OK;
}
