#include "solve_instance.h"

#include <stdlib.h>
#include <string.h>

#include "solve_land.h"

const struct instance_kind instance_kinds[] = {
	{ "real", 3114, 6214, 30, 1, LAYOUT_NEAR },
	{ "province", 50000, 100000, 30, 16, LAYOUT_NEAR },
	{ "nation", 500000, 1000000, 30, 160, LAYOUT_NEAR },
	{ "dense", 3114, 6214, 6214, 1, LAYOUT_ALL },
	{ "ties", 10000, 20000, 30, 1, LAYOUT_ANYWHERE },
	{ .name = NULL } };

/* Shares of a score, 1000 together. */
enum { near_points = 400, need_points = 300, liking_points = 200, waiting_points = 100 };
enum { tie_low = 400, tie_high = 600 };

/* What a person brings into a score. */
struct person {
	uint16_t township;	/* of the whole country: city * townships + township */
	uint8_t wants;		/* bits: what a student needs, what a family offers */
	uint8_t waited;
	uint32_t taste;
};

struct maker {
	const struct instance_kind *kind;
	struct dice dice;
	struct land *land;
	uint32_t township_count;
	struct person *student, *family;
	uint32_t *settled, *settled_first;	/* families by township */
	uint32_t *stamp;			/* of a family: the student that has it as a candidate, + 1 */
};

const struct instance_kind *instance_kind_find(const char *name)
{
	for (const struct instance_kind *kind = instance_kinds; kind->name != NULL; kind++)
		if (strcmp(kind->name, name) == 0)
			return kind;
	return NULL;
}

static uint16_t draw_township(struct maker *maker, const uint32_t *up_to)
{
	const uint32_t city = dice_below(&maker->dice, maker->kind->cities);
	const uint32_t count = maker->land->count;
	const uint32_t point = dice_below(&maker->dice, up_to[count - 1]);
	uint32_t township = 0;

	while (up_to[township] <= point)
		township++;
	return (uint16_t)(city * count + township);
}

static uint8_t draw_bits(struct dice *dice, int draws)
{
	uint8_t bits = 0;

	while (draws-- > 0)
		bits |= (uint8_t)(1U << dice_below(dice, 8));
	return bits;
}

static void draw_person(struct maker *maker, const uint32_t *townships_up_to, int wants, struct person *out)
{
	out->township = draw_township(maker, townships_up_to);
	out->wants = draw_bits(&maker->dice, wants);
	out->waited = (uint8_t)dice_below(&maker->dice, waiting_points + 1);
	out->taste = dice_below(&maker->dice, UINT32_MAX);
}

static void draw_people(struct maker *maker)
{
	uint32_t students_up_to[townships_max], families_up_to[townships_max];
	uint32_t students = 0, families = 0;

	for (uint32_t i = 0; i < maker->land->count; i++) {
		students_up_to[i] = students += maker->land->township[i].students;
		families_up_to[i] = families += maker->land->township[i].families;
	}
	for (uint32_t s = 0; s < maker->kind->students; s++)
		draw_person(maker, students_up_to, 3, &maker->student[s]);
	for (uint32_t f = 0; f < maker->kind->families; f++)
		draw_person(maker, families_up_to, 6, &maker->family[f]);
}

static void sort_families(struct maker *maker)
{
	uint32_t *const first = maker->settled_first;

	for (uint32_t f = 0; f < maker->kind->families; f++)
		first[maker->family[f].township + 1]++;
	for (uint32_t i = 0; i < maker->township_count; i++)
		first[i + 1] += first[i];
	for (uint32_t f = maker->kind->families; f-- > 0;)
		maker->settled[--first[maker->family[f].township + 1]] = f;
	/* Each first was moved one to the left by that: township i now begins at first[i + 1]. */
	for (uint32_t i = 0; i < maker->township_count; i++)
		first[i] = first[i + 1];
	first[maker->township_count] = maker->kind->families;
}

static uint32_t mix(uint32_t one, uint32_t other)
{
	struct dice dice = { (uint64_t)one << 32 | other };

	return (uint32_t)dice_next(&dice);
}

static uint16_t score_of(const struct maker *maker, uint32_t s, uint32_t f)
{
	const struct person *const student = &maker->student[s], *const family = &maker->family[f];
	const uint32_t here = student->township % maker->land->count, there = family->township % maker->land->count;
	const int64_t far = land_distance_squared(maker->land, here, there);
	const int met = __builtin_popcount(student->wants & family->wants), wanted = __builtin_popcount(student->wants);
	int64_t points;

	if (maker->kind->layout == LAYOUT_ANYWHERE)
		return mix(student->taste, family->taste) & 1 ? tie_high : tie_low;
	points = near_points * 100 / (100 + far) + need_points * met / wanted + mix(student->taste, family->taste) % liking_points +
		 student->waited;
	return (uint16_t)(points < 1000 ? points : 1000);
}

/* A township near the student's: every second one is its own, then ever rarer the farther it is. */
static uint32_t draw_near(struct maker *maker, uint32_t township)
{
	const uint32_t count = maker->land->count, city = township / count;
	uint32_t steps = 0;

	while (steps + 1 < count && dice_below(&maker->dice, 16) >= (steps == 0 ? 8 : 3))
		steps++;
	return city * count + maker->land->nearest[township % count][steps];
}

