#include "domain/pairing/guardian.h"

#include "crypt/seal.h"
#include "domain/office/audit.h"
#include "domain/office/consent.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/release.h"

const char guardian_code_purpose[] = "guardian";

const struct shape guardian_child_shape = SHAPE(guardian_child,
	COLUMN(guardian_child, id), COLUMN(guardian_child, code), COLUMN(guardian_child, path),
	COLUMN(guardian_child, stage, .names = stage_names), COLUMN(guardian_child, grade), COLUMN(guardian_child, birth),
	COLUMN(guardian_child, asked), COLUMN(guardian_child, agreed), COLUMN(guardian_child, agreed_before));

#define AGREED                                                                                                      \
	"EXISTS (SELECT 1 FROM consent c JOIN policy_text t ON t.id = c.text_id WHERE c.subject = CONCAT('student:', s.code) "    \
	"AND c.withdrawn_at IS NULL AND t.kind = 'consent' AND t.purpose = 'pairing'"
#define CHILDREN                                                                                                    \
	"SELECT s.id, s.code, s.path, s.stage, CAST(s.grade AS SIGNED) AS grade, s.birth, "                         \
	"ps.student_id IS NOT NULL AND ps.state <> 'closed' AS asked, "                                             \
	AGREED " AND t.version = (SELECT MAX(n.version) FROM policy_text n WHERE n.kind = 'consent' AND n.purpose = 'pairing')) AS agreed, " \
	AGREED ") AS agreed_before FROM student s LEFT JOIN pairing_student ps ON ps.student_id = s.id "
/* Who left the register stays the guardian's as long as a pair is live: to withdraw, to end it. */
#define ON_REGISTER                                                                                                 \
	" AND s.erased_at IS NULL AND (s.left_on IS NULL OR EXISTS (SELECT 1 FROM pair o WHERE o.student_id = s.id AND o.live = TRUE))"

static const struct statement known = {
	.sql = "SELECT COUNT(*) AS n FROM student s WHERE s.telephone_index IN (?, ?)" ON_REGISTER, .params = "xx", .row = &db_number };

static const struct statement children = {
	.sql = CHILDREN "WHERE s.telephone_index IN (?, ?)" ON_REGISTER " ORDER BY s.id LIMIT 50", .params = "xx",
	.row = &guardian_child_shape };

static const struct statement child = {
	.sql = CHILDREN "WHERE s.telephone_index IN (?, ?) AND s.code = ?" ON_REGISTER, .params = "xxs", .row = &guardian_child_shape };

static const struct statement child_in_scope = {
	.sql = CHILDREN "WHERE s.path LIKE CONCAT(?, '%') AND s.code = ?" ON_REGISTER, .params = "ss", .row = &guardian_child_shape };

static const struct statement child_of_pair = {
	.sql = "SELECT s.code AS text FROM pair p JOIN student s ON s.id = p.student_id WHERE p.code = ? AND p.family_accepted_at IS NOT NULL",
	.params = "s", .row = &(const struct shape){ .name = "text", .size = sizeof(const char *), .count = 1,
		.columns = (const struct column[]){ { .name = "text", .offset = 0, .type = COLUMN_TEXT } } } };

static const struct statement live_pairs = {
	.sql = "SELECT id AS n FROM pair WHERE student_id = ? AND live = TRUE ORDER BY id", .params = "i", .row = &db_number };

const struct statement *const guardian_statements[] = { &known, &children, &child, &child_of_pair, &live_pairs, NULL };
const struct statement *const guardian_paper_statements[] = { &child_in_scope, &live_pairs, NULL };

enum err guardian_known(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone, bool *out)
{
	struct bytes indexes[2];
	int64_t count;

	blind_indexes(keyring, arena, purpose_student_telephone, telephone, indexes);
	TRY(db_one(db, arena, &known, &count, indexes[0], indexes[1]));
	*out = count > 0;
	return OK;
}

enum err guardian_children(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone,
			   struct rows *out)
{
	struct bytes indexes[2];

	blind_indexes(keyring, arena, purpose_student_telephone, telephone, indexes);
	return db_all(db, arena, &children, out, indexes[0], indexes[1]);
}

enum err guardian_find_child(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone,
			     const char *code, struct guardian_child *out)
{
	struct bytes indexes[2];

	blind_indexes(keyring, arena, purpose_student_telephone, telephone, indexes);
	return db_one(db, arena, &child, out, indexes[0], indexes[1], code);
}

enum err guardian_find_pair(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone, const char *code,
			    struct guardian_child *out_child, struct pair *out)
{
	struct guardian_child found;
	const char *student_code;

	TRY(db_one(db, arena, &child_of_pair, &student_code, code));
	TRY(guardian_find_child(db, arena, keyring, telephone, student_code, &found));
	TRY(pair_find_of_student(db, arena, student_code, code, out));
	*out_child = found;
	return OK;
}

enum err guardian_find_in_scope(struct db *db, struct arena *arena, const char *scope, const char *code, struct guardian_child *out)
{
	return db_one(db, arena, &child_in_scope, out, scope, code);
}

static const char *subject_of(struct arena *arena, const struct guardian_child *of)
{
	return arena_print(arena, "student:%s", of->code);
}

enum err guardian_agree(struct db *db, struct arena *arena, const struct actor *actor, const struct guardian_child *of,
			int64_t text_id, enum given_channel channel, struct timestamp now)
{
	const struct consent_wish wish = {
		.text_id = text_id, .subject = subject_of(arena, of), .unit_path = of->path, .birth = of->birth,
		.given_by = channel == GIVEN_PAPER && age_is_full(of->birth, 18, date_at(now)) ? CONSENTER_SELF : CONSENTER_GUARDIAN,
		.channel = channel == GIVEN_PAPER ? CONSENT_PAPER : CONSENT_TELEPHONE_CODE };
	int64_t id;

	TRY(audit_lock(db, arena));
	return consent_give(db, arena, actor, &wish, now, &id);
}

enum err guardian_withdraw(struct db *db, struct arena *arena, const struct actor *actor, const struct guardian_child *of,
			   struct timestamp now)
{
	struct rows pairs;
	enum err err;

	TRY(audit_lock(db, arena));
	err = consent_withdraw(db, arena, actor, subject_of(arena, of), of->path, pairing_purpose, now);
	if (err != OK)
		return err == E_NOT_FOUND ? E_CONFLICT : err;
	TRY(release_take_all_back(db, arena, actor, of->code, now));
	TRY(db_all(db, arena, &live_pairs, &pairs, of->id));
	for (size_t i = 0; i < pairs.count; i++) {
		enum pair_refusal refusal = PAIR_FINE;

		err = pair_pause(db, arena, actor, ((const int64_t *)pairs.row)[i], PAUSE_CONSENT, now, &refusal);
		if (err != OK && refusal != PAIR_STATE)
			return err;
	}
	return OK;
}
