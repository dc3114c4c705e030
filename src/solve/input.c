#include <inttypes.h>

#include "solve/state.h"

/* Room for what later changes add, so that the unit need not grow with every family. */
enum { growth_share = 4, growth_least = 1024 };

enum err solve_alloc(struct solver *solver, size_t count, size_t size, void *out)
{
	void *const memory = calloc(count == 0 ? 1 : count, size);

	if (memory == NULL)
		return E_BUSY;
	solver->bytes += count * size;
	memcpy(out, &memory, sizeof memory);
	return OK;
}

static enum err check_edges(const struct assignment *input, uint16_t *score_max, struct fault *fault)
{
	uint16_t largest = 0;

	if (input->first[0] != 0)
		return fault_note(fault, E_INVALID, "the first student's edges begin at %" PRIu32, input->first[0]);
	for (uint32_t s = 0; s < input->student_count; s++) {
		if (input->places[s] > ASSIGNMENT_PLACES)
			return fault_note(fault, E_INVALID, "student %" PRIu32 " has %u places", s, input->places[s]);
		if (input->first[s + 1] < input->first[s])
			return fault_note(fault, E_INVALID, "the edges of student %" PRIu32 " end before they begin", s);
		for (uint32_t e = input->first[s]; e < input->first[s + 1]; e++) {
			if (input->family[e] >= input->family_count)
				return fault_note(fault, E_INVALID, "edge %" PRIu32 " leads to no family", e);
			if (input->score[e] > largest)
				largest = input->score[e];
		}
	}
	if (input->score_max != 0 && largest > input->score_max)
		return fault_note(fault, E_INVALID, "a score of %u is above %u", largest, input->score_max);
	*score_max = input->score_max != 0 ? input->score_max : largest;
	return OK;
}

/* B, with room to grow where the numbers allow it. */
static enum err choose_unit(struct solver *solver, struct fault *fault)
{
	const struct assignment *const input = &solver->input;
	const int64_t most = INT64_C(1) << 61, score_max = input->score_max > 0 ? input->score_max : 1;

	for (uint32_t s = 0; s < input->student_count; s++)
		solver->places_total += input->places[s];
	for (uint32_t f = 0; f < input->family_count; f++)
		solver->capacity_total += input->capacity[f];
	const int64_t length = (solver->places_total < solver->capacity_total ? solver->places_total : solver->capacity_total) + 1;
	const int64_t grown = length + length / growth_share + growth_least;

	if (length > most / 4 / score_max || 4 * length * score_max >= most)
		return fault_note(fault, E_INVALID, "%" PRId64 " places of %" PRId64 " points each overflow", length, score_max);
	solver->length_max = grown < most / 4 / score_max ? grown : length;
	solver->unit = solver->length_max * score_max + 1;
	return OK;
}

static enum err alloc_nodes(struct solver *solver)
{
	const size_t students = solver->student_count, families = solver->family_count;
	const size_t nodes = 2 * (students > families ? students : families);

	TRY(solve_alloc(solver, students, sizeof *solver->student, &solver->student));
	TRY(solve_alloc(solver, families, sizeof *solver->family, &solver->family));
	TRY(solve_alloc(solver, families, sizeof *solver->price, &solver->price));
	TRY(solve_alloc(solver, students, sizeof *solver->level, &solver->level));
	TRY(solve_alloc(solver, students, sizeof *solver->student_of, &solver->student_of));
	TRY(solve_alloc(solver, students, sizeof *solver->student_id, &solver->student_id));
	TRY(solve_alloc(solver, families, sizeof *solver->family_of, &solver->family_of));
	TRY(solve_alloc(solver, families, sizeof *solver->family_id, &solver->family_id));
	TRY(solve_alloc(solver, nodes, sizeof *solver->label, &solver->label));
	TRY(solve_alloc(solver, nodes, sizeof *solver->heap, &solver->heap));
	TRY(solve_alloc(solver, nodes, sizeof *solver->touched, &solver->touched));
	solver->student_room = solver->student_count;
	solver->family_room = solver->family_count;
	solver->node_room = (uint32_t)nodes;
	for (size_t i = 0; i < nodes; i++)
		solver->label[i] = (struct label){ .distance = FAR, .from = NOBODY, .at = NOBODY };
	return OK;
}

