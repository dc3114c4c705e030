/* A family comes, leaves, takes one more; a student likewise; a score changes. Each changes the lists and what is paired against them, and
 * notes whose balance is upset; solver_repair starts from there, with the prices there are. */
#include <inttypes.h>

#include "solve/state.h"

enum { spare_share = 8, spare_least = 64, spare_edges = 4 };

static enum err grow(struct solver *solver, void *items, size_t size, uint32_t count, uint32_t room)
{
	void *memory;

	memcpy(&memory, items, sizeof memory);
	memory = realloc(memory, room * size);
	if (memory == NULL)
		return E_BUSY;
	memset((char *)memory + count * size, 0, (room - count) * size);
	memcpy(items, &memory, sizeof memory);
	solver->bytes += (room - count) * size;
	return OK;
}

static uint32_t with_spare(uint32_t count)
{
	return count + count / spare_share + spare_least;
}

/* `count` items at the end of the pool. */
static enum err extend(struct solver *solver, struct pool *pool, void *items, size_t size, uint32_t count, uint32_t *at)
{
	if (count > UINT32_MAX / 2 - pool->count)
		return E_BUSY;
	if (pool->count + count > pool->room) {
		const uint32_t room = with_spare(pool->count + count);

		TRY(grow(solver, items, size, pool->room, room));
		pool->room = room;
	}
	*at = pool->count;
	pool->count += count;
	return OK;
}

/* Labels and lists of nodes for so many of a kind. */
static enum err fit_nodes(struct solver *solver, uint32_t most)
{
	const uint32_t before = solver->node_room, room = 2 * most;

	if (solver->changed == NULL) {
		TRY(solve_alloc(solver, before, sizeof *solver->is_changed, &solver->is_changed));
		TRY(solve_alloc(solver, before, sizeof *solver->changed, &solver->changed));
	}
	if (room <= before)
		return OK;
	TRY(grow(solver, &solver->label, sizeof *solver->label, before, room));
	TRY(grow(solver, &solver->heap, sizeof *solver->heap, before, room));
	TRY(grow(solver, &solver->touched, sizeof *solver->touched, before, room));
	TRY(grow(solver, &solver->changed, sizeof *solver->changed, before, room));
	TRY(grow(solver, &solver->is_changed, sizeof *solver->is_changed, before, room));
	for (uint32_t i = before; i < room; i++)
		solver->label[i] = (struct label){ .distance = FAR, .from = NOBODY, .at = NOBODY };
	solver->node_room = room;
	return OK;
}

enum err solve_begin_changes(struct solver *solver)
{
	return fit_nodes(solver, 0);
}

static enum err begin_change(struct solver *solver)
{
	if (solver->dense)
		return E_CONFLICT;
	TRY(solve_begin_changes(solver));
	solver->edited = true;
	return OK;
}

static bool still_fits(const struct solver *solver, int64_t more_places, int64_t more_capacity)
{
	const int64_t places = solver->places_total + more_places, capacity = solver->capacity_total + more_capacity;

	return (places < capacity ? places : capacity) < solver->length_max;
}

static uint32_t least_holder(const struct solver *solver, uint32_t f)
{
	const struct span holders = solver->family[f].holders;
	uint32_t least = NOBODY;
	int64_t least_value = FAR;

	for (uint32_t i = 0; i < holders.count; i++) {
		const uint32_t s = solver->holders[holders.at + i];
		const struct student *const student = &solver->student[s];
		const int64_t value = student->held_score[held_at(student, f)] - solver->level[s];

		if (value < least_value) {
			least_value = value;
			least = s;
		}
	}
	return least;
}

/* Room after the capacity or the number of edges changed. */
static enum err fit_room(struct solver *solver, uint32_t f)
{
	struct family *const family = &solver->family[f];
	const uint32_t room = room_of(solver, family);
	uint32_t at;

	if (room > family->holder_space) {
		TRY(extend(solver, &solver->holder_pool, &solver->holders, sizeof *solver->holders, room, &at));
		memcpy(solver->holders + at, solver->holders + family->holders.at, family->holders.count * sizeof *solver->holders);
		family->holders.at = at;
		family->holder_space = room;
	}
	while (family->holders.count > room)
		solve_release(solver, least_holder(solver, f), f);
	family->holders.room = room;
	note_change(solver, 2 * f + 1, MOVED);
	return OK;
}

