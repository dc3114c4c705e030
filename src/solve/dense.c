/* Where each student has hundreds of edges, nearly all of them are too poor ever to be chosen. Keep the best of each student, and of each
 * family, so that nobody stands without; solve; then ask of every edge whether it would beat its student's level at the prices found. Those that
 * would come in, a few of each student at a time, and the solution is mended, until there is none: then all edges are proved. */
#include <inttypes.h>

#include "solve/state.h"

enum {
	dense_degree = 640,	/* edges a student, on average, from which on choosing is worth its while */
	student_keeps = 128, family_keeps = 24,
	student_adds = 16,	/* at a time */
	bucket_count = 1024
};

struct choosing {
	const struct assignment *input;
	uint64_t *kept;			/* a bit for each edge */
	uint32_t *best;			/* [family_keeps] of each family: edges */
	int32_t *least;			/* [family]: the lowest score among them; while there are fewer, how many they miss, below 0 */
	uint32_t *seen;			/* [family]: the last student that had it, + 1 */
	unsigned shift;			/* of a score, to its bucket */
};

bool solve_is_dense(const struct assignment *input)
{
	return input->student_count > 0 && input->first[input->student_count] / input->student_count >= dense_degree;
}

static void keep(struct choosing *choosing, uint32_t e)
{
	choosing->kept[e / 64] |= UINT64_C(1) << e % 64;
}

/* The best scores, from bucket to bucket. In the last one there are too many: begin somewhere else for each student, lest all keep the same. */
static void keep_of_student(struct choosing *choosing, uint32_t s)
{
	const struct assignment *const input = choosing->input;
	const uint32_t first = input->first[s], count = input->first[s + 1] - first;
	uint32_t in_bucket[bucket_count] = { 0 }, bucket = bucket_count - 1, left = student_keeps, e;

	for (uint32_t i = 0; i < count; i++)
		in_bucket[input->score[first + i] >> choosing->shift]++;
	while (bucket > 0 && in_bucket[bucket] <= left)
		left -= in_bucket[bucket--];
	for (uint32_t i = 0; i < count; i++)
		if ((uint32_t)(input->score[first + i] >> choosing->shift) > bucket)
			keep(choosing, first + i);
	e = count > 0 ? (uint32_t)(s * UINT32_C(2654435761)) % count : 0;
	for (uint32_t i = 0; i < count && left > 0; i++, e = e + 1 == count ? 0 : e + 1)
		if ((uint32_t)(input->score[first + e] >> choosing->shift) == bucket) {
			keep(choosing, first + e);
			left--;
		}
}

static void keep_of_family(struct choosing *choosing, uint32_t f, uint32_t e)
{
	const uint16_t *const score = choosing->input->score;
	uint32_t *const best = choosing->best + (size_t)f * family_keeps;
	uint32_t least = 0;

	if (choosing->least[f] < 0) {
		best[family_keeps + choosing->least[f]] = e;
		if (++choosing->least[f] < 0)
			return;
	} else {
		while (score[best[least]] != choosing->least[f])
			least++;
		best[least] = e;
	}
	least = 0;
	for (uint32_t i = 1; i < family_keeps; i++)
		if (score[best[i]] < score[best[least]])
			least = i;
	choosing->least[f] = score[best[least]];
}

static enum err choose_edges(struct choosing *choosing, struct fault *fault)
{
	const struct assignment *const input = choosing->input;

	for (uint32_t f = 0; f < input->family_count; f++)
		choosing->least[f] = -family_keeps;
	for (uint32_t s = 0; s < input->student_count; s++) {
		for (uint32_t e = input->first[s]; e < input->first[s + 1]; e++) {
			const uint32_t f = input->family[e];

			if (choosing->seen[f] == s + 1)
				return fault_note(fault, E_INVALID, "student %" PRIu32 " has an edge twice", s);
			choosing->seen[f] = s + 1;
			if (input->score[e] > choosing->least[f])
				keep_of_family(choosing, f, e);
		}
		keep_of_student(choosing, s);
	}
	for (uint32_t f = 0; f < input->family_count; f++)
		for (int32_t i = 0; i < family_keeps + (choosing->least[f] < 0 ? choosing->least[f] : 0); i++)
			keep(choosing, choosing->best[(size_t)f * family_keeps + (size_t)i]);
	return OK;
}

