/* The worker's side of a run: solve it and write down all of it, in few statements. */
#include <time.h>

#include "domain/pairing/match_run.h"

struct run_order {
	int64_t id;
	const char *path;
	struct match_points weights;
	struct timestamp solved_at, discarded_at;
};
static const struct shape run_order_shape = SHAPE(run_order,
	COLUMN(run_order, id), COLUMN(run_order, path), POINT_COLUMNS(run_order, weights),
	COLUMN(run_order, solved_at, .nullable = true), COLUMN(run_order, discarded_at, .nullable = true));
static const struct statement lock_run = {
	.sql = "SELECT id, path, " POINT_NAMES("") ", solved_at, discarded_at FROM match_run WHERE id = ? FOR UPDATE",
	.params = "i", .row = &run_order_shape };

/* What is stored of a choice, and so on: the plan's rows with the run they are of. */
struct stored_choice {
	int64_t run_id;
	struct match_choice choice;
};
#define OF_CHOICE(part) { .name = #part, .offset = offsetof(struct stored_choice, choice.part), .type = COLUMN_INT64 }
static const struct shape stored_choice_shape = SHAPE(stored_choice,
	COLUMN(stored_choice, run_id), OF_CHOICE(student_id), OF_CHOICE(family_id), OF_CHOICE(place), OF_CHOICE(score),
	POINT_COLUMNS(stored_choice, choice.points), OF_CHOICE(metres), OF_CHOICE(runner_up_id), OF_CHOICE(runner_up_short));
static const struct statement insert_choices = {
	.sql = "INSERT INTO match_proposal (run_id, student_id, family_id, place, score, " POINT_NAMES("") ", metres, runner_up_id, "
	       "runner_up_short) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, 0), ?)",
	.bind = &stored_choice_shape };

struct stored_unpaired {
	int64_t run_id, family_id;
	enum unpaired_why why;
	int64_t nearest_id, nearest_short, price;
};
static const struct shape stored_unpaired_shape = SHAPE(stored_unpaired,
	COLUMN(stored_unpaired, run_id), COLUMN(stored_unpaired, family_id), COLUMN(stored_unpaired, why, .names = unpaired_why_names),
	COLUMN(stored_unpaired, nearest_id), COLUMN(stored_unpaired, nearest_short), COLUMN(stored_unpaired, price));
static const struct statement insert_unpaired = {
	.sql = "INSERT INTO match_unpaired (run_id, family_id, why, nearest_id, short, price) VALUES (?, ?, ?, NULLIF(?, 0), ?, ?)",
	.bind = &stored_unpaired_shape };

struct stored_left {
	int64_t run_id, student_id;
	enum left_why why;
};
static const struct shape stored_left_shape = SHAPE(stored_left,
	COLUMN(stored_left, run_id), COLUMN(stored_left, student_id), COLUMN(stored_left, why, .names = left_why_names));
static const struct statement insert_left = {
	.sql = "INSERT INTO match_left (run_id, student_id, why) VALUES (?, ?, ?)", .bind = &stored_left_shape };

struct stored_figure {
	int64_t run_id;
	enum match_grouping grouping;
	const char *name;
	int64_t students, matched, second, served, waited_days;
};
static const struct shape stored_figure_shape = SHAPE(stored_figure,
	COLUMN(stored_figure, run_id), COLUMN(stored_figure, grouping, .names = match_grouping_names), COLUMN(stored_figure, name),
	COLUMN(stored_figure, students), COLUMN(stored_figure, matched), COLUMN(stored_figure, second), COLUMN(stored_figure, served),
	COLUMN(stored_figure, waited_days));
