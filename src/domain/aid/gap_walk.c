/* The worker's side of a run: students page by page, each through every rule; then the two registers against each other, by the database. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "domain/aid/aid_student.h"
#include "domain/aid/gap.h"
#include "domain/aid/programme.h"

struct order {
	int64_t id;
	const char *path, *period;
	struct date day;
	struct timestamp done_at;
};
static const struct shape order_shape = SHAPE(order,
	COLUMN(order, id), COLUMN(order, path), COLUMN(order, period), COLUMN(order, day), COLUMN(order, done_at, .nullable = true));
static const struct statement lock_run = {
	.sql = "SELECT id, path, period, day, done_at FROM gap_run WHERE id = ? FOR UPDATE", .params = "i", .row = &order_shape };

/* Awards of a page's students, refused ones too. */
struct held {
	int64_t student_id, programme_id, id;
	const char *period;
	struct money amount;
	bool refused;
};
static const struct shape held_shape = SHAPE(held,
	COLUMN(held, student_id), COLUMN(held, programme_id), COLUMN(held, id), COLUMN(held, period), COLUMN(held, amount),
	COLUMN(held, refused));
#define HELD "SELECT a.student_id, a.programme_id, a.id, a.period, a.amount_fen AS amount, a.state = 'refused' AS refused FROM "
#define HELD_BETWEEN "a.student_id > ? AND a.student_id <= ? ORDER BY a.student_id"
static const struct statement held_wide = {
	.sql = HELD "award a FORCE INDEX (award_once) WHERE " HELD_BETWEEN, .params = "ii", .row = &held_shape };
static const struct statement held_narrow = {
	.sql = HELD "student s FORCE INDEX (student_by_path) STRAIGHT_JOIN award a FORCE INDEX (award_once) ON a.student_id = s.id "
	       "WHERE s.path LIKE CONCAT(?, '%') AND " HELD_BETWEEN,
	.params = "sii", .row = &held_shape };

struct county {
	const char *code, *path;
};
static const struct shape county_shape = SHAPE(county, COLUMN(county, code), COLUMN(county, path));
static const struct statement counties = {
	.sql = "SELECT code, path FROM unit WHERE kind = 'county' AND code IS NOT NULL", .params = "", .row = &county_shape };

struct line {
	int64_t run_id;
	enum gap_kind kind;
	const char *path;
	int64_t student_id, programme_id, award_id;	/* 0: none */
	struct money amount;				/* likewise */
	int64_t missing;
};
static const struct shape line_shape = SHAPE(line,
	COLUMN(line, run_id), COLUMN(line, kind, .names = gap_kind_names), COLUMN(line, path), COLUMN(line, student_id),
	COLUMN(line, programme_id), COLUMN(line, award_id), COLUMN(line, amount), COLUMN(line, missing));
static const struct statement insert_lines = {
	.sql = "INSERT INTO gap_line (run_id, kind, path, student_id, programme_id, award_id, amount_fen, missing) "
	       "VALUES (?, ?, ?, ?, NULLIF(?, 0), NULLIF(?, 0), NULLIF(?, 0), ?)",
	.bind = &line_shape };

struct tally {
	int64_t run_id;
	const char *path;
	int64_t programme_id;
	int64_t eligible, awarded;
	struct money amount;
	int64_t left_out, not_entitled, to_ask;
};
static const struct shape tally_shape = SHAPE(tally,
	COLUMN(tally, run_id), COLUMN(tally, path), COLUMN(tally, programme_id), COLUMN(tally, eligible), COLUMN(tally, awarded),
	COLUMN(tally, amount), COLUMN(tally, left_out), COLUMN(tally, not_entitled), COLUMN(tally, to_ask));
static const struct statement add_tallies = {
	.sql = "INSERT INTO gap_tally (run_id, path, programme_id, eligible, awarded, awarded_fen, left_out, not_entitled, to_ask) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE eligible = eligible + VALUE(eligible), "
	       "awarded = awarded + VALUE(awarded), awarded_fen = awarded_fen + VALUE(awarded_fen), left_out = left_out + VALUE(left_out), "
	       "not_entitled = not_entitled + VALUE(not_entitled), to_ask = to_ask + VALUE(to_ask)",
	.bind = &tally_shape };

