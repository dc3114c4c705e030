#include "domain/office/second_factor.h"

#include <string.h>

#include "crypt/token.h"
#include "crypt/totp.h"
#include "domain/office/sealed_places.h"

/* Two uses of one code: the row's lock lets one of them find the step still unused. */
static const struct statement use_step = {
	.sql = "UPDATE account SET totp_last_step = ? WHERE id = ? AND totp_last_step < ? AND totp_confirmed_at IS NOT NULL",
	.params = "iii" };

static const struct statement use_recovery = {
	.sql = "UPDATE recovery_code SET used_at = ? WHERE account_id = ? AND code_digest = ? AND used_at IS NULL",
	.params = "tix" };

static const struct statement count_recovery = {
	.sql = "SELECT COUNT(*) AS n FROM recovery_code WHERE account_id = ? AND used_at IS NULL", .params = "i",
	.row = &db_number };

static const struct statement void_recovery = {
	.sql = "UPDATE recovery_code SET used_at = ? WHERE account_id = ? AND used_at IS NULL", .params = "ti" };

static const struct statement add_recovery = {
	.sql = "INSERT INTO recovery_code (account_id, code_digest) VALUES (?, ?)", .params = "ix" };

const struct statement *const second_factor_statements[] = {
	&use_step, &use_recovery, &count_recovery, &void_recovery, &add_recovery, NULL };

/* Not keyed: the key would be retired one day, and the code with it (sealed_places.h). 50 random bits, and the password besides. */
static struct bytes recovery_digest(struct arena *arena, const char *login, const char *typed)
{
	return digest_text(arena, arena_print(arena, "recovery %s %s", login, recovery_code_canonical(arena, typed)));
}

/* An authenticator's code has only digits; a recovery code is longer. */
static bool looks_like_totp(const char *code)
{
	size_t digits = 0;

	for (const char *c = code; *c != '\0'; c++) {
		if (*c == ' ' || *c == '\t')
			continue;
		if (*c < '0' || *c > '9')
			return false;
		digits++;
	}
	return digits <= totp_digits;
}

enum err factor_read(const struct keyring *keyring, struct arena *arena, const struct enrolment *enrolment, const char *code,
		     struct timestamp now, struct factor *out)
{
	struct secret secret;
	int64_t step;
	enum err err;

	if (!looks_like_totp(code)) {
		*out = (struct factor){ .kind = FACTOR_RECOVERY, .digest = recovery_digest(arena, enrolment->login, code) };
		return OK;
	}
	TRY(seal_open(keyring, arena, place_in(&place_account_totp_secret, enrolment->login), enrolment->totp_secret_sealed,
		      &secret));
	err = secret.hidden != NULL ? totp_check(secret.hidden, code, now, enrolment->totp_last_step, &step) : E_DENIED;
	if (err == OK)
		*out = (struct factor){ .kind = FACTOR_TOTP, .step = step };
	else if (err == E_DENIED)
		*out = (struct factor){ .kind = FACTOR_WRONG };
	return err == E_DENIED ? OK : err;
}

enum err factor_use(struct db *db, const struct enrolment *enrolment, const struct factor *factor, struct timestamp now)
{
	uint64_t used = 0;

	switch (factor->kind) {
	case FACTOR_TOTP:
		TRY(db_run(db, &use_step, &used, factor->step, enrolment->account_id, factor->step));
		break;
	case FACTOR_RECOVERY:
		TRY(db_run(db, &use_recovery, &used, now, enrolment->account_id, factor->digest));
		break;
	case FACTOR_WRONG:
		break;
	}
	return used == 1 ? OK : E_DENIED;
}

enum err recovery_codes_left(struct db *db, struct arena *arena, int64_t account_id, int64_t *left)
{
	return db_one(db, arena, &count_recovery, left, account_id);
}

enum err recovery_codes_void(struct db *db, int64_t account_id, struct timestamp now)
{
	return db_run(db, &void_recovery, NULL, now, account_id);
}

enum err recovery_codes_replace(struct db *db, struct arena *arena, int64_t account_id, const char *login, struct timestamp now,
				const char *const **codes)
{
	const char **fresh = recovery_codes_new(arena);

	TRY(recovery_codes_void(db, account_id, now));
	for (size_t i = 0; i < recovery_codes; i++)
		TRY(db_run(db, &add_recovery, NULL, account_id, recovery_digest(arena, login, fresh[i])));
	*codes = (const char *const *)fresh;
	return OK;
}
