/* What a pair rests on, and the locks under which it is looked at. */
#include <string.h>

#include "domain/office/audit.h"
#include "domain/office/consent.h"
#include "domain/pairing/pair_parts.h"

struct pair_key {
	int64_t id, student_id, family_id;
};
static const struct shape pair_key_shape = SHAPE(pair_key,
	COLUMN(pair_key, id), COLUMN(pair_key, student_id), COLUMN(pair_key, family_id));

const struct statement pair_statement_by_code = {
	.sql = "SELECT id, student_id, family_id FROM pair WHERE code = ?", .params = "s", .row = &pair_key_shape };

const struct statement pair_statement_by_id = {
	.sql = "SELECT id, student_id, family_id FROM pair WHERE id = ?", .params = "i", .row = &pair_key_shape };

struct family_ground {
	int64_t capacity;
	bool approved;
};
static const struct shape family_ground_shape = SHAPE(family_ground, COLUMN(family_ground, capacity), COLUMN(family_ground, approved));

const struct statement pair_statement_family = {
	.sql = "SELECT CAST(capacity AS SIGNED) AS capacity, COALESCE(state = 'approved' AND approved_until >= ?, FALSE) AS approved "
	       "FROM family WHERE id = ? FOR UPDATE",
	.params = "di", .row = &family_ground_shape };

struct student_ground {
	const char *code, *path;
	int64_t places;
	bool open;
};
static const struct shape student_ground_shape = SHAPE(student_ground,
	COLUMN(student_ground, code), COLUMN(student_ground, path), COLUMN(student_ground, places), COLUMN(student_ground, open));

const struct statement pair_statement_student = {
	.sql = "SELECT s.code, s.path, CAST(ps.places AS SIGNED) AS places, "
	       "ps.state = 'open' AND s.left_on IS NULL AND s.erased_at IS NULL AS open "
	       "FROM pairing_student ps JOIN student s ON s.id = ps.student_id WHERE ps.student_id = ? FOR UPDATE",
	.params = "i", .row = &student_ground_shape };

const struct statement pair_statement_pair = {
	.sql = "SELECT " PAIR_COLUMNS " FROM pair p WHERE p.id = ? FOR UPDATE", .params = "i", .row = &pair_shape };

/* Locking reads: a snapshot that is older than the locks would count what was, not what is. */
const struct statement pair_statement_family_live = {
	.sql = "SELECT COUNT(*) AS n FROM pair WHERE family_id = ? AND live = TRUE LOCK IN SHARE MODE",
	.params = "i", .row = &db_number };

const struct statement pair_statement_student_live = {
	.sql = "SELECT COUNT(*) AS n FROM pair WHERE student_id = ? AND live = TRUE LOCK IN SHARE MODE",
	.params = "i", .row = &db_number };

struct between {
	bool barred, exists;
};
static const struct shape between_shape = SHAPE(between, COLUMN(between, barred), COLUMN(between, exists));

/* Barred are also the same people under another family's name: who withdraws and comes forward again, who moves in with others. */
const struct statement pair_statement_between = {
	.sql = "SELECT COUNT(IF(for_cause, 1, NULL)) > 0 OR EXISTS (SELECT 1 FROM pair b "
	       "JOIN family_adult then_there ON then_there.family_id = b.family_id "
	       "JOIN family_adult here ON here.id_number_index = then_there.id_number_index WHERE b.student_id = ? AND b.for_cause "
	       "AND here.family_id = ? AND here.left_at IS NULL) AS barred, COUNT(live) > 0 AS `exists` FROM pair "
	       "WHERE student_id = ? AND family_id = ? LOCK IN SHARE MODE",
	.params = "iiii", .row = &between_shape };