/* Of school age: three years old already, not nineteen yet. The numbers' index is made alike in both tables. */
static const struct statement find_not_enrolled = {
	.sql = "INSERT INTO gap_line (run_id, kind, path, poverty_person_id) SELECT ?, 'not_enrolled', p.path, p.id FROM poverty_person p "
	       "LEFT JOIN student s ON s.id_number_index = p.id_number_index WHERE p.path LIKE CONCAT(?, '%') AND p.left_on IS NULL "
	       "AND p.id_number_index IS NOT NULL AND p.birth > ? - INTERVAL 19 YEAR AND p.birth <= ? - INTERVAL 3 YEAR AND s.id IS NULL",
	.params = "isdd" };
static const struct statement find_not_listed = {
	.sql = "INSERT INTO gap_line (run_id, kind, path, student_id) SELECT ?, 'not_listed', s.path, s.id FROM student s "
	       "JOIN (SELECT DISTINCT CONCAT(SUBSTRING_INDEX(path, '/', 3), '/') AS county FROM poverty_person) c "
	       "ON c.county = CONCAT(SUBSTRING_INDEX(s.path, '/', 3), '/') "
	       "LEFT JOIN poverty_person p ON p.id_number_index = s.id_number_index AND p.left_on IS NULL "
	       "WHERE s.path LIKE CONCAT(?, '%') AND s.hardship IN ('registered_poor', 'minimum_living', 'extreme_poverty') "
	       "AND s.left_on IS NULL AND s.erased_at IS NULL AND p.id IS NULL",
	.params = "is" };

static const struct statement add_seen = {
	.sql = "UPDATE gap_run SET students = students + ?, us = us + ? WHERE id = ?", .params = "iii" };
#define COUNT_OF(kind) kind " = (SELECT COUNT(*) FROM gap_line l WHERE l.run_id = r.id AND l.kind = '" kind "')"
static const struct statement finish = {
	.sql = "UPDATE gap_run r SET done_at = ?, " COUNT_OF("left_out") ", " COUNT_OF("not_entitled") ", " COUNT_OF("to_ask") ", "
	       COUNT_OF("not_enrolled") ", " COUNT_OF("not_listed") " WHERE r.id = ?",
	.params = "ti" };

const struct statement *const gap_walk_statements[] = {
	&lock_run, &held_wide, &held_narrow, &counties, &insert_lines, &add_tallies, &find_not_enrolled, &find_not_listed, &add_seen, &finish,
	NULL };

struct walk {
	struct db *db;
	struct arena *arena;
	struct order order;
	struct programme_book book;
	const char **areas;		/* of each programme: a path; NULL: nowhere here */
	struct tally *tallies;		/* of the school in hand, by programme */
	struct line *lines;
	size_t line_count, line_room;
	struct tally *stored;
	size_t stored_count, stored_room;
};

/* A student and the awards that are his. */
struct walked {
	const struct aid_student *student;
	const struct held *held;
	size_t held_count;
};

static void add_line(struct walk *w, const struct line *line)
{
	if (w->line_count == w->line_room) {
		const size_t room = w->line_room == 0 ? 1024 : 2 * w->line_room;

		w->lines = arena_grow(w->arena, w->lines, w->line_room * sizeof *w->lines, room * sizeof *w->lines);
		w->line_room = room;
	}
	w->lines[w->line_count++] = *line;
}

static void add_tally(struct walk *w, const struct tally *tally)
{
	if (w->stored_count == w->stored_room) {
		const size_t room = w->stored_room == 0 ? 1024 : 2 * w->stored_room;

		w->stored = arena_grow(w->arena, w->stored, w->stored_room * sizeof *w->stored, room * sizeof *w->stored);
		w->stored_room = room;
	}
	w->stored[w->stored_count++] = *tally;
}

/* A year and its terms cover each other; what is given once covers all that comes after. */
static bool covers(const char *held, const char *period, bool once)
{
	return once || (strncmp(held, period, 4) == 0 && (held[5] == period[5] || held[5] == '0' || period[5] == '0'));
}

/* Nobody is left out of what the family asks for itself (a loan), or what is filled in an order (a quota). */
static bool is_owed(const struct programme *programme)
{
	return programme->kind != PROGRAMME_LOAN && programme->quota == 0;
}

