/* The aid area's tests: pairing_server's students, two programmes with published rules, and what school 5 stated of boarding. */
#ifndef YM_TESTS_AWARD_SERVER_H
#define YM_TESTS_AWARD_SERVER_H

#include "domain/aid/award_notice.h"
#include "pairing_server.h"

/* LIVING: registered poor of primary and junior schools, 1000.01 yuan a year for boarders (tier 1), 500 for others (tier 2). TOP_UP: primary
 * school, 200 yuan once, three of them by hardship. NO_RULE: its version is a draft. Students 1 … 6 and 9 board, 7 does not, of 8 nobody knows. */
enum { LIVING = 901, TOP_UP = 902, NO_RULE = 903 };
#define AWARD_PERIOD "2026-1"

int award_start(void **state);
int award_clean(void **state);

struct award_step {
	struct giving *giving;
	const struct actor *actor;
	const char *code;
	struct timestamp now;
	enum award_refusal refusal;
	bool stands;
	enum award_word word;
	const void *with;		/* whatever else the work is given */
	void *out;
};
enum err award_run(struct award_step *step, enum err (*work)(void *step)) MUST_CHECK;

/* An award of LIVING brought to the state by its steps: keyed and verified by school_clerk, approved by the county after the days of
 * objection. Its code. Where it is on the board, `now` is of the day it was posted. */
const char *award_at(struct giving *giving, int64_t student_id, enum award_state state, struct timestamp now);
const char *award_sheet(struct giving *giving, const char *code);		/* the number of the sheet it is on */
enum award_state award_state_now(struct giving *giving, const char *code);

/* The first day on which a sheet posted at `now` may be approved of. */
struct timestamp award_after_objections(struct timestamp now);

#endif
