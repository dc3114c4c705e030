/* Who gets a programme in a period: the register, page by page, and each student's facts through the rule of today. */
#include <stdlib.h>

#include "domain/aid/award_parts.h"
#include "domain/office/audit.h"

static const struct shape award_new_shape = SHAPE(award_new,
	COLUMN(award_new, code), COLUMN(award_new, student_id), COLUMN(award_new, programme_id), COLUMN(award_new, version_id),
	COLUMN(award_new, decided_for), COLUMN(award_new, path), COLUMN(award_new, period), COLUMN(award_new, tier),
	COLUMN(award_new, amount), COLUMN(award_new, facts_sealed), COLUMN(award_new, facts_digest), COLUMN(award_new, computed_at),
	COLUMN(award_new, computed_by), COLUMN(award_new, applied_at, .nullable = true), COLUMN(award_new, applied_by),
	COLUMN(award_new, changed_at));

const struct statement award_statement_insert = {
	.sql = "INSERT INTO award (code, student_id, programme_id, version_id, decided_for, path, period, tier, amount_fen, facts_sealed, "
	       "facts_digest, computed_at, computed_by, applied_at, applied_by, changed_at) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, 0), ?, NULLIF(?, 0), ?)",
	.bind = &award_new_shape };

const struct shape award_overlap_shape = SHAPE(award_overlap, COLUMN(award_overlap, student_id), COLUMN(award_overlap, same));

/* '2018-%' of a term is the other term too: that one does not overlap. */
const struct statement award_statement_overlaps = {
	.sql = "SELECT student_id, period = ? AS same FROM award WHERE student_id > ? AND student_id <= ? AND programme_id = ? "
	       "AND period LIKE CONCAT(?, '%') AND (period = ? OR (state <> 'refused' AND (? = '' OR RIGHT(?, 1) = '0' OR RIGHT(period, 1) = '0'))) "
	       "ORDER BY student_id",
	.params = "siiissss", .row = &award_overlap_shape };

const struct statement award_statement_filled = {
	.sql = "SELECT COUNT(*) AS n FROM award WHERE programme_id = ? AND period = ? AND state <> 'refused'", .params = "is",
	.row = &db_number };

/* What a programme says of itself that its rule does not: where, and how a quota is filled. */
struct reach {
	const char *path;		/* "": everywhere */
	int64_t quota;
	bool by_hardship;
};
static const struct shape reach_shape = SHAPE(reach, COLUMN(reach, path), COLUMN(reach, quota), COLUMN(reach, by_hardship));
static const struct statement reach_of = {
	.sql = "SELECT CASE WHEN p.county_code IS NULL THEN '' ELSE COALESCE(u.path, '-') END AS path, "
	       "CAST(COALESCE(p.quota, 0) AS SIGNED) AS quota, COALESCE(p.selection = 'hardship', FALSE) AS by_hardship FROM programme p "
	       "LEFT JOIN unit u ON u.kind = 'county' AND u.code = p.county_code WHERE p.id = ?",
	.params = "i", .row = &reach_shape };
static const struct statement root_path = {
	.sql = "SELECT id AS n FROM unit WHERE parent_id IS NULL AND path = ?", .params = "s", .row = &db_number };

const struct statement *const award_compute_statements[] = {
	&award_statement_insert, &award_statement_overlaps, &award_statement_filled, &reach_of, &root_path, NULL };

struct candidate {
	const struct aid_student *student;
	struct award_finding finding;
};

struct computing {
	struct db *db;
	struct arena *arena;
	const struct keyring *keyring;
	const struct actor *actor;
	const struct award_order *order;
	struct timestamp now;
	const struct rule *rule;
	struct reach reach;
	struct award_slice slice;
	struct candidate *candidates;
	size_t count, room;
};

static void add_candidate(struct computing *c, const struct aid_student *student, const struct award_finding *finding)
{
	if (c->count == c->room) {
		const size_t room = c->room == 0 ? 512 : 2 * c->room;

		c->candidates = arena_grow(c->arena, c->candidates, c->room * sizeof *c->candidates, room * sizeof *c->candidates);
		c->room = room;
	}
	c->candidates[c->count++] = (struct candidate){ student, *finding };
}

static enum err read_page(struct computing *c, int64_t after_id, int64_t rows)
{
	const struct aid_student_search search = { .scope = c->order->scope, .after_id = after_id, .rows = rows, .day = date_at(c->now) };
	const enum amount_per per = c->rule->tier_count > 0 ? c->rule->tiers[0].per : PER_YEAR;
	const char *like = award_overlap_like(c->arena, c->order->period, per);
	const struct aid_student *student;
	const struct award_overlap *had;
	struct rows page, overlaps;
	size_t at = 0;

