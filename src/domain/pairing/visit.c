#include "domain/pairing/visit.h"

#include "crypt/token.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/visit_parts.h"

const char *const visit_part_names[] = { "morning", "afternoon", "evening", NULL };
const char *const visit_place_names[] = { "school", "child_home", "family_home", "public", NULL };
const char *const visit_with_names[] = { "guardian", "teacher", "both", NULL };
const char *const visit_outcome_names[] = { "done", "attempted", NULL };
const char *const visit_state_names[] = { "planned", "cancelled", "done", "attempted", "missed", NULL };
const char *const visit_review_names[] = { "none", "confirmed", "disputed", NULL };

const struct shape visit_shape = SHAPE(visit,
	COLUMN(visit, id), COLUMN(visit, planned_on), COLUMN(visit, part, .names = visit_part_names),
	COLUMN(visit, place, .names = visit_place_names), COLUMN(visit, with_whom, .names = visit_with_names),
	COLUMN(visit, state, .names = visit_state_names), COLUMN(visit, happened_on, .nullable = true), COLUMN(visit, minutes),
	COLUMN(visit, note, .nullable = true), COLUMN(visit, reported_at, .nullable = true),
	COLUMN(visit, review, .names = visit_review_names), COLUMN(visit, review_words, .nullable = true),
	COLUMN(visit, may_cancel), COLUMN(visit, may_report));

struct stored_visit {
	struct visit visit;
	const char *visit_key;
	struct bytes note;
};
#define IN_VISIT(field, ...)                                                                                        \
	{ .name = #field, .offset = offsetof(struct stored_visit, visit.field),                                        \
	  .type = COLUMN_TYPE_OF(((struct stored_visit *)0)->visit.field), __VA_ARGS__ }
static const struct shape stored_visit_shape = SHAPE(stored_visit,
	IN_VISIT(id), IN_VISIT(planned_on), IN_VISIT(part, .names = visit_part_names), IN_VISIT(place, .names = visit_place_names),
	IN_VISIT(with_whom, .names = visit_with_names), IN_VISIT(state, .names = visit_state_names),
	IN_VISIT(happened_on, .nullable = true), IN_VISIT(minutes), IN_VISIT(reported_at, .nullable = true),
	IN_VISIT(review, .names = visit_review_names), IN_VISIT(review_words, .nullable = true),
	COLUMN(stored_visit, visit_key), COLUMN(stored_visit, note, .nullable = true));

#define STORED                                                                                                      \
	"SELECT id, planned_on, part, place, with_whom, " VISIT_STATE " AS state, happened_on, "                               \
	"CAST(COALESCE(minutes, 0) AS SIGNED) AS minutes, reported_at, COALESCE(review, 'none') AS review, review_words, "     \
	"visit_key, note_sealed AS note FROM visit WHERE pair_id = ? "
static const struct statement list = {
	.sql = STORED "ORDER BY planned_on DESC, id DESC LIMIT 100", .params = "i", .row = &stored_visit_shape };
static const struct statement one = { .sql = STORED "AND id = ?", .params = "ii", .row = &stored_visit_shape };

struct new_visit {
	const char *visit_key;
	struct date planned_on;
	enum visit_part part;
	enum visit_place place;
	enum visit_with with_whom;
	struct timestamp planned_at;
	int64_t pair_id;
};
static const struct shape new_visit_shape = SHAPE(new_visit,
	COLUMN(new_visit, visit_key), COLUMN(new_visit, planned_on), COLUMN(new_visit, part, .names = visit_part_names),
	COLUMN(new_visit, place, .names = visit_place_names), COLUMN(new_visit, with_whom, .names = visit_with_names),
	COLUMN(new_visit, planned_at), COLUMN(new_visit, pair_id));

static const struct statement insert = {
	.sql = "INSERT INTO visit (pair_id, visit_key, planned_on, part, place, with_whom, planned_at) "
	       "SELECT p.id, ?, ?, ?, ?, ?, ? FROM pair p WHERE p.id = ? AND p.state = 'active'",
	.bind = &new_visit_shape };

static const struct statement by_key = { .sql = "SELECT id AS n FROM visit WHERE visit_key = ?", .params = "s", .row = &db_number };

