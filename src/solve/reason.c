/* Why this family, and why not that one: all from prices and levels. */
#include "solve/state.h"

/* Of equals the one registered earlier. */
static bool nearer(int64_t short_by, uint32_t id, int64_t than, uint32_t than_id)
{
	return short_by < than || (short_by == than && id < than_id);
}

bool solver_runner_up(const struct solver *solver, uint32_t student_id, uint32_t family_id, struct assignment_miss *out)
{
	const struct student *const student = &solver->student[solver->student_of[student_id]];
	const struct edge *const list = edges_of_student(solver, solver->student_of[student_id]);
	const uint32_t held = solver->family_of[family_id];
	const int at = held_at(student, held);
	struct assignment_miss miss = { .student = student_id, .family = NOBODY, .short_by = FAR };
	int64_t value;

	if (at < 0)
		return false;
	value = profit(solver, held, student->held_score[at]);
	for (uint32_t i = 0; i < student->edges.count; i++) {
		const int64_t short_by = value - profit(solver, list[i].to, list[i].score);
		const uint32_t id = solver->family_id[list[i].to];

		if (held_at(student, list[i].to) >= 0 || solver->family[list[i].to].holders.room == 0)
			continue;
		if (nearer(short_by, id, miss.short_by, miss.family)) {
			miss.family = id;
			miss.score = list[i].score;
			miss.short_by = short_by;
		}
	}
	if (miss.family == NOBODY)
		return false;
	*out = miss;
	return true;
}

bool solver_nearest_miss(const struct solver *solver, uint32_t family_id, struct assignment_miss *out)
{
	const uint32_t f = solver->family_of[family_id];
	const struct edge *const list = edges_of_family(solver, f);
	struct assignment_miss miss = { .student = NOBODY, .family = family_id, .short_by = FAR };

	for (uint32_t i = 0; i < solver->family[f].edges.count; i++) {
		const struct student *const student = &solver->student[list[i].to];
		const int64_t short_by = solver->level[list[i].to] - profit(solver, f, list[i].score);
		const uint32_t id = solver->student_id[list[i].to];

		if (student->places == 0 || held_at(student, f) >= 0 || !nearer(short_by, id, miss.short_by, miss.student))
			continue;
		miss.student = id;
		miss.score = list[i].score;
		miss.short_by = short_by;
	}
	if (miss.student == NOBODY)
		return false;
	*out = miss;
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

	for (uint32_t s = 0; s < solver->student_count; s++) {
		const struct student *const student = &solver->student[s];
		const struct edge *const list = edges_of_student(solver, s);

		for (uint32_t i = 0; student->places > 0 && i < student->edges.count; i++)
			count += student_would_rather(student, list[i].score) && held_at(student, list[i].to) < 0 &&
				 family_would_rather(solver, list[i].to, list[i].score);
	}
	return count;
}
