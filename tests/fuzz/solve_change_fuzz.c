/* A solver told to change, in any order and with any numbers: it refuses or repairs, and is never worse than one that starts anew. */
#include <stdlib.h>
#include <string.h>

#include "solve/assignment.h"

enum { nodes_most = 12, score_most = 9 };

/* What the solver was told, as a table: score + 1 of each edge, 0: none. */
struct told {
	uint32_t students, families;
	uint8_t places[nodes_most];
	uint32_t capacity[nodes_most];
	uint16_t edge[nodes_most][nodes_most];
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static struct solver *solve(const struct told *told, uint32_t *first, uint32_t *family, uint16_t *score)
{
	const struct assignment input = {
		.student_count = told->students, .family_count = told->families, .places = told->places, .capacity = told->capacity,
		.first = first, .family = family, .score = score, .score_max = score_most };
	struct solver *solver;
	uint32_t count = 0;

	first[0] = 0;
	for (uint32_t s = 0; s < told->students; s++) {
		for (uint32_t f = 0; f < told->families; f++) {
			if (told->edge[s][f] == 0)
				continue;
			family[count] = f;
			score[count++] = (uint16_t)(told->edge[s][f] - 1);
		}
		first[s + 1] = count;
	}
	must(solver_new(&input, &solver, NULL) == OK);
	must(solver_run(solver, NULL) == OK);
	return solver;
}

static void compare(const struct told *told, const struct solver *solver)
{
	uint32_t first[nodes_most + 1], family[nodes_most * nodes_most];
	uint16_t score[nodes_most * nodes_most];
	struct solver *const fresh = solve(told, first, family, score);
	struct assignment_totals repaired, expected;

	solver_totals(solver, &repaired);
	solver_totals(fresh, &expected);
	must(memcmp(&repaired, &expected, sizeof expected) == 0);
	solver_free(fresh);
}

/* Three bytes: what, of whom, how much. */
static void change(struct told *told, struct solver *solver, const uint8_t bytes[3])
{
	const uint32_t s = bytes[1] / 16U, f = bytes[1] % 16U, number = bytes[2] % 12U;
	const bool has_student = s < told->students, has_family = f < told->families;
	uint32_t id;
	enum err err;

	switch (bytes[0] % 6) {
	case 0:
		must(solver_set_capacity(solver, f, number) == (has_family ? OK : E_INVALID));
		if (has_family)
			told->capacity[f] = number;
		break;
	case 1:
		err = has_student && number <= ASSIGNMENT_PLACES ? OK : E_INVALID;
		must(solver_set_places(solver, s, (uint8_t)number) == err);
		if (err == OK)
			told->places[s] = (uint8_t)number;
		break;
	case 2:
		err = has_student && has_family && number <= score_most ? OK : E_INVALID;
		must(solver_set_score(solver, s, f, (uint16_t)number) == err);
		if (err == OK)
			told->edge[s][f] = (uint16_t)(number + 1);
		break;
	case 3:
		err = !has_student || !has_family ? E_INVALID : told->edge[s][f] == 0 ? E_NOT_FOUND : OK;
		must(solver_drop_edge(solver, s, f) == err);
		if (err == OK)
			told->edge[s][f] = 0;
		break;
	case 4:
		if (told->families == nodes_most)
			break;
		must(solver_add_family(solver, number, &id) == OK && id == told->families);
		told->capacity[told->families++] = number;
		break;
	default:
		if (told->students == nodes_most)
			break;
		must(solver_add_student(solver, (uint8_t)(number % (ASSIGNMENT_PLACES + 1)), &id) == OK && id == told->students);
		told->places[told->students++] = (uint8_t)(number % (ASSIGNMENT_PLACES + 1));
	}
}

/* The first byte says who is there at first, the second how many changes go before a repair. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint32_t first[nodes_most + 1], family[nodes_most * nodes_most];
	uint16_t score[nodes_most * nodes_most];
	struct told told = { .students = 0 };
	struct solver *solver;

	if (size < 2)
		return 0;
	told.students = data[0] / 16U % nodes_most;
	told.families = data[0] % 16U % nodes_most;
	for (uint32_t s = 0; s < told.students; s++)
		told.places[s] = (uint8_t)(1 + s % ASSIGNMENT_PLACES);
	for (uint32_t f = 0; f < told.families; f++)
		told.capacity[f] = 1 + f % 3;
	solver = solve(&told, first, family, score);
	for (size_t i = 2, step = 1; i + 3 <= size; i += 3, step++) {
		change(&told, solver, data + i);
		if (step % (data[1] % 5U + 1) != 0)
			continue;
		must(solver_repair(solver, NULL) == OK);
		compare(&told, solver);
	}
	solver_free(solver);
	return 0;
}
