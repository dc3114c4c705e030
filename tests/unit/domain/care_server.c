#include "care_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

const char *care_pair;
int64_t care_pair_id;

int care_clean(void **state)
{
	struct giving *giving = *state;

	if (pairing_clean(state) != 0)
		return -1;
	care_pair = pairing_at(giving, 1, 1, PAIR_ACTIVE, giving_noon());
	care_pair_id = pairing_id(giving, care_pair);
	pairing_at(giving, 2, 2, PAIR_ACTIVE, giving_noon());
	return 0;
}

struct timestamp days_on(int64_t days)
{
	return later(giving_noon(), days * 86400);
}

struct date day_on(int64_t days)
{
	return date_at(days_on(days));
}

struct run {
	struct care *care;
	enum err (*work)(struct care *care);
};

static enum err run(void *context)
{
	struct run *it = context;

	return it->work(it->care);
}

enum err care_run(struct care *care, enum err (*work)(struct care *care))
{
	struct run it = { care, work };

	return db_transaction_committed(care->giving->db, run, NULL, &it, NULL);
}

static const struct statement trail = {
	.sql = "SELECT COUNT(*) AS n FROM audit_event WHERE action = ? AND subject = ?", .params = "ss", .row = &db_number };

int64_t care_trail(struct giving *giving, const char *action, const char *subject)
{
	int64_t count;

	assert_int_equal(db_one(giving->db, &giving->arena, &trail, &count, action, subject), OK);
	return count;
}

enum err care_raise_concern(struct care *care)
{
	return concern_raise(care->giving->db, &care->giving->arena, care->giving->keyring, care->wish, care->now, &care->made);
}

enum err care_give_concern(struct care *care)
{
	return concern_give(care->giving->db, &care->giving->arena, care->actor, care->code, care->id, "why", care->now);
}

enum err care_report_concern(struct care *care)
{
	return concern_report(care->giving->db, &care->giving->arena, care->actor, care->code, "told the police", care->now);
}

enum err care_close_concern(struct care *care)
{
	return concern_close(care->giving->db, &care->giving->arena, care->actor, care->code, care->wish, care->now, &care->refused);
}

struct concern_wish care_concern_about(enum concern_kind kind)
{
	return (struct concern_wish){ .kind = kind, .raised_by = CONCERN_BY_CHILD, .pair_code = care_pair, .body = "afraid", .contact = "",
				      .officer = "", .form_nonce = "a" };
}

const char *care_raised(struct giving *giving, const struct concern_wish *wish)
{
	struct care care = { .giving = giving, .wish = wish, .now = giving_noon() };
	const enum err err = care_run(&care, care_raise_concern);

	if (err != OK)
		fail_msg("%s %s", err_name(err), giving->fault.text);
	return care.made;
}

struct concern care_concern(struct giving *giving, const struct actor *actor, const char *code, struct timestamp now)
{
	struct concern concern;

	assert_int_equal(concern_find(giving->db, &giving->arena, actor, code, now, &concern), OK);
	return concern;
}
