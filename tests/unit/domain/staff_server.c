#include "staff_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "crypt/password.h"
#include "crypt/totp.h"
#include "domain/office/sealed_places.h"

static const char units[] =
	"INSERT INTO unit (id, kind, code, name, parent_id, path, charity_id, valid_from) VALUES "
	"(1, 'city', '371300', 'city', NULL, '/1/', NULL, '2020-01-01'), "
	"(2, 'county', '371302', 'county', 1, '/1/2/', NULL, '2020-01-01'), "
	"(3, 'county', '371311', 'other county', 1, '/1/3/', NULL, '2020-01-01'), "
	"(4, 'township', '371302001', 'township', 2, '/1/2/4/', NULL, '2020-01-01'), "
	"(5, 'school', NULL, 'school', 4, '/1/2/4/5/', NULL, '2020-01-01'), "
	"(6, 'charity', NULL, 'charity', 1, '/1/6/', 1, '2020-01-01'), "
	"(7, 'township', '371311001', 'other township', 3, '/1/3/7/', NULL, '2020-01-01'), "
	"(8, 'school', NULL, 'other school', 7, '/1/3/7/8/', NULL, '2020-01-01')";

struct person {
	const char *login, *password_hash;
	struct bytes totp_secret;
	struct timestamp totp_confirmed_at, created_at;
};

static const struct shape person_shape = SHAPE(person,
	COLUMN(person, login), COLUMN(person, password_hash), COLUMN(person, totp_secret, .nullable = true),
	COLUMN(person, totp_confirmed_at, .nullable = true), COLUMN(person, created_at));

static const struct statement insert_person = {
	.sql = "INSERT INTO account (login, name, password_hash, totp_secret_sealed, totp_confirmed_at, created_at) "
	       "VALUES (?, 'Wang', ?, ?, ?, ?)",
	.bind = &person_shape };

static const struct statement grant = {
	.sql = "INSERT INTO role_grant (account_id, role, unit_id, granted_at) VALUES (?, ?, ?, '2026-01-01')", .params = "isi" };

static const struct shape acting_shape = SHAPE(actor,
	COLUMN(actor, account_id), COLUMN(actor, login), COLUMN(actor, name), COLUMN(actor, role, .names = office_role_names),
	COLUMN(actor, unit_id), COLUMN(actor, unit_path), COLUMN(actor, unit_name), COLUMN(actor, grant_id));

static const struct statement acting = {
	.sql = "SELECT a.id AS account_id, a.login, a.name, g.role, g.unit_id, u.path AS unit_path, u.name AS unit_name, "
	       "g.id AS grant_id FROM account a JOIN role_grant g ON g.account_id = a.id JOIN unit u ON u.id = g.unit_id "
	       "WHERE a.login = ? AND g.revoked_at IS NULL ORDER BY g.id LIMIT 1",
	.params = "s", .row = &acting_shape };

int staff_start(void **state)
{
	return giving_start(state);
}

int staff_stop(void **state)
{
	return giving_stop(state);
}

int staff_clean(void **state)
{
	static const char *const emptied[] = {
		"DELETE FROM sign_in_delay", "DELETE FROM recovery_code", "DELETE FROM staff_session", "DELETE FROM role_grant",
		"DELETE FROM student_history", "DELETE FROM student", "DELETE FROM personal_request", "DELETE FROM campaign_revision",
		"UPDATE account SET created_by = NULL", "DELETE FROM account",
		"DELETE FROM unit_placement", "UPDATE unit SET parent_id = NULL, kind = 'city', charity_id = NULL",
		"DELETE FROM unit", units,
		"INSERT INTO unit_placement (unit_id, parent_id, name, valid_from) SELECT id, parent_id, name, valid_from FROM unit",
		NULL };
	struct giving *giving = *state;

	for (const char *const *sql = emptied; *sql != NULL; sql++)
		giving_sql(giving, *sql);
	giving->fault.text[0] = '\0';
	return 0;
}

/* Argon2 takes its time: once is enough. */
static const char *hash_once(struct giving *giving)
{
	static const char *hash;

	if (hash == NULL)
		assert_int_equal(password_hash(&giving->arena, STAFF_PASSWORD, &hash), OK);
	return hash;
}

static int64_t add(struct giving *giving, const struct person *person, enum office_role role, int64_t unit_id)
{
	int64_t id;

	assert_int_equal(db_run(giving->db, &insert_person, NULL, person), OK);
	id = db_last_id(giving->db);
	if (unit_id != 0)
		assert_int_equal(db_run(giving->db, &grant, NULL, id, office_role_names[role], unit_id), OK);
	return id;
}

int64_t staff_account(struct giving *giving, const char *login, enum office_role role, int64_t unit_id)
{
	const struct person person = {
		.login = login, .password_hash = hash_once(giving), .totp_confirmed_at = giving_noon(), .created_at = giving_noon(),
		.totp_secret = seal_text(giving->keyring, &giving->arena, place_in(&place_account_totp_secret, login), STAFF_SECRET) };

	return add(giving, &person, role, unit_id);
}

int64_t staff_newcomer(struct giving *giving, const char *login, enum office_role role, int64_t unit_id)
{
	const struct person person = { .login = login, .password_hash = hash_once(giving), .created_at = giving_noon(),
				       .totp_confirmed_at = { TIMESTAMP_NONE_US } };

	return add(giving, &person, role, unit_id);
}

struct actor staff_actor(struct giving *giving, const char *login)
{
	struct actor actor = { .second_factor_at = { TIMESTAMP_NONE_US } };

	assert_int_equal(db_one(giving->db, &giving->arena, &acting, &actor, login), OK);
	return actor;
}

const char *staff_code(struct giving *giving, struct timestamp at)
{
	const char *code;

	assert_int_equal(totp_code(&giving->arena, STAFF_SECRET, at.us / 1000000 / totp_step_seconds, &code), OK);
	return code;
}

struct timestamp later(struct timestamp at, int64_t seconds)
{
	return (struct timestamp){ at.us + seconds * 1000000 };
}

struct sign_in_wish staff_wish(const char *login, const char *password, const char *code)
{
	return (struct sign_in_wish){ .login = login, .password = password, .code = code, .address = "192.0.2.7",
				      .browser = "a browser" };
}

enum err staff_transaction(struct giving *giving, enum err (*work)(void *context), void *context)
{
	return db_transaction(giving->db, work, NULL, context, NULL);
}