static const struct statement same = {
	.sql = "SELECT COUNT(*) AS n FROM visit WHERE pair_id = ? AND planned_on = ? AND part = ? AND outcome IS NULL AND cancelled_at IS NULL",
	.params = "ids", .row = &db_number };

static const struct statement cancel = {
	.sql = "UPDATE visit SET cancelled_at = ? WHERE id = ? AND pair_id = ? AND cancelled_at IS NULL AND outcome IS NULL",
	.params = "tii" };

struct reported_visit {
	const char *outcome;
	struct date happened_on;
	int64_t minutes;
	struct bytes note;
	struct timestamp reported_at;
	int64_t id, pair_id;
};
static const struct shape reported_visit_shape = SHAPE(reported_visit,
	COLUMN(reported_visit, outcome), COLUMN(reported_visit, happened_on), COLUMN(reported_visit, minutes),
	COLUMN(reported_visit, note, .nullable = true), COLUMN(reported_visit, reported_at), COLUMN(reported_visit, id),
	COLUMN(reported_visit, pair_id));

static const struct statement store_report = {
	.sql = "UPDATE visit SET outcome = ?, happened_on = ?, minutes = NULLIF(?, 0), note_sealed = ?, reported_at = ? "
	       "WHERE id = ? AND pair_id = ? AND cancelled_at IS NULL AND review IS NULL AND (outcome IS NULL OR outcome = 'missed')",
	.bind = &reported_visit_shape };

const struct statement *const visit_statements[] = { &list, &one, &insert, &by_key, &same, &cancel, &store_report, NULL };

static enum err open_visit(const struct keyring *keyring, struct arena *arena, const struct stored_visit *stored, struct date today,
			   struct visit *out)
{
	const int32_t age = today.day - stored->visit.planned_on.day;
	const enum visit_state state = stored->visit.state;
	struct secret note;

	TRY(seal_open(keyring, arena, place_in(&place_visit_note, stored->visit_key), stored->note, &note));
	*out = stored->visit;
	out->note = note.hidden;
	out->may_cancel = state == VISIT_STATE_PLANNED;
	out->may_report = (state == VISIT_STATE_PLANNED || (state == VISIT_STATE_MISSED && stored->visit.review == VISIT_UNREVIEWED)) &&
			  age >= 0 && age <= visit_late_days;
	return OK;
}

enum err visit_list(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t pair_id, struct date today,
		    struct rows *out)
{
	const struct stored_visit *stored;
	struct visit *visits;
	struct rows rows;

	TRY(db_all(db, arena, &list, &rows, pair_id));
	stored = rows.row;
	visits = ARENA_ARRAY(arena, struct visit, rows.count);
	for (size_t i = 0; i < rows.count; i++)
		TRY(open_visit(keyring, arena, &stored[i], today, &visits[i]));
	*out = (struct rows){ visits, rows.count };
	return OK;
}

enum err visit_find(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t pair_id, int64_t id, struct date today,
		    struct visit *out)
{
	struct stored_visit stored;

	TRY(db_one(db, arena, &one, &stored, pair_id, id));
	return open_visit(keyring, arena, &stored, today, out);
}

static enum err refuse(struct visit_refusal *refusal, const char *field, const char *reason)
{
	*refusal = (struct visit_refusal){ field, reason };
	return E_INVALID;
}

/* Its place for sealing is made of the form's own: so one display of it plans one visit. */
static const char *key_of(struct arena *arena, const char *form_nonce)
{
	static const char hex[] = "0123456789abcdef";
	const struct bytes digest = digest_text(arena, form_nonce);
	char key[22];

	for (size_t i = 0; i < sizeof key; i++)
		key[i] = hex[i % 2 == 0 ? digest.data[i / 2] >> 4 : digest.data[i / 2] & 15];
	return arena_copy(arena, key, sizeof key);
}

static enum err write_trail(struct db *db, struct arena *arena, const struct visit_pair *pair, const char *action, int64_t id,
			    struct timestamp now)
{
	const struct audit_event event = { .action = action, .subject = arena_print(arena, "pair:%s", pair->code),
					   .detail = arena_print(arena, "{\"by\":\"family\",\"visit\":%lld}", (long long)id) };

