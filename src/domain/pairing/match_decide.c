#include "domain/pairing/match_decide.h"

#include "domain/office/audit.h"
#include "domain/pairing/mask.h"
#include "domain/pairing/match_run.h"

const char *const match_decision_names[] = { "none", "approved", "refused", NULL };
const char refusal_does_not_fit[] = "does_not_fit", refusal_unknown[] = "unknown";

const struct shape match_proposal_shape = SHAPE(match_proposal,
	COLUMN(match_proposal, run_id), COLUMN(match_proposal, student_id), COLUMN(match_proposal, family_id),
	COLUMN(match_proposal, student), COLUMN(match_proposal, family), COLUMN(match_proposal, student_home),
	COLUMN(match_proposal, family_home), COLUMN(match_proposal, county_name), COLUMN(match_proposal, place),
	COLUMN(match_proposal, score), POINT_COLUMNS(match_proposal, points), COLUMN(match_proposal, metres),
	COLUMN(match_proposal, runner_up, .nullable = true), COLUMN(match_proposal, runner_up_short),
	COLUMN(match_proposal, runner_up_costs_a_place), COLUMN(match_proposal, override),
	COLUMN(match_proposal, decision, .names = match_decision_names), COLUMN(match_proposal, decided_at, .nullable = true),
	COLUMN(match_proposal, decided_by, .nullable = true), COLUMN(match_proposal, reason, .nullable = true),
	COLUMN(match_proposal, refusal, .nullable = true), COLUMN(match_proposal, pair, .nullable = true));

#define PROPOSALS(from)                                                                                             \
	"SELECT m.run_id, m.student_id, m.family_id, s.code AS student, f.code AS family, sh.name AS student_home, "  \
	"fh.name AS family_home, c.name AS county_name, m.place, m.score, " POINT_NAMES("m.") ", m.metres, r.code AS runner_up, " \
	"COALESCE(m.runner_up_short, 0) AS runner_up_short, COALESCE(m.runner_up_short, 0) > 1000 AS runner_up_costs_a_place, " \
	"m.override, COALESCE(m.decision, 'none') AS decision, m.decided_at, a.login AS decided_by, m.reason, m.refusal, " \
	"p.code AS pair FROM " from " JOIN student s ON s.id = m.student_id JOIN family f ON f.id = m.family_id "      \
	"JOIN pairing_student ps ON ps.student_id = m.student_id JOIN division sh ON sh.code = LEFT(ps.home_code, 9) " \
	"JOIN division fh ON fh.code = LEFT(f.home_code, 9) JOIN division c ON c.code = LEFT(ps.home_code, 6) "        \
	"LEFT JOIN family r ON r.id = m.runner_up_id LEFT JOIN account a ON a.id = m.decided_by LEFT JOIN pair p ON p.id = m.pair_id "
#define AFTER "m.run_id = ? AND (m.student_id > ? OR (m.student_id = ? AND m.place > ?)) "
#define OF_COUNTY "(? = '' OR ps.home_code LIKE CONCAT(?, '%')) "

static const struct statement list_all = {
	.sql = PROPOSALS("match_proposal m") "WHERE " AFTER "AND " OF_COUNTY "ORDER BY m.student_id, m.place LIMIT ?",
	.params = "iiiissi", .row = &match_proposal_shape };
static const struct statement list_undecided = {
	.sql = PROPOSALS("match_proposal m FORCE INDEX (match_proposal_by_decision)") "WHERE m.decision IS NULL AND " AFTER "AND "
	       OF_COUNTY "ORDER BY m.student_id, m.place LIMIT ?",
	.params = "iiiissi", .row = &match_proposal_shape };
static const struct statement of_student = {
	.sql = PROPOSALS("match_proposal m") "WHERE m.run_id = ? AND s.code = ? ORDER BY m.place, m.override", .params = "is",
	.row = &match_proposal_shape };

/* What a decision rests on. */
struct undecided {
	int64_t student_id, family_id, place;
	bool decided;
};
static const struct shape undecided_shape = SHAPE(undecided,
	COLUMN(undecided, student_id), COLUMN(undecided, family_id), COLUMN(undecided, place), COLUMN(undecided, decided));
static const struct statement lock_one = {
	.sql = "SELECT m.student_id, m.family_id, m.place, m.decision IS NOT NULL AS decided FROM match_proposal m "
	       "WHERE m.run_id = ? AND m.student_id = (SELECT id FROM student WHERE code = ?) "
	       "AND m.family_id = (SELECT id FROM family WHERE code = ?) FOR UPDATE",
	.params = "iss", .row = &undecided_shape };
static const struct statement lock_slice = {
	.sql = "SELECT student_id, family_id, place, FALSE AS decided FROM match_proposal FORCE INDEX (match_proposal_by_decision) "
	       "WHERE run_id = ? AND decision IS NULL AND refusal IS NULL ORDER BY student_id LIMIT ? FOR UPDATE",
	.params = "ii", .row = &undecided_shape };