static enum err look(struct db *db, struct arena *arena, const struct pair_key *key, struct timestamp now, struct ground *out,
		     bool *exists)
{
	struct family_ground family;
	struct student_ground student;
	struct between between;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &pair_statement_family, &family, date_at(now), key->family_id));
	TRY(db_one(db, arena, &pair_statement_student, &student, key->student_id));
	*out = (struct ground){ .student_code = student.code, .path = student.path, .family_capacity = family.capacity,
				.family_approved = family.approved, .student_places = student.places, .student_open = student.open };
	if (key->id != 0)
		TRY(db_one(db, arena, &pair_statement_pair, &out->pair, key->id));
	TRY(db_one(db, arena, &pair_statement_family_live, &out->family_live, key->family_id));
	TRY(db_one(db, arena, &pair_statement_student_live, &out->student_live, key->student_id));
	TRY(db_one(db, arena, &pair_statement_between, &between, key->student_id, key->family_id, key->student_id,
		   key->family_id));
	TRY(consent_is_live(db, arena, arena_print(arena, "student:%s", student.code), pairing_purpose, &out->consent_newest));
	out->barred = between.barred;
	*exists = between.exists;
	return OK;
}

enum err pair_lock(struct db *db, struct arena *arena, int64_t id, struct timestamp now, struct ground *out)
{
	struct pair_key key;
	struct ground ground;
	bool exists;

	TRY(db_one(db, arena, &pair_statement_by_id, &key, id));
	TRY(look(db, arena, &key, now, &ground, &exists));
	*out = ground;
	return OK;
}

enum err pair_lock_code(struct db *db, struct arena *arena, const char *code, struct timestamp now, struct ground *out)
{
	struct pair_key key;
	struct ground ground;
	bool exists;

	TRY(db_one(db, arena, &pair_statement_by_code, &key, code));
	TRY(look(db, arena, &key, now, &ground, &exists));
	*out = ground;
	return OK;
}

enum err pair_lock_two(struct db *db, struct arena *arena, int64_t student_id, int64_t family_id, struct timestamp now,
		       struct ground *out, bool *exists)
{
	const struct pair_key key = { .student_id = student_id, .family_id = family_id };
	struct ground ground;
	bool is_there;

	TRY(look(db, arena, &key, now, &ground, &is_there));
	*out = ground;
	*exists = is_there;
	return OK;
}

enum pair_refusal pair_ground_refusal(const struct ground *ground)
{
	if (ground->barred)
		return PAIR_BARRED;
	if (!ground->student_open)
		return PAIR_STUDENT_NOT_OPEN;
	if (!ground->consent_newest)
		return PAIR_NO_CONSENT;
	if (!ground->family_approved)
		return PAIR_FAMILY_NOT_APPROVED;
	if (ground->family_live > ground->family_capacity)
		return PAIR_FAMILY_FULL;
	return ground->student_live > ground->student_places ? PAIR_STUDENT_FULL : PAIR_FINE;
}

enum err pair_refuse(enum pair_refusal *refusal, enum pair_refusal word)
{
	*refusal = word;
	return E_CONFLICT;
}

enum err pair_may(const struct ground *ground, enum pair_state from, struct timestamp now, enum pair_refusal *refusal)
{
	const enum pair_refusal word = pair_ground_refusal(ground);

	if (ground->pair.state != from)
		return pair_refuse(refusal, PAIR_STATE);
	if (ground->pair.held_until.us <= now.us)
		return pair_refuse(refusal, PAIR_HOLD_OVER);
	return word == PAIR_FINE ? OK : pair_refuse(refusal, word);
}

bool pair_is_before(const struct pair *pair)
{
	return timestamp_is_none(pair->activated_at) && timestamp_is_none(pair->ended_at);
}

struct timestamp pair_hold_end(struct timestamp now)
{
	return (struct timestamp){ now.us + pair_hold_hours * INT64_C(3600000000) };
}

enum err pair_write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action,
			  const struct ground *ground, const char *reason, const char *detail, struct timestamp now)
{
	const struct audit_event event = { .action = action, .subject = arena_print(arena, "pair:%s", ground->pair.code),
					   .unit_path = ground->path, .reason = reason, .detail = detail };

	return audit_write(db, arena, actor, &event, now);
}
