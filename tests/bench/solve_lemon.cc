/* A transportation problem: a student sends K units, to families or, at a price, to the node of empty places; a family takes up to
 * its room. No source, no sink and no arc but one for each edge and each place, which LEMON likes best. */
#include "solve_lemon.h"

#include <time.h>

#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace {

typedef lemon::SmartDigraph graph_t;
typedef lemon::NetworkSimplex<graph_t, int, int64_t> simplex_t;
typedef lemon::CostScaling<graph_t, int, int64_t> scaling_t;

const int64_t score_most = 1000;

double cpu_now()
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct problem {
	graph_t graph;
	graph_t::ArcMap<int> upper;
	graph_t::ArcMap<int64_t> cost;
	graph_t::NodeMap<int> supply;
	int demand, room;

	problem() : upper(graph), cost(graph), supply(graph), demand(0), room(0) {}
};

/* One more place of a better rank is worth more than any score: B. */
int64_t place_price(const problem &problem)
{
	return (static_cast<int64_t>(problem.demand < problem.room ? problem.demand : problem.room) + 1) * score_most + 1;
}

void add_arc(problem &problem, graph_t::Node from, graph_t::Node to, int64_t cost)
{
	const graph_t::Arc arc = problem.graph.addArc(from, to);

	problem.upper[arc] = 1;
	problem.cost[arc] = cost;
}

void build(const assignment &instance, problem &problem)
{
	const int students = static_cast<int>(instance.student_count), families = static_cast<int>(instance.family_count);

	problem.graph.reserveNode(students + families + 1);
	problem.graph.reserveArc(static_cast<int>(instance.first[students]) + ASSIGNMENT_PLACES * students);
	for (int i = 0; i < students + families + 1; i++)
		problem.graph.addNode();
	for (int s = 0; s < students; s++)
		problem.demand += problem.supply[graph_t::nodeFromId(s)] = instance.places[s];
	for (int f = 0; f < families; f++) {
		problem.supply[graph_t::nodeFromId(students + f)] = -static_cast<int>(instance.capacity[f]);
		problem.room += static_cast<int>(instance.capacity[f]);
	}
	const graph_t::Node empty = graph_t::nodeFromId(students + families);
	problem.supply[empty] = -problem.demand;
	for (int s = 0; s < students; s++) {
		const graph_t::Node student = graph_t::nodeFromId(s);

		for (uint32_t e = instance.first[s]; e < instance.first[s + 1]; e++)
			add_arc(problem, student, graph_t::nodeFromId(students + static_cast<int>(instance.family[e])),
				score_most - instance.score[e]);
		for (int rank = 0; rank < instance.places[s]; rank++)
			add_arc(problem, student, empty, (ASSIGNMENT_PLACES - rank) * place_price(problem));
	}
}

template <class solver_t> void read_totals(const assignment &instance, const solver_t &solver, solve_totals *out)
{
	int arc = 0;

	*out = solve_totals();
	for (uint32_t s = 0; s < instance.student_count; s++) {
		int filled = 0;

		for (uint32_t e = instance.first[s]; e < instance.first[s + 1]; e++, arc++) {
			if (solver.flow(graph_t::arcFromId(arc)) > 0) {
				out->filled[filled++]++;
				out->score += instance.score[e];
			}
		}
		arc += instance.places[s];
	}
}

template <class solver_t, class rule_t>
bool run(const assignment &instance, const problem &problem, solver_t &solver, rule_t rule, double *cpu_seconds, solve_totals *out)
{
	solver.upperMap(problem.upper).costMap(problem.cost).supplyMap(problem.supply);
	const double begun = cpu_now();
	const bool found = solver.run(rule) == solver_t::OPTIMAL;
	const double seconds = cpu_now() - begun;

	if (found) {
		*cpu_seconds = seconds;
		read_totals(instance, solver, out);
	}
	return found;
}

enum { mixed_arcs, arcs_in_order, by_scaling };

struct rule {
	int solver, number;
};

const rule rules[] = {
	{ mixed_arcs, simplex_t::BLOCK_SEARCH }, { arcs_in_order, simplex_t::BLOCK_SEARCH }, { mixed_arcs, simplex_t::CANDIDATE_LIST },
	{ mixed_arcs, simplex_t::ALTERING_LIST }, { mixed_arcs, simplex_t::FIRST_ELIGIBLE }, { mixed_arcs, simplex_t::BEST_ELIGIBLE },
	{ by_scaling, scaling_t::PARTIAL_AUGMENT }, { by_scaling, scaling_t::PUSH }, { by_scaling, scaling_t::AUGMENT } };

}

const lemon_way lemon_ways[] = {
	{ "simplex-block", false }, { "simplex-block-in-order", false }, { "simplex-candidates", false }, { "simplex-altering", false },
	{ "simplex-first", false }, { "simplex-best", true }, { "scaling-partial-augment", false }, { "scaling-push", false },
	{ "scaling-augment", false }, { NULL, false } };

bool lemon_solve(const assignment *instance, const lemon_way *way, double *cpu_seconds, solve_totals *out)
{
	const rule &rule = rules[way - lemon_ways];
	problem problem;

	build(*instance, problem);
	if (rule.solver == by_scaling) {
		scaling_t scaling(problem.graph);

		return run(*instance, problem, scaling, static_cast<scaling_t::Method>(rule.number), cpu_seconds, out);
	}
	simplex_t simplex(problem.graph, rule.solver == mixed_arcs);

	return run(*instance, problem, simplex, static_cast<simplex_t::PivotRule>(rule.number), cpu_seconds, out);
}
