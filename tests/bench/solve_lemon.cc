/* A transportation problem: a student sends K units, to families or, at a price, to the node of empty places; a family takes up to
 * its room. No source, no sink and no arc but one for each edge and each place, which LEMON likes best. */
#include "solve_lemon.h"

#include <time.h>

#include <vector>

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
	std::vector<int> student, family;	/* their nodes */
	std::vector<uint32_t> order;		/* of the students' arcs */
	double numbering_seconds;		/* by nearness: ours is measured with it, too */

	problem() : upper(graph), cost(graph), supply(graph), demand(0), room(0), numbering_seconds(0) {}
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

/* Nodes as they are numbered, students before families. */
void number_plainly(const assignment &instance, problem &problem)
{
	for (uint32_t s = 0; s < instance.student_count; s++) {
		problem.student[s] = static_cast<int>(s);
		problem.order.push_back(s);
	}
	for (uint32_t f = 0; f < instance.family_count; f++)
		problem.family[f] = static_cast<int>(instance.student_count + f);
}

/* The students of each family, one family after the other: those of f from first[f] on. */
void list_candidates(const assignment &instance, std::vector<uint32_t> &first, std::vector<uint32_t> &students)
{
	first.assign(instance.family_count + 2, 0);
	students.resize(instance.first[instance.student_count]);
	for (uint32_t e = 0; e < students.size(); e++)
		first[instance.family[e] + 2]++;
	for (uint32_t f = 0; f < instance.family_count; f++)
		first[f + 2] += first[f + 1];
	for (uint32_t s = 0; s < instance.student_count; s++)
		for (uint32_t e = instance.first[s]; e < instance.first[s + 1]; e++)
			students[first[instance.family[e] + 1]++] = s;
}

/* Nodes by breadth-first search, so that neighbours lie together in memory: what our solver does for itself. */
void number_by_nearness(const assignment &instance, problem &problem)
{
	std::vector<uint32_t> first, candidates;
	int nodes = 0;

	list_candidates(instance, first, candidates);
	for (uint32_t start = 0, next = 0; start < instance.student_count; start++) {
		if (problem.student[start] < 0) {
			problem.student[start] = nodes++;
			problem.order.push_back(start);
		}
		for (; next < problem.order.size(); next++) {
			const uint32_t s = problem.order[next];

			for (uint32_t e = instance.first[s]; e < instance.first[s + 1]; e++) {
				const uint32_t f = instance.family[e];

				if (problem.family[f] >= 0)
					continue;
				problem.family[f] = nodes++;
				for (uint32_t i = first[f]; i < first[f + 1]; i++) {
					if (problem.student[candidates[i]] >= 0)
						continue;
					problem.student[candidates[i]] = nodes++;
					problem.order.push_back(candidates[i]);
				}
			}
		}
	}
	for (uint32_t f = 0; f < instance.family_count; f++)
		if (problem.family[f] < 0)
			problem.family[f] = nodes++;
}

void number_nodes(const assignment &instance, bool near, problem &problem)
{
	const double begun = cpu_now();

	problem.student.assign(instance.student_count, -1);
	problem.family.assign(instance.family_count, -1);
	problem.order.reserve(instance.student_count);
	(near ? number_by_nearness : number_plainly)(instance, problem);
	if (near)
		problem.numbering_seconds = cpu_now() - begun;
}

void build(const assignment &instance, bool near, problem &problem)
{
	const uint32_t students = instance.student_count, families = instance.family_count;

	number_nodes(instance, near, problem);
	problem.graph.reserveNode(static_cast<int>(students + families + 1));
	problem.graph.reserveArc(static_cast<int>(instance.first[students] + ASSIGNMENT_PLACES * students));
	for (uint32_t i = 0; i < students + families; i++)
		problem.graph.addNode();
	const graph_t::Node empty = problem.graph.addNode();

	for (uint32_t s = 0; s < students; s++)
		problem.demand += problem.supply[graph_t::nodeFromId(problem.student[s])] = instance.places[s];
	for (uint32_t f = 0; f < families; f++) {
		problem.supply[graph_t::nodeFromId(problem.family[f])] = -static_cast<int>(instance.capacity[f]);
		problem.room += static_cast<int>(instance.capacity[f]);
	}
	problem.supply[empty] = -problem.demand;
	for (uint32_t i = 0; i < students; i++) {
		const uint32_t s = problem.order[i];
		const graph_t::Node student = graph_t::nodeFromId(problem.student[s]);

		for (uint32_t e = instance.first[s]; e < instance.first[s + 1]; e++)
			add_arc(problem, student, graph_t::nodeFromId(problem.family[instance.family[e]]),
				score_most - instance.score[e]);
		for (int rank = 0; rank < instance.places[s]; rank++)
			add_arc(problem, student, empty, (ASSIGNMENT_PLACES - rank) * place_price(problem));
	}
}

template <class solver_t>
void read_totals(const assignment &instance, const problem &problem, const solver_t &solver, solve_totals *out)
{
	int arc = 0;

	*out = solve_totals();
	for (uint32_t i = 0; i < instance.student_count; i++) {
		const uint32_t s = problem.order[i];
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
		*cpu_seconds = seconds + problem.numbering_seconds;
		read_totals(instance, problem, solver, out);
	}
	return found;
}

enum { mixed_arcs, arcs_in_order, by_scaling };

struct rule {
	int solver, number;
	bool near;
};

const rule rules[] = {
	{ mixed_arcs, simplex_t::BLOCK_SEARCH, false }, { arcs_in_order, simplex_t::BLOCK_SEARCH, false },
	{ mixed_arcs, simplex_t::BLOCK_SEARCH, true }, { arcs_in_order, simplex_t::BLOCK_SEARCH, true },
	{ mixed_arcs, simplex_t::CANDIDATE_LIST, true }, { mixed_arcs, simplex_t::ALTERING_LIST, false },
	{ mixed_arcs, simplex_t::ALTERING_LIST, true }, { mixed_arcs, simplex_t::FIRST_ELIGIBLE, true },
	{ mixed_arcs, simplex_t::BEST_ELIGIBLE, true }, { by_scaling, scaling_t::PARTIAL_AUGMENT, true },
	{ by_scaling, scaling_t::PUSH, true }, { by_scaling, scaling_t::AUGMENT, true } };

}

const lemon_way lemon_ways[] = {
	{ "simplex-block", false }, { "simplex-block-in-order", false }, { "simplex-block-near", false },
	{ "simplex-block-in-order-near", false }, { "simplex-candidates-near", false }, { "simplex-altering", false },
	{ "simplex-altering-near", false }, { "simplex-first-near", false }, { "simplex-best-near", true },
	{ "scaling-partial-augment-near", false }, { "scaling-push-near", false }, { "scaling-augment-near", false }, { NULL, false } };

bool lemon_solve(const assignment *instance, const lemon_way *way, double *cpu_seconds, solve_totals *out)
{
	const rule &rule = rules[way - lemon_ways];
	problem problem;

	build(*instance, rule.near, problem);
	if (rule.solver == by_scaling) {
		scaling_t scaling(problem.graph);

		return run(*instance, problem, scaling, static_cast<scaling_t::Method>(rule.number), cpu_seconds, out);
	}
	simplex_t simplex(problem.graph, rule.solver == mixed_arcs);

	return run(*instance, problem, simplex, static_cast<simplex_t::PivotRule>(rule.number), cpu_seconds, out);
}
