/* The school's side of messages: what waits, in scope, oldest first; releasing and refusing. A township has what climbed to it. */
#ifndef YM_DOMAIN_PAIRING_PAIR_MESSAGE_DESK_H
#define YM_DOMAIN_PAIRING_PAIR_MESSAGE_DESK_H

#include "domain/pairing/pair_message.h"

struct waiting_message {
	int64_t id;
	const char *pair_code, *student_code, *school;
	enum message_sender sender;
	const char *body;
	struct timestamp sent_at, climbed_at;	/* climbed_at none: the school's still */
};
extern const struct shape waiting_message_shape;

/* At most `rows`. *more: there are others. Reading them is the moderator's work; the trail names each decision. */
enum err pair_message_queue(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor, int64_t after,
			    int64_t rows, struct rows *out, bool *more) MUST_CHECK;

/* One that waits. E_NOT_FOUND: none in scope, or somebody has decided. */
enum err pair_message_waiting(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor, int64_t id,
			      struct waiting_message *out) MUST_CHECK;

/* In the caller's transaction, audited. E_NOT_FOUND: none in scope; E_CONFLICT: somebody was quicker. A refusal has a reason. */
enum err pair_message_decide(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, bool released, const char *reason,
			     struct timestamp now) MUST_CHECK;

/* Of which pair it is, and whether that lies in the actor's scope. E_NOT_FOUND: there is none. */
enum err pair_message_place(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char **pair_code,
			    bool *in_scope) MUST_CHECK;

/* Those that nobody read for message_climb_days, at most `rows`: the township's from now on. Audited. *climbed of them were. */
enum err pair_message_climb(struct db *db, struct arena *arena, int64_t rows, struct timestamp now, int64_t *climbed) MUST_CHECK;

extern const struct statement *const pair_message_desk_statements[], *const pair_message_worker_statements[];

#endif