static const struct statement decide = {
	.sql = "UPDATE match_proposal SET decision = ?, decided_at = ?, decided_by = NULLIF(?, 0), reason = ?, refusal = NULL, "
	       "pair_id = (SELECT id FROM pair WHERE code = ?) WHERE run_id = ? AND student_id = ? AND family_id = ?",
	.params = "stissiii" };
static const struct statement note_refusal = {
	.sql = "UPDATE match_proposal SET refusal = ? WHERE run_id = ? AND student_id = ? AND family_id = ?", .params = "siii" };

struct override_row {
	int64_t run_id;
	struct match_choice choice;
	struct timestamp decided_at;
	int64_t decided_by;
	const char *reason, *pair;
};
#define OF_CHOICE(part) { .name = #part, .offset = offsetof(struct override_row, choice.part), .type = COLUMN_INT64 }
static const struct shape override_row_shape = SHAPE(override_row,
	COLUMN(override_row, run_id), OF_CHOICE(student_id), OF_CHOICE(family_id), OF_CHOICE(place), OF_CHOICE(score),
	POINT_COLUMNS(override_row, choice.points), OF_CHOICE(metres), COLUMN(override_row, decided_at), COLUMN(override_row, decided_by),
	COLUMN(override_row, reason), COLUMN(override_row, pair));
static const struct statement insert_override = {
	.sql = "INSERT INTO match_proposal (run_id, student_id, family_id, place, score, " POINT_NAMES("") ", metres, override, decision, "
	       "decided_at, decided_by, reason, pair_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, TRUE, 'approved', ?, ?, ?, "
	       "(SELECT id FROM pair WHERE code = ?))",
	.bind = &override_row_shape };
static const struct statement family_id_of = { .sql = "SELECT id AS n FROM family WHERE code = ?", .params = "s", .row = &db_number };

const struct statement *const match_decide_statements[] = {
	&list_all, &list_undecided, &of_student, &lock_one, &lock_slice, &decide, &note_refusal, &insert_override, &family_id_of, NULL };

enum err match_proposal_list(struct db *db, struct arena *arena, const struct match_proposal_search *search, struct rows *out, bool *more)
{
	const char *county = search->county != NULL ? search->county : "";

	TRY(db_all(db, arena, search->undecided ? &list_undecided : &list_all, out, search->run_id, search->after_student,
		   search->after_student, search->after_place, county, county, search->rows + 1));
	*more = out->count > (size_t)search->rows;
	out->count -= *more;
	return OK;
}

enum err match_proposals_of(struct db *db, struct arena *arena, int64_t run_id, const char *student, struct rows *out)
{
	return db_all(db, arena, &of_student, out, run_id, student);
}

static enum err write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, int64_t run_id,
			    const char *path, const char *reason, const char *detail, struct timestamp now)
{
	const struct audit_event event = { .action = action, .unit_path = path, .outcome = AUDIT_DONE, .reason = reason,
					   .detail = detail, .subject = arena_print(arena, "match_run:%lld", (long long)run_id) };

	return audit_write(db, arena, actor, &event, now);
}

/* A run of the actor's scope that may still be decided of. */
static enum err find_run(struct db *db, struct arena *arena, const struct actor *actor, int64_t run_id, struct match_run *out)
{
	TRY(match_run_find(db, arena, actor->unit_path, run_id, out));
	return out->state == RUN_SOLVED ? OK : E_NOT_FOUND;
}

static enum err refuse(const char **refusal, const char *word)
{
	*refusal = word;
	return E_CONFLICT;
}

static enum err lock(struct db *db, struct arena *arena, int64_t run_id, const char *student, const char *family, struct undecided *out,
		     const char **refusal)
{
	TRY(db_one(db, arena, &lock_one, out, run_id, student, family));
	return out->decided ? refuse(refusal, pair_refusal_names[PAIR_STATE]) : OK;
}

static enum err propose(struct db *db, struct arena *arena, const struct actor *actor, const struct pair_wish *wish,
			struct timestamp now, const char **code, const char **refusal)
{
	enum pair_refusal word = PAIR_STATE;
	const enum err err = pair_propose(db, arena, actor, wish, now, code, &word);

	return err == E_CONFLICT ? refuse(refusal, pair_refusal_names[word]) : err;
}

enum err match_approve(struct db *db, struct arena *arena, const struct actor *actor, int64_t run_id, const char *student,
		       const char *family, struct timestamp now, const char **refusal)
{
	struct pair_wish wish = { .run_id = run_id };
	struct undecided one;
	struct match_run run;
	const char *code;

	TRY(find_run(db, arena, actor, run_id, &run));
	TRY(lock(db, arena, run_id, student, family, &one, refusal));
	wish.student_id = one.student_id;
	wish.family_id = one.family_id;
	wish.place = one.place;
	TRY(propose(db, arena, actor, &wish, now, &code, refusal));
	TRY(db_run(db, &decide, NULL, match_decision_names[DECISION_APPROVED], now, actor->account_id, NULL, code, run_id, one.student_id,
		   one.family_id));
	return write_trail(db, arena, actor, "match_decide", run_id, run.path, NULL, "{\"approved\":1}", now);
}