static uint32_t draw_candidate(struct maker *maker, uint32_t student)
{
	uint32_t township, from, count;

	if (maker->kind->layout == LAYOUT_ANYWHERE)
		return dice_below(&maker->dice, maker->kind->families);
	do {
		township = draw_near(maker, maker->student[student].township);
		from = maker->settled_first[township];
		count = maker->settled_first[township + 1] - from;
	} while (count == 0);
	return maker->settled[from + dice_below(&maker->dice, count)];
}

static int by_number(const void *one, const void *other)
{
	const uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

/* The student's candidates, from `family` on; how many. */
static uint32_t draw_candidates(struct maker *maker, uint32_t student, uint32_t *family)
{
	const uint32_t degree = maker->kind->degree, fewest = degree * 2 / 3;
	const uint32_t wanted = fewest + dice_below(&maker->dice, 2 * (degree - fewest) + 1);
	uint32_t count = 0;

	if (maker->kind->layout == LAYOUT_ALL) {
		for (; count < maker->kind->families; count++)
			family[count] = count;
		return count;
	}
	/* A small township has not so many: after enough of them were there already it is good. */
	for (uint32_t tries = 0; count < wanted && tries < 4 * wanted; tries++) {
		const uint32_t candidate = draw_candidate(maker, student);

		if (maker->stamp[candidate] == student + 1)
			continue;
		maker->stamp[candidate] = student + 1;
		family[count++] = candidate;
	}
	qsort(family, count, sizeof *family, by_number);
	return count;
}

/* One more for each of the faces from which on it is more, of 100. */
static uint8_t draw_count(struct dice *dice, const uint8_t from[3])
{
	const uint32_t face = dice_below(dice, 100);
	uint8_t count = 1;

	for (size_t i = 0; i < 3; i++)
		count = (uint8_t)(count + (face >= from[i]));
	return count;
}

static void draw_edges(struct maker *maker, struct instance *instance)
{
	/* As many places as room, nearly: every family counts. */
	static const uint8_t places_from[3] = { 4, 96, 99 }, room_from[3] = { 97, 99, 100 };

	for (uint32_t f = 0; f < instance->family_count; f++)
		instance->capacity[f] = draw_count(&maker->dice, room_from);
	for (uint32_t s = 0; s < instance->student_count; s++) {
		const uint32_t from = instance->first[s];

		instance->places[s] = draw_count(&maker->dice, places_from);
		instance->first[s + 1] = from + draw_candidates(maker, s, instance->family + from);
		for (uint32_t e = from; e < instance->first[s + 1]; e++)
			instance->score[e] = score_of(maker, s, instance->family[e]);
	}
	instance->edge_count = instance->first[instance->student_count];
}

enum err instance_make(struct arena *arena, const struct instance_kind *kind, uint64_t seed, const char *divisions,
		       struct instance *out)
{
	/* A student has at most 4/3 of the usual number of candidates, and no more than there are. */
	const uint32_t most = kind->layout == LAYOUT_ALL ? kind->families : kind->degree * 4 / 3 + 1;
	const size_t edges_most = (size_t)kind->students * most;
	struct maker maker = { .kind = kind, .dice = { seed } };
	struct arena scratch;
	enum err err;

	arena_init(&scratch, 0);
	maker.land = ARENA_NEW(&scratch, struct land);
	err = land_read(divisions, &maker.dice, maker.land);
	if (err == OK) {
		maker.township_count = kind->cities * maker.land->count;
		maker.student = ARENA_ARRAY(&scratch, struct person, kind->students);
		maker.family = ARENA_ARRAY(&scratch, struct person, kind->families);
		maker.settled = ARENA_ARRAY(&scratch, uint32_t, kind->families);
		maker.settled_first = ARENA_ARRAY(&scratch, uint32_t, maker.township_count + 1);
		maker.stamp = ARENA_ARRAY(&scratch, uint32_t, kind->families);
		draw_people(&maker);
		sort_families(&maker);
		*out = (struct instance){
			.student_count = kind->students, .family_count = kind->families,
			.first = ARENA_ARRAY(arena, uint32_t, kind->students + 1), .family = ARENA_ARRAY(arena, uint32_t, edges_most),
			.score = ARENA_ARRAY(arena, uint16_t, edges_most), .places = ARENA_ARRAY(arena, uint8_t, kind->students),
			.capacity = ARENA_ARRAY(arena, uint32_t, kind->families) };
		draw_edges(&maker, out);
	}
	arena_free(&scratch);
	return err;
}

void instance_write(const struct instance *instance, FILE *out)
{
	fprintf(out, "p %u %u %u\n", instance->student_count, instance->family_count, instance->edge_count);
	for (uint32_t s = 0; s < instance->student_count; s++)
		fprintf(out, "s %u %u\n", s + 1, instance->places[s]);
	for (uint32_t f = 0; f < instance->family_count; f++)
		fprintf(out, "f %u %u\n", f + 1, instance->capacity[f]);
	for (uint32_t s = 0; s < instance->student_count; s++)
		for (uint32_t e = instance->first[s]; e < instance->first[s + 1]; e++)
			fprintf(out, "e %u %u %u\n", s + 1, instance->family[e] + 1, instance->score[e]);
}
