/* For the tests of requests for help: schools and staff of pairing_server.h, a child with a name and its guardian's telephone on the register. */
#ifndef YM_TESTS_HELP_SERVER_H
#define YM_TESTS_HELP_SERVER_H

#include "domain/aid/help_desk.h"
#include "domain/aid/help_worker.h"
#include "pairing_server.h"

#define HELP_TELEPHONE "13800000001"
#define HELP_CHILD "zhang san"

int help_clean(void **state);

/* What one call needs, run as the programs run it. */
struct help_call {
	struct giving *giving;
	const struct actor *actor;
	struct timestamp now;
	const char *code, *words, *other;
	int64_t number;
	bool flag;
	const struct help_wish *wish;
	const struct help_sorting *sorting;
	const char *made;
};
enum err help_run(struct help_call *call, enum err (*work)(struct help_call *call)) MUST_CHECK;

/* For the child, of school 5, by its guardian; `nonce` is the display of the form. */
struct help_wish help_wish_of(const char *nonce);
const char *help_raised(struct giving *giving, const struct help_wish *wish, struct timestamp now);

/* Brought there by staff's and the guardian's own steps, by the county's officer. Its code. */
const char *help_at(struct giving *giving, enum help_state state, const char *nonce);

struct help_row help_found(struct giving *giving, const struct actor *actor, const char *code, struct timestamp now);

/* One step as the county's officer, or the guardian. */
enum err help_do(struct giving *giving, const struct actor *actor, enum help_step step, const char *code, struct timestamp now) MUST_CHECK;
enum err help_do_rate(struct giving *giving, const char *code, int64_t rating, struct timestamp now) MUST_CHECK;

#endif
