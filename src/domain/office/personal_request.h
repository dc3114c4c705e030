/* Somebody asks to see what is stored about them, or to have it erased (PIPL articles 45, 47 and 50). A clerk who has seen who
 * they are keys the request; it is answered within 15 working days, counted as three weeks (there is no table of holidays: they
 * would only lengthen it). What is granted is carried out by the worker. Subjects: "student:CODE", "pledge:CODE", "family:CODE"; a family
 * asks for itself, signed in. */
#ifndef YM_DOMAIN_OFFICE_PERSONAL_REQUEST_H
#define YM_DOMAIN_OFFICE_PERSONAL_REQUEST_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/office/actor.h"
#include "domain/office/retention.h"

enum { personal_request_days = 21 };

enum request_kind { REQUEST_ACCESS, REQUEST_ERASURE };
extern const char *const request_kind_names[];		/* "access", "erasure" */

/* open → granted (carried out soon) → done; open → refused */
enum request_state { REQUEST_OPEN, REQUEST_GRANTED, REQUEST_REFUSED, REQUEST_DONE };
extern const char *const request_state_names[];

struct personal_request {
	int64_t id;
	enum request_kind kind;
	enum request_state state;
	const char *subject, *unit_path;
	const char *table, *code;		/* the parts of the subject */
	struct timestamp asked_at;
	struct date due_on;
	bool late;				/* open, and its day is over */
	struct timestamp decided_at, carried_out_at;
	int64_t asked_by_id;			/* account that keyed it; 0: unknown */
	const char *asked_by;			/* its login; NULL: unknown */
	const char *decided_by;			/* login; NULL: open */
	const char *reason;
};
extern const struct shape personal_request_shape;

struct request_wish {
	enum request_kind kind;
	const char *subject;
	const char *unit_path;			/* whose staff answers: the caller has seen that the subject lies in the actor's scope */
};

/* For form_refuse: subject: "unknown", "asked" (an open request of that kind stands already); reason: "missing"; grant: "in_use",
 * "retained" (*until), "done". */
struct request_refusal {
	const char *field, *reason;
	struct date until;
};

/* In the caller's transaction, audited. E_INVALID with *refusal. */
enum err personal_request_ask(struct db *db, struct arena *arena, const struct actor *actor, const struct request_wish *wish,
			      struct timestamp now, int64_t *id, struct request_refusal *refusal) MUST_CHECK;

/* Within the actor's scope; open ones by the day they are due, else newest first. `after` counts rows of the list's order. */
struct request_search {
	const char *scope;
	bool decided;
	int64_t skip, rows;
};
enum err personal_request_list(struct db *db, struct arena *arena, const struct request_search *search, struct date today,
			       struct rows *out, bool *more) MUST_CHECK;
enum err personal_request_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct date today,
			       struct personal_request *out) MUST_CHECK;

/* What stands against erasing its subject today. */
enum err personal_request_obstacle(struct db *db, struct arena *arena, const char *subject, struct date today,
				   enum erasure_obstacle *out, struct date *until) MUST_CHECK;

/* In the caller's transaction, audited. To refuse wants a reason, and an erasure is not granted while a duty to keep stands:
 * E_INVALID with *refusal. E_CONFLICT: decided already. E_DENIED: by who keyed it (domain.md §5: maker is not checker). */
enum err personal_request_decide(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, bool grant,
				 const char *reason, struct timestamp now, struct request_refusal *refusal) MUST_CHECK;

/* The copy was handed over: done. Audited. E_CONFLICT: not granted, or an erasure. */
enum err personal_request_hand_over(struct db *db, struct arena *arena, const struct actor *actor, int64_t id,
				    struct timestamp now) MUST_CHECK;

/* Erase what was granted, at most `rows` requests; what has meanwhile to be kept again waits. *done: how many. */
enum err personal_request_carry_out(struct db *db, struct arena *arena, const struct actor *actor, int64_t rows,
				    struct timestamp now, int64_t *done) MUST_CHECK;

extern const struct statement *const personal_request_statements[];
extern const struct statement *const personal_request_ask_statements[];	/* asking alone */
extern const struct statement *const personal_request_worker_statements[];

#endif