	TRY(aid_student_page(c->db, c->arena, &search, &page, &c->slice.more));
	student = page.row;
	c->slice.last_id = page.count > 0 ? student[page.count - 1].id : after_id;
	TRY(db_all(c->db, c->arena, &award_statement_overlaps, &overlaps, c->order->period, after_id, c->slice.last_id,
		   c->order->programme_id, like, c->order->period, like, c->order->period));
	had = overlaps.row;
	for (size_t i = 0; i < page.count; i++) {
		struct award_finding finding;
		enum award_word word;

		c->slice.seen++;
		while (at < overlaps.count && had[at].student_id < student[i].id)
			at++;
		if (c->reach.path[0] != '\0' && !scope_holds(c->reach.path, student[i].path))
			continue;
		if (at < overlaps.count && had[at].student_id == student[i].id) {
			c->slice.had++;
			continue;
		}
		word = award_judge(c->rule, &student[i].facts, c->order->period, &finding);
		c->slice.unknown += word == AWARD_FACT_MISSING;
		if (word == AWARD_FINE)
			add_candidate(c, &student[i], &finding);
	}
	return OK;
}

static int by_hardship(const void *a, const void *b)
{
	const struct aid_student *x = ((const struct candidate *)a)->student, *y = ((const struct candidate *)b)->student;

	if (x->hardship != y->hardship)
		return x->hardship < y->hardship ? -1 : 1;
	if (x->since.day != y->since.day)
		return x->since.day < y->since.day ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static int by_registration(const void *a, const void *b)
{
	const struct aid_student *x = ((const struct candidate *)a)->student, *y = ((const struct candidate *)b)->student;

	if (x->since.day != y->since.day)
		return x->since.day < y->since.day ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static enum err store(struct computing *c)
{
	struct award_new *awards = ARENA_ARRAY(c->arena, struct award_new, c->count);
	struct audit_batch *batch;

	if (c->count == 0)
		return OK;
	for (size_t i = 0; i < c->count; i++)
		award_new_fill(c->keyring, c->arena, c->candidates[i].student, &c->candidates[i].finding, c->order->period, c->actor, c->now,
			       &awards[i]);
	TRY(db_run_many(c->db, &award_statement_insert, (struct rows){ awards, c->count }, NULL));
	TRY(audit_batch_begin(c->db, c->arena, c->actor, c->now, &batch));
	for (size_t i = 0; i < c->count; i++) {
		const struct audit_event event = { .action = "award_compute", .unit_path = awards[i].path, .outcome = AUDIT_DONE,
						   .subject = arena_print(c->arena, "award:%s", awards[i].code) };

		TRY(audit_batch_add(batch, &event));
	}
	c->slice.added = (int64_t)c->count;
	return audit_batch_end(batch);
}

/* The whole area at once: the order is of all of them. */
static enum err compute_quota(struct computing *c)
{
	enum { page_rows = 1000 };
	int64_t filled, after = 0, left;

	TRY(db_one(c->db, c->arena, &award_statement_filled, &filled, c->order->programme_id, c->order->period));
	left = filled < c->reach.quota ? c->reach.quota - filled : 0;
	do {
		TRY(read_page(c, after, page_rows));
		after = c->slice.last_id;
	} while (c->slice.more);
	if (c->count > 0)
		qsort(c->candidates, c->count, sizeof *c->candidates, c->reach.by_hardship ? by_hardship : by_registration);
	if (c->count > (size_t)left)
		c->count = (size_t)left;
	return store(c);
}

/* Does the scope hold all that the programme may be given in? */
static enum err holds_area(struct computing *c, bool *holds)
{
	int64_t root;
	enum err err;

	if (c->reach.path[0] != '\0') {
		*holds = scope_holds(c->order->scope, c->reach.path);
		return OK;
	}
	err = db_one(c->db, c->arena, &root_path, &root, c->order->scope);
	*holds = err == OK;
	return err == E_NOT_FOUND ? OK : err;
}

enum err award_compute_slice(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
			     const struct award_order *order, int64_t after_id, int64_t rows, struct timestamp now, struct award_slice *out)
{
	struct computing c = { .db = db, .arena = arena, .keyring = keyring, .actor = actor, .order = order, .now = now };
	const struct programme *programme;
	bool whole;

	/* One at a time: what another has just added is seen. */
	TRY(audit_lock(db, arena));
	TRY(award_rule(db, arena, order->programme_id, date_at(now), &programme, &c.rule));
	TRY(db_one(db, arena, &reach_of, &c.reach, order->programme_id));
	if (c.reach.quota > 0) {
		TRY(holds_area(&c, &whole));
		if (!whole)
			return E_DENIED;
		TRY(compute_quota(&c));
	} else {
		TRY(read_page(&c, after_id, rows));
		TRY(store(&c));
	}
	*out = c.slice;
	return OK;
}
