#include "domain/pairing/release.h"

#include <string.h>

#include "domain/office/audit.h"
#include "domain/office/consent.h"
#include "domain/office/sealed_places.h"

const char *const release_field_names[] = { "name", "sex", "grade", "school", "village", "guardian", "telephone", "address", NULL };
const char release_purpose[] = "release";

const struct shape release_shape = SHAPE(release,
	COLUMN(release, field, .names = release_field_names), COLUMN(release, given), COLUMN(release, released_at, .nullable = true));

/* What a release is about. */
struct released_pair {
	int64_t id;
	const char *code, *path;
	enum pair_state state;
	struct date birth;
};
static const struct shape released_pair_shape = SHAPE(released_pair,
	COLUMN(released_pair, id), COLUMN(released_pair, code), COLUMN(released_pair, path),
	COLUMN(released_pair, state, .names = pair_state_names), COLUMN(released_pair, birth));

static const struct statement lock_pair = {
	.sql = "SELECT p.id, p.code, s.path, p.state, s.birth FROM pair p JOIN student s ON s.id = p.student_id "
	       "WHERE p.code = ? AND s.code = ? FOR UPDATE",
	.params = "ss", .row = &released_pair_shape };

static const struct statement is_given = {
	.sql = "SELECT COUNT(*) AS n FROM pair_release WHERE pair_id = ? AND field = ? AND withdrawn_at IS NULL", .params = "is",
	.row = &db_number };

static const struct statement give = {
	.sql = "INSERT INTO pair_release (pair_id, field, released_at, channel) VALUES (?, ?, ?, 'telephone_code')",
	.params = "ist" };

static const struct statement give_again = {
	.sql = "UPDATE pair_release SET released_at = ?, channel = 'telephone_code', withdrawn_at = NULL WHERE pair_id = ? AND field = ?",
	.params = "tis" };

static const struct statement give_on_paper = {
	.sql = "INSERT INTO pair_release (pair_id, field, released_at, channel, witness_id) VALUES (?, ?, ?, 'paper', ?) "
	       "ON DUPLICATE KEY UPDATE released_at = VALUES(released_at), channel = 'paper', witness_id = VALUES(witness_id), "
	       "withdrawn_at = NULL",
	.params = "isti" };

static const struct statement take_back = {
	.sql = "UPDATE pair_release SET withdrawn_at = ? WHERE pair_id = ? AND field = ? AND withdrawn_at IS NULL", .params = "tis" };

struct standing {
	const char *code;
	enum release_field field;
};
static const struct shape standing_shape = SHAPE(standing,
	COLUMN(standing, code), COLUMN(standing, field, .names = release_field_names));

static const struct statement all_of_student = {
	.sql = "SELECT p.code, r.field FROM pair p JOIN student s ON s.id = p.student_id JOIN pair_release r ON r.pair_id = p.id "
	       "WHERE s.code = ? AND r.withdrawn_at IS NULL ORDER BY p.id, r.field",
	.params = "s", .row = &standing_shape };

static const struct statement of_pair = {
	.sql = "SELECT field, TRUE AS given, released_at FROM pair_release WHERE pair_id = ? AND withdrawn_at IS NULL", .params = "i",
	.row = &release_shape };

struct sealed_student {
	const char *code;
	struct bytes name, guardian, telephone, address;
	const char *sex, *stage, *school, *village;
	int64_t grade;
};
static const struct shape sealed_student_shape = SHAPE(sealed_student,
	COLUMN(sealed_student, code, .nullable = true), COLUMN(sealed_student, name, .nullable = true),
	COLUMN(sealed_student, guardian, .nullable = true), COLUMN(sealed_student, telephone, .nullable = true),
	COLUMN(sealed_student, address, .nullable = true), COLUMN(sealed_student, sex, .nullable = true),
	COLUMN(sealed_student, stage, .nullable = true), COLUMN(sealed_student, school, .nullable = true),
	COLUMN(sealed_student, village, .nullable = true), COLUMN(sealed_student, grade));

static const struct statement see = {
	.sql = "SELECT code, name_sealed AS name, guardian_sealed AS guardian, telephone_sealed AS telephone, address_sealed AS address, "
	       "sex, stage, school, village, CAST(COALESCE(grade, 0) AS SIGNED) AS grade FROM released_student "
	       "WHERE pair_id = ? AND family_id = ?",
	.params = "ii", .row = &sealed_student_shape };

const struct statement *const release_family_statements[] = { &see, NULL };
const struct statement *const release_guardian_statements[] = {
	&lock_pair, &is_given, &give, &give_again, &take_back, &all_of_student, &of_pair, NULL };
const struct statement *const release_paper_statements[] = { &give_on_paper, NULL };

static const char *subject_of(struct arena *arena, const char *code, enum release_field field)
{
	return arena_print(arena, "pair:%s:%s", code, release_field_names[field]);
}

static enum err find(struct db *db, struct arena *arena, const struct actor *actor, const struct release_wish *wish,
		     struct released_pair *out)
{
	struct released_pair pair;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &lock_pair, &pair, wish->code, wish->student_code));
	if (wish->channel == GIVEN_PAPER && (actor->account_id == 0 || !scope_holds(actor->unit_path, pair.path)))
		return E_NOT_FOUND;
	*out = pair;
	return OK;
}

