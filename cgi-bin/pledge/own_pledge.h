/* Whose pledge is it? What the pages of one's own pledge share. */
#ifndef YM_PLEDGE_OWN_PLEDGE_H
#define YM_PLEDGE_OWN_PLEDGE_H

#include "app/request.h"
#include "domain/giving/pledge.h"

/* What a browser keeps for us, sealed (session_lend): the telephone a code was sent to, and one that was proved to be at hand. */
static const char session_loan_asked[] = "asked", session_loan_proved[] = "proved";

enum { proved_minutes = 30 };

/* The pledge of the path, if this browser made it or proved that it knows the telephone; E_DENIED otherwise, also for a code
 * that does not exist: the two are not told apart. */
enum err own_pledge_find(struct request *request, struct pledge *out) MUST_CHECK;

/* Seen from another browser: nothing of the pledge, and the way to it. */
enum err own_pledge_show_elsewhere(struct request *request, struct response *response) MUST_CHECK;

#endif
