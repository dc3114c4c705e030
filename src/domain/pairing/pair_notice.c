/* Who is told of what, by SMS. */
#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/pair_worker.h"

enum whom { WHOM_FAMILY, WHOM_GUARDIAN, WHOM_SCHOOL, WHOM_COUNTY };

struct due {
	int64_t id;
	const char *code, *path;
	struct timestamp held_until;
	const char *family_code, *language, *student_code;
	struct bytes family_telephone, guardian_telephone;
};
static const struct shape due_shape = SHAPE(due,
	COLUMN(due, id), COLUMN(due, code), COLUMN(due, path), COLUMN(due, held_until, .nullable = true), COLUMN(due, family_code),
	COLUMN(due, language), COLUMN(due, student_code), COLUMN(due, family_telephone, .nullable = true),
	COLUMN(due, guardian_telephone, .nullable = true));

/* `?`: the instant, then how many. What was told once has its row. */
#define DUE(step, of_states, only)                                                                                  \
	{ .sql = "SELECT p.id, p.code, s.path, p.held_until, f.code AS family_code, CAST(f.language AS CHAR) AS language, "  \
		 "s.code AS student_code, f.telephone_sealed AS family_telephone, s.telephone_sealed AS guardian_telephone " \
		 "FROM pair p FORCE INDEX (pair_by_state) JOIN student s ON s.id = p.student_id JOIN family f ON f.id = p.family_id " \
		 "WHERE p.state IN (" of_states ") AND " only " AND NOT EXISTS (SELECT 1 FROM pair_notice n WHERE n.pair_id = p.id " \
		 "AND n.step = '" step "') ORDER BY p.id LIMIT ?",                                                   \
	  .params = "ti", .row = &due_shape }
#define STILL_TIME "p.held_until > ?"
#define DAY_LEFT "p.held_until < ? + INTERVAL 1 DAY"
#define OF_LATE(at) at " > ? - INTERVAL 1 DAY"

static const struct notice {
	const char *step, *template;
	enum whom whom;
	struct statement due;
} notices[] = {
	{ "family_asked", "pair_family_asked", WHOM_FAMILY, DUE("family_asked", "'held'", STILL_TIME) },
	{ "family_day_left", "pair_family_asked", WHOM_FAMILY, DUE("family_day_left", "'held'", DAY_LEFT) },
	{ "guardian_asked", "pair_guardian_asked", WHOM_GUARDIAN,
	  DUE("guardian_asked", "'family_accepted'", "p.guardian_accepted_at IS NULL AND " STILL_TIME) },
	{ "guardian_day_left", "pair_guardian_asked", WHOM_GUARDIAN,
	  DUE("guardian_day_left", "'family_accepted'", "p.guardian_accepted_at IS NULL AND " DAY_LEFT) },
	{ "school_asked", "pair_staff_asked", WHOM_SCHOOL,
	  DUE("school_asked", "'family_accepted'", "p.school_accepted_at IS NULL AND " STILL_TIME) },
	{ "school_day_left", "pair_staff_asked", WHOM_SCHOOL,
	  DUE("school_day_left", "'family_accepted'", "p.school_accepted_at IS NULL AND " DAY_LEFT) },
	{ "county_asked", "pair_staff_asked", WHOM_COUNTY, DUE("county_asked", "'accepted'", STILL_TIME) },
	{ "county_day_left", "pair_staff_asked", WHOM_COUNTY, DUE("county_day_left", "'accepted', 'approved'", DAY_LEFT) },
	{ "family_active", "pair_active", WHOM_FAMILY, DUE("family_active", "'active'", OF_LATE("p.activated_at")) },
	{ "guardian_active", "pair_guardian_active", WHOM_GUARDIAN, DUE("guardian_active", "'active'", OF_LATE("p.activated_at")) },
	{ "family_over", "pair_family_over", WHOM_FAMILY,
	  DUE("family_over", "'ended'", "p.activated_at IS NULL AND p.family_accepted_at IS NOT NULL "
	      "AND p.end_reason IN ('guardian_declined', 'school_declined', 'expired') AND " OF_LATE("p.ended_at")) },
};
_Static_assert(sizeof notices / sizeof notices[0] == pair_notices, "the header says how many");