static bool is_grouped(const struct solver *solver, uint32_t student_id)
{
	return solver->unit_family != NULL && student_id < solver->input.student_count && solver->unit_family[student_id] != NOBODY;
}

/* Places of the family that groups have. */
static uint32_t grouped_at(const struct solver *solver, uint32_t family_id)
{
	uint32_t count = 0;

	for (uint32_t s = 0; solver->unit_family != NULL && s < solver->input.student_count; s++)
		count += solver->unit_family[s] == family_id;
	return count;
}

enum err solver_set_capacity(struct solver *solver, uint32_t family_id, uint32_t capacity)
{
	int64_t more;
	uint32_t f, grouped;

	if (family_id >= solver->family_count)
		return E_INVALID;
	f = solver->family_of[family_id];
	grouped = grouped_at(solver, family_id);
	if (capacity < grouped)
		return E_CONFLICT;
	capacity -= grouped;
	more = (int64_t)capacity - solver->family[f].capacity;
	if (!still_fits(solver, 0, more))
		return E_CONFLICT;
	TRY(begin_change(solver));
	solver->family[f].capacity = capacity;
	solver->capacity_total += more;
	return fit_room(solver, f);
}

enum err solver_set_places(struct solver *solver, uint32_t student_id, uint8_t places)
{
	struct student *student;
	uint32_t s;

	if (student_id >= solver->student_count || places > ASSIGNMENT_PLACES)
		return E_INVALID;
	s = solver->student_of[student_id];
	student = &solver->student[s];
	if (!still_fits(solver, places - student->places, 0) || is_grouped(solver, student_id))
		return E_CONFLICT;
	TRY(begin_change(solver));
	while (student->held_count > places)
		solve_release(solver, s, student->held[solve_least_held(solver, student)]);
	solver->places_total += places - student->places;
	student->places = places;
	note_change(solver, 2 * s, MOVED);
	return OK;
}

/* One more item for the list; it moves to the end of its pool when it is full. */
static enum err make_room(struct solver *solver, struct pool *pool, struct edge **items, struct span *span)
{
	const uint32_t room = span->count + span->count / 2 + spare_edges;
	uint32_t at;

	if (span->count < span->room)
		return OK;
	TRY(extend(solver, pool, items, sizeof **items, room, &at));
	memcpy(*items + at, *items + span->at, span->count * sizeof **items);
	span->at = at;
	span->room = room;
	return OK;
}

static uint32_t find_edge(const struct edge *list, uint32_t count, uint32_t to)
{
	uint32_t i = 0;

	while (i < count && list[i].to != to)
		i++;
	return i;
}

enum err solve_add_edge(struct solver *solver, uint32_t s, uint32_t f, uint16_t score)
{
	struct span *const mine = &solver->student[s].edges, *const theirs = &solver->family[f].edges;
	struct edge *list;
	uint32_t at;

	TRY(make_room(solver, &solver->student_edge_pool, &solver->student_edges, mine));
	TRY(make_room(solver, &solver->family_edge_pool, &solver->family_edges, theirs));
	edges_of_student(solver, s)[mine->count++] = (struct edge){ .to = f, .score = score };
	list = edges_of_family(solver, f);
	for (at = theirs->count++; at > 0 && list[at - 1].to > s; at--)
		list[at] = list[at - 1];
	list[at] = (struct edge){ .to = s, .score = score };
	return fit_room(solver, f);
}

enum err solver_set_score(struct solver *solver, uint32_t student_id, uint32_t family_id, uint16_t score)
{
	struct student *student;
	uint32_t s, f, at;

	if (student_id >= solver->student_count || family_id >= solver->family_count || score > solver->input.score_max)
		return E_INVALID;
	s = solver->student_of[student_id];
	f = solver->family_of[family_id];
	student = &solver->student[s];
	TRY(begin_change(solver));
	note_change(solver, 2 * s, MOVED);
	at = find_edge(edges_of_student(solver, s), student->edges.count, f);
	if (at == student->edges.count)
		return solve_add_edge(solver, s, f, score);
	edges_of_student(solver, s)[at].score = score;
	edges_of_family(solver, f)[find_edge(edges_of_family(solver, f), solver->family[f].edges.count, s)].score = score;
	if (held_at(student, f) >= 0)
		student->held_score[held_at(student, f)] = score;
	return OK;
}

