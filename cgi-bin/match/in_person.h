/* Somebody of a form lives in another live family: the answer says no more than that they are to come in person, and it is counted, so
 * that a proved telephone is no way to ask whose ID numbers are volunteers'. Once it was given too often the same answer is given to any
 * number, and nothing is stored. */
#ifndef YM_MATCH_IN_PERSON_H
#define YM_MATCH_IN_PERSON_H

#include "app/room.h"
#include "domain/pairing/family_apply.h"

/* Answers in attempt_window_minutes to one proved telephone (or one family), and to one address. */
enum { in_person_per_whom = 3, in_person_per_address = 10 };

/* Were there so many already? `whom`: the telephone that was proved, or the family's code. */
enum err in_person_check(struct request *request, const char *whom, bool *limited) MUST_CHECK;

/* Is it what the refusals say? */
bool in_person_said(const struct family_refusals *refusals);

/* Count it, and show the form again by `again`: OK, as the count is to be committed. The caller has stored nothing. */
enum err in_person_answer(struct request *request, struct response *response, const char *whom, const struct family_refusals *refusals,
			  page_handler *again) MUST_CHECK;

#endif