static void judge(struct walk *w, size_t which, const struct walked *one, int64_t *missing)
{
	const struct programme *programme = &w->book.programmes[which];
	const struct rule *rule = &w->book.rules[which];
	const bool once = rule->tiers[0].per == PER_ONCE;
	struct tally *tally = &w->tallies[which];
	struct line line = { .run_id = w->order.id, .path = one->student->path, .student_id = one->student->id, .programme_id = programme->id };
	struct verdict verdict = { .truth = TRUTH_NO };
	bool has = false;

	if (w->areas[which] != NULL && scope_holds(w->areas[which], one->student->path))
		rule_evaluate(rule, &one->student->facts, &verdict);
	tally->eligible += verdict.truth == TRUTH_YES;
	for (size_t i = 0; i < one->held_count; i++) {
		const struct held *held = &one->held[i];

		if (held->programme_id != programme->id || !covers(held->period, w->order.period, once && !held->refused))
			continue;
		if (held->refused) {
			line.award_id = held->id;
			continue;
		}
		has = true;
		if (!covers(held->period, w->order.period, false))
			continue;
		tally->awarded++;
		tally->amount.fen += held->amount.fen;
		if (verdict.truth == TRUTH_NO) {
			tally->not_entitled++;
			line.kind = GAP_NOT_ENTITLED;
			line.award_id = held->id;
			line.amount = held->amount;
			add_line(w, &line);
		}
	}
	if (has || !is_owed(programme))
		return;
	if (verdict.truth == TRUTH_UNKNOWN) {
		tally->to_ask++;
		*missing |= verdict.missing;
	} else if (verdict.truth == TRUTH_YES) {
		tally->left_out++;
		line.kind = GAP_LEFT_OUT;
		line.amount = verdict.tier != NULL && !verdict.tier->up_to ? verdict.tier->amount : (struct money){ 0 };
		add_line(w, &line);
	}
}

static bool is_in_book(const struct programme_book *book, int64_t programme_id)
{
	for (size_t i = 0; i < book->count; i++)
		if (book->programmes[i].id == programme_id)
			return true;
	return false;
}

/* Awards of programmes without a rule in force: nobody is entitled to them. */
static void judge_others(struct walk *w, const struct walked *one)
{
	for (size_t i = 0; i < one->held_count; i++) {
		const struct held *held = &one->held[i];

		if (held->refused || !covers(held->period, w->order.period, false) || is_in_book(&w->book, held->programme_id))
			continue;
		add_line(w, &(struct line){ .run_id = w->order.id, .kind = GAP_NOT_ENTITLED, .path = one->student->path,
					    .student_id = one->student->id, .programme_id = held->programme_id, .award_id = held->id,
					    .amount = held->amount });
		add_tally(w, &(struct tally){ .run_id = w->order.id, .path = one->student->path, .programme_id = held->programme_id,
					      .awarded = 1, .amount = held->amount, .not_entitled = 1 });
	}
}

static void judge_student(struct walk *w, const struct walked *one)
{
	struct line line = { .run_id = w->order.id, .kind = GAP_TO_ASK, .path = one->student->path, .student_id = one->student->id };

	for (size_t i = 0; i < w->book.count; i++)
		judge(w, i, one, &line.missing);
	judge_others(w, one);
	if (line.missing != 0)
		add_line(w, &line);
}

static void keep_school(struct walk *w, const char *path)
{
	for (size_t i = 0; i < w->book.count; i++) {
		struct tally *tally = &w->tallies[i];

		if (tally->eligible > 0 || tally->awarded > 0 || tally->to_ask > 0) {
			tally->run_id = w->order.id;
			tally->path = path;
			tally->programme_id = w->book.programmes[i].id;
			add_tally(w, tally);
		}
		*tally = (struct tally){ 0 };
	}
}

static int by_path(const void *a, const void *b)
{
	const struct aid_student *x = ((const struct walked *)a)->student, *y = ((const struct walked *)b)->student;
	const int paths = strcmp(x->path, y->path);

	return paths != 0 ? paths : x->id < y->id ? -1 : x->id > y->id;
}

