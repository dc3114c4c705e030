/* At the door of each page: who may come in, and where the others are sent. */
#ifndef YM_APP_GUARD_H
#define YM_APP_GUARD_H

#include "app/room.h"

enum verdict {
	GUARD_PASS,
	GUARD_SIGN_IN,		/* nobody is signed in */
	GUARD_ENROL,		/* signed in, and has to enrol first */
	GUARD_ACTING,		/* signed in without a role: /acting says so, or lets one be chosen */
	GUARD_REFUSE,		/* the role acted in has not this right */
	GUARD_SECOND_FACTOR	/* it has, and the code of the authenticator is asked for again */
};

/* Of request->route, for request->actor. */
enum verdict guard_judge(const struct request *request);

/* Answer somebody who was not let in: 303 to where the way goes on and then back, or 403 and an audit row. What a POST brought is kept
 * where it is known whose it is (app/kept.h); the session's form token must have come with it. */
enum err guard_turn_away(struct request *request, struct response *response, enum verdict verdict) MUST_CHECK;

/* Where to go on after a stop: `typed` where it is a page of this program, or "/". */
const char *guard_way_on(const struct request *request, const char *typed);

enum { way_chars_max = 300 };

#endif