/* Each list's place in its pool, from the lists' lengths. */
static void place_spans(struct solver *solver)
{
	uint32_t at = 0;

	for (uint32_t s = 0; s < solver->student_count; s++) {
		struct span *const span = &solver->student[s].edges;
		const uint32_t id = solver->student_id[s];

		solver->student[s].places = solver->input.places[id];
		*span = (struct span){ .at = at, .room = solver->listed.first[id + 1] - solver->listed.first[id] };
		at += span->room;
	}
	for (uint32_t e = 0; e < at; e++)
		solver->family[solver->family_of[solver->listed.family[e]]].edges.room++;
	at = 0;
	for (uint32_t f = 0; f < solver->family_count; f++) {
		solver->family[f].edges.at = at;
		at += solver->family[f].edges.room;
	}
}

/* Written into the families' lists student by student and from there into the students' family by family: sorted twice, for
 * nothing. A family that comes twice lies side by side then. */
static enum err place_edges(struct solver *solver, struct fault *fault)
{
	const struct assignment *const input = &solver->listed;

	for (uint32_t s = 0; s < solver->student_count; s++) {
		const uint32_t id = solver->student_id[s];

		for (uint32_t e = input->first[id]; e < input->first[id + 1]; e++) {
			struct span *const span = &solver->family[solver->family_of[input->family[e]]].edges;

			solver->family_edges[span->at + span->count++] = (struct edge){ .to = s, .score = input->score[e] };
		}
	}
	for (uint32_t f = 0; f < solver->family_count; f++) {
		const struct edge *const list = edges_of_family(solver, f);

		for (uint32_t i = 0; i < solver->family[f].edges.count; i++) {
			struct span *const span = &solver->student[list[i].to].edges;
			struct edge *const end = solver->student_edges + span->at + span->count;

			if (span->count > 0 && end[-1].to == f)
				return fault_note(fault, E_INVALID, "student %" PRIu32 " has an edge twice", solver->student_id[list[i].to]);
			*end = (struct edge){ .to = f, .score = list[i].score };
			span->count++;
		}
	}
	return OK;
}

static enum err place_holders(struct solver *solver)
{
	size_t total = 0;

	for (uint32_t f = 0; f < solver->family_count; f++) {
		struct family *const family = &solver->family[f];
		const uint32_t capacity = solver->input.capacity[solver->family_id[f]];

		family->capacity = capacity;
		family->holders.at = (uint32_t)total;
		family->holders.room = room_of(solver, family);
		family->holder_space = family->holders.room;
		total += family->holders.room;
	}
	solver->holder_pool = (struct pool){ .count = (uint32_t)total, .room = (uint32_t)total };
	return solve_alloc(solver, total, sizeof *solver->holders, &solver->holders);
}

enum err solve_take_input(struct solver *solver, struct fault *fault)
{
	size_t edges;

	TRY(check_edges(&solver->input, &solver->input.score_max, fault));
	if (solver->input.group_count > 0)
		TRY(solve_place_groups(solver, fault));
	TRY(choose_unit(solver, fault));
	solver->student_count = solver->input.student_count;
	solver->family_count = solver->input.family_count;
	solver->listed = solver->input;
	solver->dense = solve_is_dense(&solver->input);
	if (solver->dense)
		TRY(solve_keep_best(solver, fault));
	edges = solver->listed.first[solver->student_count];
	TRY(alloc_nodes(solver));
	TRY(solve_alloc(solver, edges, sizeof *solver->student_edges, &solver->student_edges));
	TRY(solve_alloc(solver, edges, sizeof *solver->family_edges, &solver->family_edges));
	solver->student_edge_pool = solver->family_edge_pool = (struct pool){ .count = (uint32_t)edges, .room = (uint32_t)edges };
	solve_order(solver);
	place_spans(solver);
	TRY(place_edges(solver, fault));
	return place_holders(solver);
}