enum err solver_drop_edge(struct solver *solver, uint32_t student_id, uint32_t family_id)
{
	struct span *mine, *theirs;
	struct edge *list;
	uint32_t s, f, at;

	if (student_id >= solver->student_count || family_id >= solver->family_count)
		return E_INVALID;
	s = solver->student_of[student_id];
	f = solver->family_of[family_id];
	mine = &solver->student[s].edges;
	theirs = &solver->family[f].edges;
	at = find_edge(edges_of_student(solver, s), mine->count, f);
	if (at == mine->count)
		return E_NOT_FOUND;
	TRY(begin_change(solver));
	if (held_at(&solver->student[s], f) >= 0)
		solve_release(solver, s, f);
	note_change(solver, 2 * s, MOVED);
	list = edges_of_student(solver, s);
	list[at] = list[--mine->count];
	list = edges_of_family(solver, f);
	at = find_edge(list, theirs->count--, s);
	memmove(list + at, list + at + 1, (theirs->count - at) * sizeof *list);
	return fit_room(solver, f);
}

/* The columns of one kind of node, longer. */
static enum err fit_families(struct solver *solver)
{
	const uint32_t before = solver->family_room, room = with_spare(solver->family_count + 1);

	TRY(fit_nodes(solver, solver->family_count + 1 <= before ? before : room));
	if (solver->family_count < before)
		return OK;
	TRY(grow(solver, &solver->family, sizeof *solver->family, before, room));
	TRY(grow(solver, &solver->price, sizeof *solver->price, before, room));
	TRY(grow(solver, &solver->family_of, sizeof *solver->family_of, before, room));
	TRY(grow(solver, &solver->family_id, sizeof *solver->family_id, before, room));
	solver->family_room = room;
	return OK;
}

static enum err fit_students(struct solver *solver)
{
	const uint32_t before = solver->student_room, room = with_spare(solver->student_count + 1);

	TRY(fit_nodes(solver, solver->student_count + 1 <= before ? before : room));
	if (solver->student_count < before)
		return OK;
	TRY(grow(solver, &solver->student, sizeof *solver->student, before, room));
	TRY(grow(solver, &solver->level, sizeof *solver->level, before, room));
	TRY(grow(solver, &solver->student_of, sizeof *solver->student_of, before, room));
	TRY(grow(solver, &solver->student_id, sizeof *solver->student_id, before, room));
	solver->student_room = room;
	return OK;
}

enum err solver_add_family(struct solver *solver, uint32_t capacity, uint32_t *out)
{
	const uint32_t f = solver->family_count;

	if (!still_fits(solver, 0, capacity))
		return E_CONFLICT;
	if (f >= NOBODY / 4)
		return E_BUSY;
	TRY(fit_families(solver));
	TRY(begin_change(solver));
	solver->family[f] = (struct family){ .capacity = capacity };
	solver->price[f] = 0;
	solver->family_of[f] = solver->family_id[f] = f;
	solver->family_count++;
	solver->capacity_total += capacity;
	note_change(solver, 2 * f + 1, MOVED);
	*out = f;
	return OK;
}

enum err solver_add_student(struct solver *solver, uint8_t places, uint32_t *out)
{
	const uint32_t s = solver->student_count;

	if (places > ASSIGNMENT_PLACES)
		return E_INVALID;
	if (!still_fits(solver, places, 0))
		return E_CONFLICT;
	if (s >= NOBODY / 4)
		return E_BUSY;
	TRY(fit_students(solver));
	TRY(begin_change(solver));
	solver->student[s] = (struct student){ .places = places };
	solver->level[s] = closed_price(solver);
	solver->student_of[s] = solver->student_id[s] = s;
	solver->student_count++;
	solver->places_total += places;
	note_change(solver, 2 * s, MOVED);
	*out = s;
	return OK;
}
