/* Staff's side of requests for help: the queue with its deadlines, one of them with its thread, every step, bad ratings. Scopes are prefixes of
 * the path. Reading one is written into the trail by the caller (audit_note "help_view") before it is shown. */
#ifndef YM_DOMAIN_AID_HELP_DESK_H
#define YM_DOMAIN_AID_HELP_DESK_H

#include "domain/office/unit_choice.h"
#include "domain/aid/help.h"
#include "domain/office/actor.h"

struct help_row {
	int64_t id;
	const char *code;
	enum help_kind kind;
	enum help_urgency urgency;
	enum help_by raised_by;
	enum help_level level;
	enum help_state state;
	const char *path;
	const char *place;		/* the unit's name; NULL: not known any more */
	const char *officer;		/* NULL: nobody yet */
	int64_t officer_id;
	bool open, mine, late;
	bool guardian;			/* proved_at stands */
	const char *student;		/* code on the register; NULL: not known */
	struct timestamp raised_at, triage_due_at, due_at, climb_due_at;
	const char *merged_into;	/* code; NULL: itself */
	int64_t visit_id;		/* 0: none */
	const char *award_code;		/* NULL: none */
	int64_t rating;			/* 0: none */
	struct timestamp rating_due_at;	/* of the case of a bad one */
	bool rating_waits, rated_me;
};
extern const struct shape help_row_shape;

enum help_queue { HELP_QUEUE_MINE, HELP_QUEUE_OPEN, HELP_QUEUE_NOBODY, HELP_QUEUE_LATE, HELP_QUEUE_BAD, HELP_QUEUE_ENDED };
extern const char *const help_queue_names[];	/* "mine", "open", "nobody", "late", "bad", "ended" */

/* Open ones by deadline; bad ratings by theirs; ended ones newest first. `skip`: rows before this page. */
enum err help_list(struct db *db, struct arena *arena, const struct actor *actor, enum help_queue queue, int64_t skip, int64_t rows,
		   struct timestamp now, struct rows *out, bool *more) MUST_CHECK;

/* E_NOT_FOUND: none in scope. */
enum err help_find(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		   struct help_row *out) MUST_CHECK;
bool help_exists(struct db *db, struct arena *arena, const char *code);

/* What was said, of whom, and where to reach who said it, in clear; "" where there is nothing. */
struct help_said {
	const char *body, *child, *telephone;
};
enum err help_read(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t id, struct help_said *out) MUST_CHECK;

/* The thread, words in clear: rows of help_line. */
struct help_line {
	const char *step;		/* as help_event.step */
	struct timestamp at;
	const char *who;		/* NULL: who asked, or the worker */
	const char *whom;		/* it was given to; NULL */
	const char *climbed_to;		/* help_level_names; NULL */
	const char *words;		/* NULL: none, or wiped */
};
extern const struct shape help_line_shape;
enum err help_thread(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t id, struct rows *out) MUST_CHECK;

/* What may be the same need: of the same child or telephone, or of the same place and kind, within help_alike_days; rows of help_alike. */
enum { help_alike_days = 60 };
struct help_alike {
	const char *code;
	enum help_kind kind;
	enum help_state state;
	struct timestamp raised_at;
	bool same_child, same_telephone;
};
extern const struct shape help_alike_shape;
enum err help_alikes(struct db *db, struct arena *arena, const struct actor *actor, const struct help_row *of, struct rows *out) MUST_CHECK;

/* To whom it may be given: rows of help_officer. */
struct help_officer {
	int64_t account_id;
	const char *name, *unit;
	int64_t open_requests;
};
extern const struct shape help_officer_shape;
enum err help_officers(struct db *db, struct arena *arena, const struct help_row *of, struct rows *out) MUST_CHECK;

/* Where it may be moved by sorting: what lies directly below its place, and beside it; in scope; rows of unit_choice. */
enum err help_places(struct db *db, struct arena *arena, const struct actor *actor, const struct help_row *of, struct rows *out) MUST_CHECK;

/* --- steps, in the caller's transaction, audited as "help_request:CODE", each a line of the thread. E_NOT_FOUND as help_find; E_CONFLICT:
 * not as it stands now (help_may); E_DENIED: it is another officer's. --- */

struct help_desk {
	struct db *db;
	struct arena *arena;
	const struct keyring *keyring;
	const struct actor *actor;
	struct timestamp now;
};

/* unit_id 0: the place stays. E_INVALID: no such school, township, county in scope. The deadline counts from the raising. */
struct help_sorting {
	enum help_kind kind;
	enum help_urgency urgency;
	int64_t unit_id;
};
enum err help_triage(const struct help_desk *desk, const char *code, const struct help_sorting *sorting) MUST_CHECK;

/* E_INVALID: that officer may not have it. `words`: the line of the hand-over; "" where nobody had it. */
enum err help_assign(const struct help_desk *desk, const char *code, int64_t to, const char *words) MUST_CHECK;
enum err help_answer(const struct help_desk *desk, const char *code, const char *words) MUST_CHECK;
enum err help_refuse(const struct help_desk *desk, const char *code, const char *reason) MUST_CHECK;
enum err help_reopen(const struct help_desk *desk, const char *code, const char *reason) MUST_CHECK;

/* E_INVALID: `into` is itself, merged, or none in scope. What was merged with this one goes along. */
enum err help_merge(const struct help_desk *desk, const char *code, const char *into) MUST_CHECK;

/* The visit it came up at, the aid it led to. 0 and "": none. E_INVALID, *field is "visit" or "award": none in scope. */
enum err help_link(const struct help_desk *desk, const char *code, int64_t visit_id, const char *award_code, const char **field) MUST_CHECK;

/* A bad rating is dealt with, by another than the officer who was rated (E_DENIED). E_CONFLICT: none waits. */
enum err help_handle_rating(const struct help_desk *desk, const char *code, const char *words) MUST_CHECK;

extern const struct statement *const help_desk_statements[], *const help_desk_step_statements[];

#endif
