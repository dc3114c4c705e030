/* Staff's side of concerns: the queue with its deadlines, handling, the mandatory report, the end. A concern about an officer does not
 * exist for that officer. Reading one is written into the trail by the caller (audit_note "concern_view") before it is shown. */
#ifndef YM_DOMAIN_PAIRING_CONCERN_DESK_H
#define YM_DOMAIN_PAIRING_CONCERN_DESK_H

#include "domain/office/actor.h"
#include "domain/pairing/concern.h"

enum concern_outcome { CONCERN_UNFOUNDED, CONCERN_SETTLED, CONCERN_PAIR_ENDED, CONCERN_REPORTED };
extern const char *const concern_outcome_names[];	/* "unfounded", "settled", "pair_ended", "reported" */

struct concern {
	int64_t id;
	const char *code;
	enum concern_kind kind;
	enum concern_by raised_by;
	enum concern_state state;
	const char *pair_code;		/* NULL: of no pair */
	const char *pair_state;		/* pair_state_names; NULL likewise */
	const char *place;		/* the unit's name; NULL: not known any more */
	const char *path;
	int64_t pair_id;
	const char *officer;		/* NULL: nobody yet */
	int64_t officer_id;
	bool mine, late, report_late;
	struct timestamp raised_at, due_at, climbed_at, report_due_at, reported_at, closed_at;
	const char *outcome;		/* concern_outcome_names; NULL: open */
	const char *words;
	bool asks_second;		/* its officer asks somebody else to confirm that it is unfounded */
	bool had;			/* the actor is or was its officer, and does not confirm */
	struct timestamp unfounded_at;	/* who asked last, and what was found; another officer since: asks_second is false */
	const char *unfounded_by, *unfounded_words;
};
extern const struct shape concern_shape;

/* Open ones by deadline, or closed ones, newest first. `skip`: rows before this page. */
enum err concern_list(struct db *db, struct arena *arena, const struct actor *actor, bool closed, int64_t skip, int64_t rows,
		      struct timestamp now, struct rows *out, bool *more) MUST_CHECK;

/* E_NOT_FOUND: none in scope, or it is about the actor. */
enum err concern_find(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		      struct concern *out) MUST_CHECK;
/* What was said and where to reach who said it ("" where nothing), in clear. */
enum err concern_read(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t id, const char **body,
		      const char **contact) MUST_CHECK;
/* Is there one outside the scope? For a refusal. */
bool concern_exists(struct db *db, struct arena *arena, const char *code);

/* To whom it may be given: rows of concern_officer. */
struct concern_officer {
	int64_t account_id;
	const char *name, *unit;
	int64_t open_concerns;
};
extern const struct shape concern_officer_shape;
enum err concern_officers(struct db *db, struct arena *arena, const struct concern *concern, struct rows *out) MUST_CHECK;

/* All in the caller's transaction, audited as "concern:CODE". E_NOT_FOUND as concern_find; E_CONFLICT: not as it stands now;
 * E_DENIED: it is another officer's (take it first), or the one it would go to may not have it. */
enum err concern_take(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now) MUST_CHECK;
enum err concern_give(struct db *db, struct arena *arena, const struct actor *actor, const char *code, int64_t to, const char *reason,
		      struct timestamp now) MUST_CHECK;
enum err concern_report(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *words,
			struct timestamp now) MUST_CHECK;

/* Suspected harm that was not reported is closed as unfounded by two people: its officer asks, and somebody in the scope who never was its
 * officer confirms, which closes it with his words, or sends it back; deadlines and the clock of the report go on. E_CONFLICT: no such case,
 * or nobody asks; E_DENIED: not its officer, or to confirm: is or was. */
bool concern_wants_second(const struct concern *concern);	/* harm, and not reported */
enum err concern_ask_second(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *words,
			    struct timestamp now) MUST_CHECK;
enum err concern_confirm(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *words,
			 struct timestamp now) MUST_CHECK;
enum err concern_send_back(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *reason,
			   struct timestamp now) MUST_CHECK;

/* "pair_ended" ends the pair for cause. *refusal, where it is E_INVALID: the word for the field outcome ("not_reported": harm that was
 * not told to the authorities is not settled; "second_person": nor unfounded by its officer alone; "no_pair"). */
struct concern_closing {
	enum concern_outcome outcome;
	const char *words;
};
enum err concern_close(struct db *db, struct arena *arena, const struct actor *actor, const char *code,
		       const struct concern_closing *closing, struct timestamp now, const char **refusal) MUST_CHECK;

extern const struct statement *const concern_desk_statements[];

#endif