static enum err write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const char *code,
			    const char *path, enum release_field field, struct timestamp now)
{
	const struct audit_event event = {
		.action = action, .subject = arena_print(arena, "pair:%s", code), .unit_path = path,
		.detail = arena_print(arena, "{\"by\":\"guardian\",\"field\":\"%s\"}", release_field_names[field]) };

	return audit_write(db, arena, actor, &event, now);
}

/* A field that was taken back has its row. The match program may not write a witness: its second giving is an UPDATE of its own. */
static enum err store(struct db *db, const struct actor *actor, const struct released_pair *pair, const struct release_wish *wish,
		      struct timestamp now)
{
	const char *field = release_field_names[wish->field];
	uint64_t again;

	if (wish->channel == GIVEN_PAPER)
		return db_run(db, &give_on_paper, NULL, pair->id, field, now, actor->account_id);
	TRY(db_run(db, &give_again, &again, now, pair->id, field));
	return again > 0 ? OK : db_run(db, &give, NULL, pair->id, field, now);
}

enum err release_give(struct db *db, struct arena *arena, const struct actor *actor, const struct release_wish *wish,
		      struct timestamp now)
{
	struct released_pair pair;
	int64_t given, id;

	TRY(find(db, arena, actor, wish, &pair));
	TRY(db_one(db, arena, &is_given, &given, pair.id, release_field_names[wish->field]));
	if (pair.state != PAIR_ACTIVE || given > 0)
		return E_CONFLICT;
	const struct consent_wish consent = {
		.text_id = wish->text_id, .subject = subject_of(arena, pair.code, wish->field), .unit_path = pair.path, .birth = pair.birth,
		.given_by = age_is_full(pair.birth, 18, date_at(now)) && wish->channel == GIVEN_PAPER ? CONSENTER_SELF
												       : CONSENTER_GUARDIAN,
		.channel = wish->channel == GIVEN_PAPER ? CONSENT_PAPER : CONSENT_TELEPHONE_CODE };
	TRY(consent_give(db, arena, actor, &consent, now, &id));
	TRY(store(db, actor, &pair, wish, now));
	return write_trail(db, arena, actor, "pair_release", pair.code, pair.path, wish->field, now);
}

enum err release_take_back(struct db *db, struct arena *arena, const struct actor *actor, const struct release_wish *wish,
			   struct timestamp now)
{
	struct released_pair pair;
	uint64_t taken;

	TRY(find(db, arena, actor, wish, &pair));
	TRY(db_run(db, &take_back, &taken, now, pair.id, release_field_names[wish->field]));
	if (taken == 0)
		return E_CONFLICT;
	TRY(consent_withdraw(db, arena, actor, subject_of(arena, pair.code, wish->field), pair.path, release_purpose, now));
	return write_trail(db, arena, actor, "pair_release_withdraw", pair.code, pair.path, wish->field, now);
}

enum err release_take_all_back(struct db *db, struct arena *arena, const struct actor *actor, const char *student_code,
			       struct timestamp now)
{
	const struct standing *standing;
	struct rows rows;

	TRY(audit_lock(db, arena));
	TRY(db_all(db, arena, &all_of_student, &rows, student_code));
	standing = rows.row;
	for (size_t i = 0; i < rows.count; i++) {
		const struct release_wish wish = { .student_code = student_code, .code = standing[i].code, .field = standing[i].field,
						   .channel = actor->account_id != 0 ? GIVEN_PAPER : GIVEN_TELEPHONE_CODE };

		TRY(release_take_back(db, arena, actor, &wish, now));
	}
	return OK;
}

enum err release_list(struct db *db, struct arena *arena, int64_t pair_id, struct rows *out)
{
	struct release *all = ARENA_ARRAY(arena, struct release, release_fields);
	const struct release *standing;
	struct rows rows;

	TRY(db_all(db, arena, &of_pair, &rows, pair_id));
	standing = rows.row;
	for (enum release_field field = 0; field < release_fields; field++)
		all[field] = (struct release){ .field = field, .released_at = { TIMESTAMP_NONE_US } };
	for (size_t i = 0; i < rows.count; i++)
		all[standing[i].field] = standing[i];
	*out = (struct rows){ all, release_fields };
	return OK;
}

enum err release_see(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id, int64_t pair_id,
		     struct released *out)
{
	const struct { const struct sealed_place *place; size_t sealed, opened; } fields[] = {
		{ &place_student_name, offsetof(struct sealed_student, name), offsetof(struct released, name) },
		{ &place_student_guardian, offsetof(struct sealed_student, guardian), offsetof(struct released, guardian) },
		{ &place_student_telephone, offsetof(struct sealed_student, telephone), offsetof(struct released, telephone) },
		{ &place_student_address, offsetof(struct sealed_student, address), offsetof(struct released, address) } };
	struct sealed_student sealed;
	struct released opened;
	const enum err err = db_one(db, arena, &see, &sealed, pair_id, family_id);

	if (err == E_NOT_FOUND) {
		*out = (struct released){ 0 };
		return OK;
	}
	TRY(err);
	opened = (struct released){ .any = true, .school = sealed.school, .village = sealed.village, .sex = sealed.sex,
				    .stage = sealed.stage, .grade = sealed.grade };
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		TRY(seal_open(keyring, arena, place_in(fields[i].place, sealed.code),
			      *(const struct bytes *)((const char *)&sealed + fields[i].sealed),
			      (struct secret *)((char *)&opened + fields[i].opened)));
	*out = opened;
	return OK;
}