/* School by school, so that a school's tallies are few rows. Awards come by student, as students do. */
static enum err judge_page(struct walk *w, struct rows students, struct rows awards)
{
	const struct aid_student *student = students.row;
	const struct held *held = awards.row;
	struct walked *walked = ARENA_ARRAY(w->arena, struct walked, students.count + 1);
	size_t at = 0;

	for (size_t i = 0; i < students.count; i++) {
		while (at < awards.count && held[at].student_id < student[i].id)
			at++;
		walked[i] = (struct walked){ .student = &student[i], .held = held + at };
		for (; at < awards.count && held[at].student_id == student[i].id; at++)
			walked[i].held_count++;
	}
	qsort(walked, students.count, sizeof *walked, by_path);
	for (size_t i = 0; i < students.count; i++) {
		judge_student(w, &walked[i]);
		if (i + 1 == students.count || strcmp(walked[i].student->path, walked[i + 1].student->path) != 0)
			keep_school(w, walked[i].student->path);
	}
	if (w->line_count > 0)
		TRY(db_run_many(w->db, &insert_lines, (struct rows){ w->lines, w->line_count }, NULL));
	if (w->stored_count > 0)
		TRY(db_run_many(w->db, &add_tallies, (struct rows){ w->stored, w->stored_count }, NULL));
	return OK;
}

/* Where each programme is given. */
static enum err find_areas(struct walk *w)
{
	const struct county *county;
	struct rows rows;

	TRY(db_all(w->db, w->arena, &counties, &rows));
	county = rows.row;
	w->areas = ARENA_ARRAY(w->arena, const char *, w->book.count + 1);
	for (size_t i = 0; i < w->book.count; i++) {
		const char *code = w->book.programmes[i].county_code;

		w->areas[i] = code == NULL ? "/" : NULL;
		for (size_t k = 0; code != NULL && k < rows.count; k++)
			if (strcmp(county[k].code, code) == 0)
				w->areas[i] = county[k].path;
	}
	return OK;
}

static enum err walk_page(struct walk *w, int64_t after_id, int64_t rows, struct gap_slice *slice)
{
	const struct aid_student_search search = { .scope = w->order.path, .after_id = after_id, .rows = rows, .day = w->order.day };
	struct rows students, awards;
	bool more;

	TRY(programme_book_load(w->db, w->arena, w->order.day, &w->book));
	TRY(find_areas(w));
	w->tallies = ARENA_ARRAY(w->arena, struct tally, w->book.count + 1);
	memset(w->tallies, 0, (w->book.count + 1) * sizeof *w->tallies);
	TRY(aid_student_page(w->db, w->arena, &search, &students, &more));
	slice->seen = (int64_t)students.count;
	slice->done = !more;
	slice->last_id = after_id;
	if (students.count == 0)
		return OK;
	slice->last_id = ((const struct aid_student *)students.row)[students.count - 1].id;
	if (scope_width(w->order.path) >= SCOPE_OF_TOWN)
		TRY(db_all(w->db, w->arena, &held_narrow, &awards, w->order.path, after_id, slice->last_id));
	else
		TRY(db_all(w->db, w->arena, &held_wide, &awards, after_id, slice->last_id));
	return judge_page(w, students, awards);
}

static int64_t monotonic_us(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000000 + at.tv_nsec / 1000;
}

enum err gap_run_step(struct db *db, struct arena *arena, int64_t id, int64_t after_id, int64_t rows, struct timestamp now,
		      struct gap_slice *out)
{
	const int64_t began_us = monotonic_us();
	struct walk w = { .db = db, .arena = arena };
	struct gap_slice slice = { 0 };

	TRY(db_one(db, arena, &lock_run, &w.order, id));
	if (!timestamp_is_none(w.order.done_at))
		return E_CONFLICT;
	TRY(walk_page(&w, after_id, rows, &slice));
	if (slice.done) {
		TRY(db_run(db, &find_not_enrolled, NULL, id, w.order.path, w.order.day, w.order.day));
		TRY(db_run(db, &find_not_listed, NULL, id, w.order.path));
		TRY(db_run(db, &finish, NULL, now, id));
	}
	TRY(db_run(db, &add_seen, NULL, slice.seen, monotonic_us() - began_us, id));
	*out = slice;
	return OK;
}