struct member {
	const char *login;
	struct bytes telephone;
};
static const struct shape member_shape = SHAPE(member, COLUMN(member, login), COLUMN(member, telephone, .nullable = true));

enum { members_told = 5 };

/* Of the school itself, or of the county it lies in. */
static const struct statement members = {
	.sql = "SELECT DISTINCT a.login, a.telephone_sealed AS telephone FROM unit u JOIN role_grant g ON g.unit_id = u.id "
	       "JOIN account a ON a.id = g.account_id WHERE ? LIKE CONCAT(u.path, '%') AND u.kind = ? AND g.role = ? "
	       "AND g.revoked_at IS NULL AND a.disabled_at IS NULL AND a.telephone_sealed IS NOT NULL ORDER BY a.id LIMIT ?",
	.params = "sssi", .row = &member_shape };

static const struct statement note = {
	.sql = "INSERT INTO pair_notice (pair_id, step, told_at) VALUES (?, ?, ?)", .params = "ist" };

const struct statement *const pair_notice_statements[] = {
	&notices[0].due, &notices[1].due, &notices[2].due, &notices[3].due, &notices[4].due, &notices[5].due, &notices[6].due,
	&notices[7].due, &notices[8].due, &notices[9].due, &notices[10].due, &members, &note, NULL };

static enum err put(struct db *db, struct arena *arena, const struct keyring *keyring, const struct notice *notice, const struct due *pair,
		    const char *telephone, struct timestamp now)
{
	struct buffer until;

	if (telephone == NULL)
		return OK;
	buffer_init(&until, arena, 32);
	timestamp_append_minute(&until, pair->held_until);
	const struct message_value values[] = { { "code", pair->code }, { "until", until.data }, { NULL, NULL } };
	const struct message message = {
		.channel = CHANNEL_SMS, .to = telephone, .template = notice->template, .values = values, .unit_path = pair->path,
		.language = notice->whom == WHOM_FAMILY ? pair->language : "zh",
		.expires_at = notice->whom == WHOM_FAMILY || notice->whom == WHOM_GUARDIAN ? (struct timestamp){ TIMESTAMP_NONE_US }
											    : pair->held_until };

	return outbox_put(db, arena, keyring, &message, now);
}

static enum err put_to_staff(struct db *db, struct arena *arena, const struct keyring *keyring, const struct notice *notice,
			     const struct due *pair, struct timestamp now)
{
	const char *role = notice->whom == WHOM_SCHOOL ? "school" : "county";
	const struct member *member;
	struct secret telephone;
	struct rows rows;

	TRY(db_all(db, arena, &members, &rows, pair->path, role, role, (int64_t)members_told));
	member = rows.row;
	for (size_t i = 0; i < rows.count; i++) {
		TRY(seal_open(keyring, arena, place_in(&place_account_telephone, member[i].login), member[i].telephone, &telephone));
		TRY(put(db, arena, keyring, notice, pair, telephone.hidden, now));
	}
	return OK;
}

static enum err tell(struct db *db, struct arena *arena, const struct keyring *keyring, const struct notice *notice,
		     const struct due *pair, struct timestamp now)
{
	struct secret telephone;

	if (notice->whom == WHOM_SCHOOL || notice->whom == WHOM_COUNTY)
		return put_to_staff(db, arena, keyring, notice, pair, now);
	if (notice->whom == WHOM_FAMILY)
		TRY(seal_open(keyring, arena, place_in(&place_family_telephone, pair->family_code), pair->family_telephone, &telephone));
	else
		TRY(seal_open(keyring, arena, place_in(&place_student_telephone, pair->student_code), pair->guardian_telephone,
			      &telephone));
	return put(db, arena, keyring, notice, pair, telephone.hidden, now);
}

enum err pair_tell(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t notice, int64_t rows, struct timestamp now,
		   int64_t *count)
{
	const struct notice *each = &notices[notice];
	const struct due *pair;
	struct rows due;

	TRY(db_all(db, arena, &each->due, &due, now, rows));
	pair = due.row;
	for (size_t i = 0; i < due.count; i++) {
		TRY(db_run(db, &note, NULL, pair[i].id, each->step, now));
		TRY(tell(db, arena, keyring, each, &pair[i], now));
	}
	*count = (int64_t)due.count;
	return OK;
}
