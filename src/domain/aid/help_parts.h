/* What the sides of a request share: who asked, staff, the worker. */
#ifndef YM_DOMAIN_AID_HELP_PARTS_H
#define YM_DOMAIN_AID_HELP_PARTS_H

#include "domain/aid/help.h"
#include "domain/office/actor.h"

/* Both deadlines by the rules of the kind, from `now`. */
struct help_deadlines {
	struct timestamp triage, answer;
};
enum err help_deadlines_of(struct db *db, struct arena *arena, enum help_kind kind, enum help_urgency urgency, struct timestamp now,
			   struct help_deadlines *out) MUST_CHECK;

/* A line of the thread, as who asked and the worker write it. `words` NULL: none. */
enum err help_append(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t request_id, const char *step,
		     const char *words, struct timestamp now) MUST_CHECK;

/* The trail, "help_request:CODE". */
enum err help_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const char *code, const char *path,
		    const char *detail, struct timestamp now) MUST_CHECK;

extern const struct statement *const help_deadline_statements[];

#endif