static const struct statement insert_figures = {
	.sql = "INSERT INTO match_figure (run_id, grouping, name, students, matched, second, served, waited_days) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &stored_figure_shape };

static const struct statement solved = {
	.sql = "UPDATE match_run SET solved_at = ?, input_digest = ?, students = ?, families = ?, edges = ?, first_places = ?, "
	       "second_places = ?, third_places = ?, fourth_places = ?, proposals = ?, served = ?, unpaired = ?, left_over = ?, score = ?, "
	       "waited_days = ?, blocking_pairs = ?, solve_us = ?, total_us = ? WHERE id = ?",
	.params = "txiiiiiiiiiiiiiiiii" };

const struct statement *const match_solve_statements[] = {
	&lock_run, &insert_choices, &insert_unpaired, &insert_left, &insert_figures, &solved, NULL };

static enum err store_choices(struct db *db, struct arena *arena, int64_t id, struct rows choices)
{
	const struct match_choice *choice = choices.row;
	struct stored_choice *stored = ARENA_ARRAY(arena, struct stored_choice, choices.count + 1);

	for (size_t i = 0; i < choices.count; i++)
		stored[i] = (struct stored_choice){ id, choice[i] };
	return db_run_many(db, &insert_choices, (struct rows){ stored, choices.count }, NULL);
}

static enum err store_unpaired(struct db *db, struct arena *arena, int64_t id, struct rows unpaired)
{
	const struct match_unpaired *family = unpaired.row;
	struct stored_unpaired *stored = ARENA_ARRAY(arena, struct stored_unpaired, unpaired.count + 1);

	for (size_t i = 0; i < unpaired.count; i++)
		stored[i] = (struct stored_unpaired){ id, family[i].family_id, family[i].why, family[i].nearest_id,
						      family[i].nearest_short, family[i].price };
	return db_run_many(db, &insert_unpaired, (struct rows){ stored, unpaired.count }, NULL);
}

static enum err store_left(struct db *db, struct arena *arena, int64_t id, struct rows left)
{
	const struct match_left *student = left.row;
	struct stored_left *stored = ARENA_ARRAY(arena, struct stored_left, left.count + 1);

	for (size_t i = 0; i < left.count; i++)
		stored[i] = (struct stored_left){ id, student[i].student_id, student[i].why };
	return db_run_many(db, &insert_left, (struct rows){ stored, left.count }, NULL);
}

static enum err store_figures(struct db *db, struct arena *arena, int64_t id, struct rows figures)
{
	const struct match_figure *figure = figures.row;
	struct stored_figure *stored = ARENA_ARRAY(arena, struct stored_figure, figures.count + 1);

	for (size_t i = 0; i < figures.count; i++)
		stored[i] = (struct stored_figure){ id, figure[i].grouping, figure[i].name, figure[i].students, figure[i].matched,
						    figure[i].second, figure[i].served, figure[i].waited_days };
	return db_run_many(db, &insert_figures, (struct rows){ stored, figures.count }, NULL);
}

static int64_t monotonic_us(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000000 + at.tv_nsec / 1000;
}

static enum err store(struct db *db, struct arena *arena, int64_t id, const struct match_plan *plan)
{
	TRY(store_choices(db, arena, id, plan->choices));
	TRY(store_unpaired(db, arena, id, plan->unpaired));
	TRY(store_left(db, arena, id, plan->left));
	return store_figures(db, arena, id, plan->figures);
}

enum err match_run_solve(struct db *db, struct arena *arena, int64_t id, struct timestamp now, struct match_totals *out,
			 struct fault *fault)
{
	const int64_t began_us = monotonic_us();
	int64_t solve_us;
	struct run_order order;
	struct match_input input;
	struct match_plan plan;
	const struct match_totals *sums = &plan.totals;

	TRY(db_one(db, arena, &lock_run, &order, id));
	if (!timestamp_is_none(order.discarded_at) || !timestamp_is_none(order.solved_at))
		return E_CONFLICT;
	TRY(match_input_load(db, arena, order.path, now, &input));
	solve_us = -monotonic_us();
	TRY(match_plan_make(arena, &input, &order.weights, &plan, fault));
	solve_us += monotonic_us();
	TRY(store(db, arena, id, &plan));
	TRY(db_run(db, &solved, NULL, now, plan.input_digest, sums->students, sums->families, sums->edges, sums->first_places,
		   sums->second_places, sums->third_places, sums->fourth_places, (int64_t)plan.choices.count, sums->served,
		   (int64_t)plan.unpaired.count, (int64_t)plan.left.count, sums->score, sums->waited_days, sums->blocking_pairs, solve_us,
		   monotonic_us() - began_us, id));
	*out = plan.totals;
	return OK;
}