/* The first kept edge from this one on; one of any number behind the last. */
static uint32_t next_kept(const uint64_t *kept, uint32_t e, uint32_t end)
{
	uint64_t word = kept[e / 64] >> e % 64;

	if (word != 0)
		return e + (uint32_t)__builtin_ctzll(word);
	for (e = (e / 64 + 1) * 64; e < end; e += 64)
		if (kept[e / 64] != 0)
			return e + (uint32_t)__builtin_ctzll(kept[e / 64]);
	return e;
}

/* The kept edges as an instance of its own. */
static enum err copy_kept(const struct choosing *choosing, struct solver *solver)
{
	const struct assignment *const input = choosing->input;
	const uint32_t edges = input->first[input->student_count];
	size_t count = 0;
	uint32_t *first, *family, at = 0;
	uint16_t *score;

	for (uint32_t i = 0; i <= edges / 64; i++)
		count += (size_t)__builtin_popcountll(choosing->kept[i]);
	TRY(solve_alloc(solver, input->student_count + (size_t)1, sizeof *first, &solver->kept_first));
	TRY(solve_alloc(solver, count, sizeof *family, &solver->kept_family));
	TRY(solve_alloc(solver, count, sizeof *score, &solver->kept_score));
	first = solver->kept_first;
	family = solver->kept_family;
	score = solver->kept_score;
	for (uint32_t s = 0; s < input->student_count; s++) {
		const uint32_t end = input->first[s + 1];

		for (uint32_t e = next_kept(choosing->kept, input->first[s], end); e < end; e = next_kept(choosing->kept, e + 1, end)) {
			family[at] = input->family[e];
			score[at++] = input->score[e];
		}
		first[s + 1] = at;
	}
	solver->listed.first = first;
	solver->listed.family = family;
	solver->listed.score = score;
	return OK;
}

enum err solve_keep_best(struct solver *solver, struct fault *fault)
{
	const struct assignment *const input = &solver->input;
	const size_t families = input->family_count;
	struct choosing choosing = { .input = input };
	enum err err = E_BUSY;

	while (input->score_max >> choosing.shift >= bucket_count)
		choosing.shift++;
	choosing.kept = calloc(input->first[input->student_count] / 64 + (size_t)1, sizeof *choosing.kept);
	choosing.best = malloc(families * family_keeps * sizeof *choosing.best);
	choosing.least = malloc(families * sizeof *choosing.least);
	choosing.seen = calloc(families, sizeof *choosing.seen);
	if (choosing.kept != NULL && choosing.best != NULL && choosing.least != NULL && choosing.seen != NULL)
		err = choose_edges(&choosing, fault);
	if (err == OK)
		err = copy_kept(&choosing, solver);
	free(choosing.kept);
	free(choosing.best);
	free(choosing.least);
	free(choosing.seen);
	return err;
}

struct better {
	uint32_t edge;
	int64_t by;
};

/* The edges of the student that beat its level most. Pairs beat it too, but are listed already. */
static uint32_t find_better(const struct solver *solver, uint32_t id, struct better better[student_adds])
{
	const struct assignment *const input = &solver->input;
	const uint32_t s = solver->student_of[id];
	const int64_t level = solver->level[s];
	uint32_t count = 0;

	for (uint32_t e = input->first[id]; e < input->first[id + 1]; e++) {
		const uint32_t f = solver->family_of[input->family[e]];
		const int64_t by = profit(solver, f, input->score[e]) - level;
		uint32_t at;

		if (by <= 0 || (count == student_adds && by <= better[count - 1].by) || held_at(&solver->student[s], f) >= 0)
			continue;
		at = count < student_adds ? count++ : count - 1;
		for (; at > 0 && better[at - 1].by < by; at--)
			better[at] = better[at - 1];
		better[at] = (struct better){ .edge = e, .by = by };
	}
	return count;
}

enum err solve_add_better(struct solver *solver, uint32_t *added)
{
	uint32_t total = 0;

	for (uint32_t id = 0; id < solver->student_count; id++) {
		struct better better[student_adds];
		const uint32_t count = find_better(solver, id, better), s = solver->student_of[id];

		for (uint32_t i = 0; i < count; i++)
			TRY(solve_add_edge(solver, s, solver->family_of[solver->input.family[better[i].edge]], solver->input.score[better[i].edge]));
		if (count > 0)
			note_change(solver, 2 * s, MOVED);
		total += count;
	}
	*added = total;
	return OK;
}
