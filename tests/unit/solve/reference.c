#include "reference.h"

#include <stdlib.h>
#include <string.h>

/* What changes: students with at least one, two, three, four families, and the score. */
struct gain {
	int64_t part[ASSIGNMENT_PLACES + 1];
};

/* Nodes: the source, the sink, students, families. */
struct arc {
	uint32_t from, to;
	struct gain gain;
	uint32_t room, back;	/* the arc that takes it back */
};

struct flow {
	struct arc *arc;
	uint32_t arc_count, node_count;
	struct gain *best;	/* [node] of the ways there */
	bool *reached;
	uint32_t *by;		/* [node] the last arc of that way */
};

enum { SOURCE, SINK, FIRST_STUDENT };

static int compare(const struct gain *a, const struct gain *b)
{
	for (int i = 0; i <= ASSIGNMENT_PLACES; i++)
		if (a->part[i] != b->part[i])
			return a->part[i] > b->part[i] ? 1 : -1;
	return 0;
}

static struct gain sum(struct gain one, const struct gain *other)
{
	for (int i = 0; i <= ASSIGNMENT_PLACES; i++)
		one.part[i] += other->part[i];
	return one;
}

static struct gain negative(struct gain gain)
{
	for (int i = 0; i <= ASSIGNMENT_PLACES; i++)
		gain.part[i] = -gain.part[i];
	return gain;
}

static void add_arc(struct flow *flow, uint32_t from, uint32_t to, uint32_t room, struct gain gain)
{
	const uint32_t at = flow->arc_count;

	flow->arc_count += 2;
	flow->arc[at] = (struct arc){ .from = from, .to = to, .gain = gain, .room = room, .back = at + 1 };
	flow->arc[at + 1] = (struct arc){ .from = to, .to = from, .gain = negative(gain), .back = at };
}

static void add_arcs(struct flow *flow, const struct assignment *input)
{
	const uint32_t first_family = FIRST_STUDENT + input->student_count;

	for (uint32_t s = 0; s < input->student_count; s++) {
		for (uint32_t i = 0; i < input->places[s]; i++) {
			struct gain gain = { .part = { 0 } };

			gain.part[i] = 1;
			add_arc(flow, SOURCE, FIRST_STUDENT + s, 1, gain);
		}
		for (uint32_t e = input->first[s]; e < input->first[s + 1]; e++) {
			struct gain gain = { .part = { 0 } };

			gain.part[ASSIGNMENT_PLACES] = input->score[e];
			add_arc(flow, FIRST_STUDENT + s, first_family + input->family[e], 1, gain);
		}
	}
	for (uint32_t f = 0; f < input->family_count; f++)
		add_arc(flow, first_family + f, SINK, input->capacity[f], (struct gain){ .part = { 0 } });
}

static bool look_along(struct flow *flow, uint32_t at)
{
	const struct arc *const arc = &flow->arc[at];

	if (arc->room == 0 || !flow->reached[arc->from])
		return false;
	const struct gain there = sum(flow->best[arc->from], &arc->gain);

	if (flow->reached[arc->to] && compare(&there, &flow->best[arc->to]) <= 0)
		return false;
	flow->best[arc->to] = there;
	flow->reached[arc->to] = true;
	flow->by[arc->to] = at;
	return true;
}

/* The best way for one more pair, taken if it gains something. */
static bool augment(struct flow *flow)
{
	const struct gain nothing = { .part = { 0 } };
	bool changed = true;

	memset(flow->reached, 0, flow->node_count * sizeof *flow->reached);
	flow->reached[SOURCE] = true;
	flow->best[SOURCE] = nothing;
	while (changed) {
		changed = false;
		for (uint32_t at = 0; at < flow->arc_count; at++)
			changed = look_along(flow, at) || changed;
	}
	if (!flow->reached[SINK] || compare(&flow->best[SINK], &nothing) <= 0)
		return false;
	for (uint32_t node = SINK; node != SOURCE; node = flow->arc[flow->by[node]].from) {
		struct arc *const arc = &flow->arc[flow->by[node]];

		arc->room--;
		flow->arc[arc->back].room++;
	}
	return true;
}

static void *take(size_t count, size_t size)
{
	void *const memory = calloc(count, size);

	if (memory == NULL)
		abort();
	return memory;
}

void reference_solve(const struct assignment *input, struct assignment_totals *out)
{
	const uint32_t nodes = FIRST_STUDENT + input->student_count + input->family_count;
	const uint32_t arcs = ASSIGNMENT_PLACES * input->student_count + input->first[input->student_count] + input->family_count;
	struct flow flow = {
		.node_count = nodes, .arc = take(2 * (size_t)arcs + 1, sizeof(struct arc)), .best = take(nodes, sizeof(struct gain)),
		.reached = take(nodes, sizeof(bool)), .by = take(nodes, sizeof(uint32_t)) };
	struct assignment_totals totals = { .pairs = 0 };

	add_arcs(&flow, input);
	while (augment(&flow)) {
		totals.pairs++;
		for (int i = 0; i < ASSIGNMENT_PLACES; i++)
			totals.students_with[i] += (uint32_t)flow.best[SINK].part[i];
		totals.score += flow.best[SINK].part[ASSIGNMENT_PLACES];
	}
	free(flow.arc);
	free(flow.best);
	free(flow.reached);
	free(flow.by);
	*out = totals;
}
