/* Why this family, and why not that one: all from prices and levels. */
#include "solve/state.h"

/* The least miss; of equals the student, then the family, registered earlier. */
static void note_miss(struct assignment_miss *least, struct assignment_miss miss)
{
	if (miss.short_by < least->short_by ||
	    (miss.short_by == least->short_by && (miss.student < least->student ||
						  (miss.student == least->student && miss.family < least->family))))
		*least = miss;
}

/* A student's edge number i, of all: where the instance is dense the lists have not all of them. False: there is no more. */
static bool edge_at(const struct solver *solver, uint32_t s, uint32_t i, struct edge *out)
{
	const struct assignment *const input = &solver->input;
	const uint32_t id = solver->student_id[s];

	if (solver->dense && i < input->first[id + 1] - input->first[id])
		*out = (struct edge){ .to = solver->family_of[input->family[input->first[id] + i]], .score = input->score[input->first[id] + i] };
	else if (!solver->dense && i < solver->student[s].edges.count)
		*out = edges_of_student(solver, s)[i];
	else
		return false;
	return true;
}

bool solver_runner_up(const struct solver *solver, uint32_t student_id, uint32_t family_id, struct assignment_miss *out)
{
	const uint32_t s = solver->student_of[student_id], held = solver->family_of[family_id];
	const struct student *const student = &solver->student[s];
	const int at = held_at(student, held);
	struct assignment_miss least = { .student = student_id, .family = NOBODY, .short_by = FAR };
	struct edge edge;

	if (at < 0)
		return false;
	for (uint32_t i = 0; edge_at(solver, s, i, &edge); i++)
		if (held_at(student, edge.to) < 0 && solver->family[edge.to].holders.room > 0)
			note_miss(&least, (struct assignment_miss){
				.student = student_id, .family = solver->family_id[edge.to], .score = edge.score,
				.short_by = profit(solver, held, student->held_score[at]) - profit(solver, edge.to, edge.score) });
	if (least.family == NOBODY)
		return false;
	*out = least;
	return true;
}

static void note_student_miss(const struct solver *solver, uint32_t s, uint32_t f, uint16_t score, struct assignment_miss *least)
{
	if (solver->student[s].places == 0 || held_at(&solver->student[s], f) >= 0)
		return;
	note_miss(least, (struct assignment_miss){ .student = solver->student_id[s], .family = solver->family_id[f], .score = score,
		.short_by = solver->level[s] - profit(solver, f, score) });
}

bool solver_nearest_miss(const struct solver *solver, uint32_t family_id, struct assignment_miss *out)
{
	const uint32_t f = solver->family_of[family_id];
	const struct edge *const list = edges_of_family(solver, f);
	struct assignment_miss least = { .student = NOBODY, .family = family_id, .short_by = FAR };
	struct edge edge;

	for (uint32_t i = 0; !solver->dense && i < solver->family[f].edges.count; i++)
		note_student_miss(solver, list[i].to, f, list[i].score, &least);
	for (uint32_t s = 0; solver->dense && s < solver->student_count; s++)
		for (uint32_t i = 0; edge_at(solver, s, i, &edge); i++)
			if (edge.to == f)
				note_student_miss(solver, s, f, edge.score, &least);
	if (least.student == NOBODY)
		return false;
	*out = least;
	return true;
}

static bool student_would_rather(const struct student *student, uint16_t score)
{
	for (uint32_t i = 0; i < student->held_count; i++)
		if (student->held_score[i] < score)
			return true;
	return student->held_count < student->places;
}

static bool family_would_rather(const struct solver *solver, uint32_t f, uint16_t score)
{
	const struct span holders = solver->family[f].holders;

	for (uint32_t i = 0; i < holders.count; i++) {
		const struct student *const student = &solver->student[solver->holders[holders.at + i]];

		if (student->held_score[held_at(student, f)] < score)
			return true;
	}
	return has_room(&solver->family[f]);
}

uint64_t solver_blocking_pairs(const struct solver *solver)
{
	uint64_t count = 0;
	struct edge edge;

	for (uint32_t s = 0; s < solver->student_count; s++) {
		const struct student *const student = &solver->student[s];

		for (uint32_t i = 0; student->places > 0 && edge_at(solver, s, i, &edge); i++)
			count += student_would_rather(student, edge.score) && held_at(student, edge.to) < 0 &&
				 family_would_rather(solver, edge.to, edge.score);
	}
	return count;
}