enum err match_refuse(struct db *db, struct arena *arena, const struct actor *actor, int64_t run_id, const char *student,
		      const char *family, const char *reason, struct timestamp now, const char **refusal)
{
	struct undecided one;
	struct match_run run;

	TRY(find_run(db, arena, actor, run_id, &run));
	TRY(lock(db, arena, run_id, student, family, &one, refusal));
	TRY(db_run(db, &decide, NULL, match_decision_names[DECISION_REFUSED], now, actor->account_id, reason, NULL, run_id, one.student_id,
		   one.family_id));
	return write_trail(db, arena, actor, "match_decide", run_id, run.path, reason, "{\"refused\":1}", now);
}

/* What the two would be to each other, by the rules of the run and the rooms of now. */
static enum err judge(struct db *db, struct arena *arena, const struct match_run *run, int64_t student_id, int64_t family_id,
		      struct timestamp now, struct match_choice *out, const char **refusal)
{
	struct match_input input, narrow;
	struct match_plan plan;
	enum err err;

	TRY(match_input_load(db, arena, run->path, now, &input));
	err = match_input_narrow(arena, &input, student_id, family_id, &narrow);
	if (err == E_NOT_FOUND)
		return refuse(refusal, refusal_unknown);
	TRY(err);
	TRY(match_plan_make(arena, &narrow, &run->weights, &plan, NULL));
	if (plan.choices.count == 0)
		return refuse(refusal, refusal_does_not_fit);
	*out = *(const struct match_choice *)plan.choices.row;
	return OK;
}

enum err match_override(struct db *db, struct arena *arena, const struct actor *actor, int64_t run_id, const char *student,
			const char *family, const char *instead, const char *reason, struct timestamp now, const char **refusal)
{
	struct override_row row = { .run_id = run_id, .decided_at = now, .decided_by = actor->account_id, .reason = reason };
	struct pair_wish wish = { .run_id = run_id };
	struct undecided one;
	struct match_run run;
	int64_t other;
	enum err err;

	TRY(find_run(db, arena, actor, run_id, &run));
	TRY(lock(db, arena, run_id, student, family, &one, refusal));
	err = db_one(db, arena, &family_id_of, &other, instead);
	if (err == E_NOT_FOUND)
		return refuse(refusal, refusal_unknown);
	TRY(err);
	TRY(judge(db, arena, &run, one.student_id, other, now, &row.choice, refusal));
	wish.student_id = one.student_id;
	wish.family_id = other;
	wish.place = row.choice.place;
	TRY(propose(db, arena, actor, &wish, now, &row.pair, refusal));
	TRY(db_run(db, &decide, NULL, match_decision_names[DECISION_REFUSED], now, actor->account_id, reason, NULL, run_id, one.student_id,
		   one.family_id));
	err = db_run(db, &insert_override, NULL, &row);
	if (err == E_CONFLICT)		/* it is a proposal of this run itself: approve that one */
		return refuse(refusal, pair_refusal_names[PAIR_EXISTS]);
	TRY(err);
	return write_trail(db, arena, actor, "match_override", run_id, run.path, reason, NULL, now);
}

enum err match_approve_slice(struct db *db, struct arena *arena, const struct actor *actor, int64_t run_id, int64_t most,
			     struct timestamp now, struct match_slice *out)
{
	struct pair_wish wish = { .run_id = run_id };
	struct match_slice slice = { 0 };
	const struct undecided *each;
	struct match_run run;
	struct rows rows;

	TRY(find_run(db, arena, actor, run_id, &run));
	TRY(mask_count(db, arena, &wish.crowd));
	TRY(db_all(db, arena, &lock_slice, &rows, run_id, most));
	each = rows.row;
	for (size_t i = 0; i < rows.count; i++) {
		const char *code = NULL, *refusal = NULL;
		enum err err;

		wish.student_id = each[i].student_id;
		wish.family_id = each[i].family_id;
		wish.place = each[i].place;
		err = propose(db, arena, actor, &wish, now, &code, &refusal);
		if (err == E_CONFLICT) {
			TRY(db_run(db, &note_refusal, NULL, refusal, run_id, wish.student_id, wish.family_id));
			slice.refused++;
			continue;
		}
		TRY(err);
		TRY(db_run(db, &decide, NULL, match_decision_names[DECISION_APPROVED], now, actor->account_id, NULL, code, run_id,
			   wish.student_id, wish.family_id));
		slice.approved++;
	}
	slice.more = (int64_t)rows.count == most;
	if (rows.count > 0)
		TRY(write_trail(db, arena, actor, "match_decide", run_id, run.path, NULL,
				arena_print(arena, "{\"approved\":%lld,\"not_possible\":%lld}", (long long)slice.approved,
					    (long long)slice.refused), now));
	*out = slice;
	return OK;
}
