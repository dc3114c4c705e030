/* Active pairs for the tests of what happens to them: student 1 and family 1, student 2 and family 2, of school 5. */
#ifndef YM_TESTS_CARE_SERVER_H
#define YM_TESTS_CARE_SERVER_H

#include "domain/pairing/concern_desk.h"
#include "domain/pairing/concern_worker.h"
#include "domain/pairing/contact.h"
#include "domain/pairing/pair_message_desk.h"
#include "domain/pairing/record.h"
#include "domain/pairing/visit_desk.h"
#include "pairing_server.h"

extern const char *care_pair;		/* the code of the first pair */
extern int64_t care_pair_id;

int care_clean(void **state);

struct timestamp days_on(int64_t days);		/* from giving_noon */
struct date day_on(int64_t days);

/* What one call needs, run as the programs run it. */
struct care {
	struct giving *giving;
	const struct actor *actor;
	struct timestamp now;
	const char *code, *text, *nonce, *refused;
	int64_t id, number;
	bool flag;
	const void *wish;
	struct visit_refusal refusal;
	const char *made;
};
enum err care_run(struct care *care, enum err (*work)(struct care *care)) MUST_CHECK;

/* The same of concerns: care->wish is a struct concern_wish, of the closing one a struct concern_closing. */
enum err care_raise_concern(struct care *care) MUST_CHECK;
enum err care_give_concern(struct care *care) MUST_CHECK;
enum err care_report_concern(struct care *care) MUST_CHECK;
enum err care_close_concern(struct care *care) MUST_CHECK;
struct concern_wish care_concern_about(enum concern_kind kind);	/* of the first pair, by the child */
const char *care_raised(struct giving *giving, const struct concern_wish *wish);	/* its code */
struct concern care_concern(struct giving *giving, const struct actor *actor, const char *code, struct timestamp now);

/* How many rows of the trail have this action and subject ("pair:CODE"). */
int64_t care_trail(struct giving *giving, const char *action, const char *subject);

#endif