	return audit_write(db, arena, &actor_nobody, &event, now);
}

enum err visit_plan(struct db *db, struct arena *arena, const struct visit_pair *pair, const struct visit_plan *plan,
		    const char *form_nonce, struct timestamp now, struct visit_refusal *refusal)
{
	const struct date today = date_at(now);
	const struct new_visit visit = {
		.visit_key = key_of(arena, form_nonce), .planned_on = plan->planned_on, .part = plan->part, .place = plan->place,
		.with_whom = plan->with_whom, .planned_at = now, .pair_id = pair->id };
	uint64_t inserted = 0;
	int64_t before;
	enum err err;

	if (plan->planned_on.day < today.day)
		return refuse(refusal, "planned_on", "past");
	if (plan->planned_on.day > today.day + visit_ahead_days)
		return refuse(refusal, "planned_on", "far");
	if (plan->part == VISIT_EVENING && plan->place == VISIT_AT_FAMILY_HOME)
		return refuse(refusal, "part", "evening_home");
	TRY(audit_lock(db, arena));
	err = db_one(db, arena, &by_key, &before, visit.visit_key);
	if (err != E_NOT_FOUND)
		return err == OK ? E_CONFLICT : err;
	TRY(db_one(db, arena, &same, &before, pair->id, plan->planned_on, visit_part_names[plan->part]));
	if (before > 0)
		return refuse(refusal, "planned_on", "same");
	TRY(db_run(db, &insert, &inserted, &visit));
	if (inserted == 0)
		return E_DENIED;
	return write_trail(db, arena, pair, "visit_plan", db_last_id(db), now);
}

enum err visit_find_by_nonce(struct db *db, struct arena *arena, const char *form_nonce)
{
	int64_t id;

	return db_one(db, arena, &by_key, &id, key_of(arena, form_nonce));
}

/* E_NOT_FOUND or E_CONFLICT, whichever it is that nothing was changed for. */
static enum err not_changed(struct db *db, struct arena *arena, const struct visit_pair *pair, int64_t id)
{
	struct stored_visit stored;

	TRY(db_one(db, arena, &one, &stored, pair->id, id));
	return E_CONFLICT;
}

enum err visit_cancel(struct db *db, struct arena *arena, const struct visit_pair *pair, int64_t id, struct timestamp now)
{
	uint64_t cancelled = 0;

	TRY(audit_lock(db, arena));
	TRY(db_run(db, &cancel, &cancelled, now, id, pair->id));
	if (cancelled == 0)
		return not_changed(db, arena, pair, id);
	return write_trail(db, arena, pair, "visit_cancel", id, now);
}

enum err visit_report(struct db *db, struct arena *arena, const struct keyring *keyring, const struct visit_pair *pair, int64_t id,
		      const struct visit_report *report, struct timestamp now, struct visit_refusal *refusal)
{
	const struct date today = date_at(now);
	struct reported_visit reported = {
		.outcome = visit_outcome_names[report->outcome], .happened_on = report->happened_on,
		.minutes = report->outcome == VISIT_DONE ? report->minutes : 0, .reported_at = now, .id = id, .pair_id = pair->id };
	struct stored_visit stored;
	uint64_t changed = 0;

	if (report->happened_on.day > today.day)
		return refuse(refusal, "happened_on", "future");
	if (report->happened_on.day < date_at(pair->activated_at).day)
		return refuse(refusal, "happened_on", "before_pair");
	if (report->outcome == VISIT_DONE && report->minutes == 0)
		return refuse(refusal, "minutes", "minutes_missing");
	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &one, &stored, pair->id, id));
	if (stored.visit.planned_on.day > today.day)
		return E_CONFLICT;
	if (today.day - stored.visit.planned_on.day > visit_late_days || report->happened_on.day < stored.visit.planned_on.day - visit_late_days)
		return refuse(refusal, "happened_on", "too_old");
	reported.note = seal_text(keyring, arena, place_in(&place_visit_note, stored.visit_key), report->note[0] != '\0' ? report->note : NULL);
	TRY(db_run(db, &store_report, &changed, &reported));
	if (changed == 0)
		return E_CONFLICT;
	return write_trail(db, arena, pair, "visit_report", id, now);
}
