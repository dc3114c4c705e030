/* The pairing area's tests: staff_server's org tree, with students of school 5 (and one of school 8), approved families, and a live
 * consent of every guardian. */
#ifndef YM_TESTS_PAIRING_SERVER_H
#define YM_TESTS_PAIRING_SERVER_H

#include "domain/pairing/pair.h"
#include "staff_server.h"

/* Students 1 … 8 of school 5 (primary, two places each, tags tutoring and books), 9 of the other school. Families 1 … 6 with room
 * for one, approved until the end of 2026. */
enum { PAIRING_STUDENTS = 9, PAIRING_FAMILIES = 6, STUDENT_ELSEWHERE = 9 };

/* cmocka fixtures. */
int pairing_start(void **state);
int pairing_stop(void **state);
int pairing_clean(void **state);

/* Its staff, made by pairing_clean: clerks of school 5 and of the other, officers of the county and the city. */
extern struct actor school_clerk, other_school_clerk, county_officer, city_officer;

const char *pairing_student_code(int64_t id);		/* "S00000001" */

/* Each in a transaction of its own, as the programs do it. */
struct pairing_step {
	struct giving *giving;
	const struct actor *actor;
	const char *code;			/* of the pair */
	int64_t pair_id, family_id, student_id;
	struct timestamp now;
	const char *made;			/* the code of a proposed pair */
	enum pair_refusal refusal;
};
enum err pairing_propose(struct pairing_step *step) MUST_CHECK;
enum err pairing_run(struct pairing_step *step, enum err (*work)(void *step)) MUST_CHECK;

/* A pair of the two brought to the state by its steps at `now`; its code. The student's own first places. */
const char *pairing_at(struct giving *giving, int64_t student_id, int64_t family_id, enum pair_state state, struct timestamp now);

enum pair_state pairing_state(struct giving *giving, const char *code);
int64_t pairing_id(struct giving *giving, const char *code);

#endif
