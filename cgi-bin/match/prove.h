/* Proving that a telephone is at hand, for whoever has no account: what families' and guardians' pages share. */
#ifndef YM_MATCH_PROVE_H
#define YM_MATCH_PROVE_H

#include "app/request.h"
#include "app/room.h"

struct prove_send_input {
	const char *telephone;
};
extern const struct field prove_send_form[];
struct prove_enter_input {
	const char *code;
};
extern const struct field prove_enter_form[];

enum { proved_minutes = 30 };

/* Send a code for `purpose` (domain/office/telephone_code.h) to the telephone of the form; a number that is not `known` gets none and
 * is answered alike. The browser keeps the number for us as `loan` (session_lend), and 303 leads to `next`. Where a cap is reached
 * `again` shows its page with wait_minutes, 429. */
struct prove_step {
	const char *purpose, *loan, *next;
	page_handler *again;
};
enum err prove_send(struct request *request, struct response *response, const struct prove_step *step, bool known) MUST_CHECK;

/* Is the form's code the one sent to the telephone? E_DENIED: no; the miss is counted, and whoever calls shows `missed` with 422
 * and returns OK, so that the count stays. */
enum err prove_check(struct request *request, const char *purpose, const char *telephone) MUST_CHECK;
enum err prove_missed(struct request *request, struct response *response, page_handler *again) MUST_CHECK;

#endif
