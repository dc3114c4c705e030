#include "help_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "crypt/seal.h"
#include "domain/office/sealed_places.h"

int help_clean(void **state)
{
	static const char *const emptied[] = { "DELETE FROM help_rating", "DELETE FROM help_event", "UPDATE help_request SET merged_at = NULL, "
		"merged_into = NULL", "DELETE FROM help_request", NULL };
	static const struct statement on_file = {
		.sql = "UPDATE student SET telephone_index = ?, name_index = ? WHERE id = 1", .params = "xx" };
	struct giving *giving = *state;

	for (const char *const *sql = emptied; *sql != NULL; sql++)
		giving_sql(giving, *sql);
	if (pairing_clean(state) != 0)
		return -1;
	return db_run(giving->db, &on_file, NULL, blind_index(giving->keyring, &giving->arena, purpose_student_telephone, HELP_TELEPHONE),
		      blind_index(giving->keyring, &giving->arena, purpose_student_name, HELP_CHILD)) == OK ? 0 : -1;
}

struct work_of_call {
	struct help_call *call;
	enum err (*work)(struct help_call *call);
};

static enum err run(void *context)
{
	struct work_of_call *of = context;

	return of->work(of->call);
}

enum err help_run(struct help_call *call, enum err (*work)(struct help_call *call))
{
	struct work_of_call of = { call, work };

	return db_transaction_committed(call->giving->db, run, NULL, &of, NULL);
}

struct help_wish help_wish_of(const char *nonce)
{
	return (struct help_wish){ .kind = HELP_LIVING, .raised_by = HELP_BY_GUARDIAN, .unit_id = SCHOOL_UNIT, .child = HELP_CHILD,
				   .body = "no money for meals", .telephone = HELP_TELEPHONE, .form_nonce = nonce };
}

static enum err raise(struct help_call *call)
{
	struct giving *giving = call->giving;

	return help_raise(giving->db, &giving->arena, giving->keyring, call->wish, call->now, &call->made);
}

const char *help_raised(struct giving *giving, const struct help_wish *wish, struct timestamp now)
{
	struct help_call call = { .giving = giving, .wish = wish, .now = now };
	const enum err err = help_run(&call, raise);

	if (err != OK)
		fail_msg("%s %s", err_name(err), giving->fault.text);
	return call.made;
}

struct help_row help_found(struct giving *giving, const struct actor *actor, const char *code, struct timestamp now)
{
	struct help_row row;
	const enum err err = help_find(giving->db, &giving->arena, actor, code, now, &row);

	if (err != OK)
		fail_msg("%s %s", err_name(err), giving->fault.text);
	return row;
}

static enum err step_of(struct help_call *call)
{
	static const struct help_sorting sorting = { HELP_LIVING, HELP_NORMAL, 0 };
	struct giving *giving = call->giving;
	const struct help_desk desk = { giving->db, &giving->arena, giving->keyring, call->actor, call->now };
	const char *field;
	bool guardian;

	switch ((enum help_step)call->number) {
	case HELP_TRIAGE: return help_triage(&desk, call->code, &sorting);
	case HELP_ASSIGN: return help_assign(&desk, call->code, call->actor->account_id, "");
	case HELP_ANSWER: return help_answer(&desk, call->code, "done");
	case HELP_REFUSE: return help_refuse(&desk, call->code, "not ours");
	case HELP_REOPEN: return help_reopen(&desk, call->code, "again");
	case HELP_MERGE: return help_merge(&desk, call->code, call->other);
	case HELP_LINK: return help_link(&desk, call->code, 0, "", &field);
	case HELP_RATE: return help_rate(giving->db, &giving->arena, giving->keyring, call->code, 5, "", call->now);
	default: break;
	}
	TRY(help_prove(giving->db, &giving->arena, giving->keyring, call->code, call->now, &guardian));
	return help_confirm(giving->db, &giving->arena, giving->keyring, call->code, call->now);
}

enum err help_do(struct giving *giving, const struct actor *actor, enum help_step step, const char *code, struct timestamp now)
{
	struct help_call call = { .giving = giving, .actor = actor, .code = code, .now = now, .number = step, .other = "OTHER0001" };

	giving_sql(giving, "INSERT IGNORE INTO help_request (code, kind, raised_by, path, level, form_digest, raised_at, triage_due_at, due_at, "
			   "climb_due_at, changed_at) VALUES ('OTHER0001', 'repair', 'teacher', '/1/2/4/5/', 'city', REPEAT('o', 32), '2026-06-01', "
			   "'2026-06-02', '2026-06-03', '2026-06-02', '2026-06-01')");
	return help_run(&call, step_of);
}

static enum err rate(struct help_call *call)
{
	struct giving *giving = call->giving;

	return help_rate(giving->db, &giving->arena, giving->keyring, call->code, call->number, call->words, call->now);
}

enum err help_do_rate(struct giving *giving, const char *code, int64_t rating, struct timestamp now)
{
	struct help_call call = { .giving = giving, .code = code, .number = rating, .words = "", .now = now };

	return help_run(&call, rate);
}

const char *help_at(struct giving *giving, enum help_state state, const char *nonce)
{
	static const enum help_step ways[help_states][6] = {
		[HELP_RAISED] = { help_steps }, [HELP_TRIAGED] = { HELP_TRIAGE, help_steps },
		[HELP_ASSIGNED] = { HELP_TRIAGE, HELP_ASSIGN, help_steps }, [HELP_RESOLVED] = { HELP_TRIAGE, HELP_ASSIGN, HELP_ANSWER, help_steps },
		[HELP_CONFIRMED] = { HELP_TRIAGE, HELP_ASSIGN, HELP_ANSWER, HELP_CONFIRM, help_steps }, [HELP_REFUSED] = { HELP_REFUSE, help_steps },
		[HELP_REOPENED] = { HELP_TRIAGE, HELP_ASSIGN, HELP_ANSWER, HELP_REOPEN, help_steps }, [HELP_MERGED] = { HELP_MERGE, help_steps } };
	const struct help_wish wish = help_wish_of(nonce);
	const char *code = help_raised(giving, &wish, giving_noon());

	for (size_t i = 0; i < 6 && ways[state][i] != help_steps; i++)
		assert_int_equal(help_do(giving, &county_officer, ways[state][i], code, giving_noon()), OK);
	assert_int_equal(help_found(giving, &county_officer, code, giving_noon()).state, state);
	return code;
}
