/* Needs (诉求): whoever has one raises it, for a child or a school, without an account. domain.md §3.
 *
 * raised → triaged → assigned → resolved → confirmed by the guardian; refused; reopened; merged with one asked before. Facts are stored, the
 * state is derived. What was said stands sealed in the thread (help_event). Whoever has the code sees the state and the deadline; the answer
 * is for the guardian alone: who named the child, and proved the telephone that is on file as of that child's guardian. */
#ifndef YM_DOMAIN_AID_HELP_H
#define YM_DOMAIN_AID_HELP_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "crypt/seal.h"
#include "db/db.h"

enum help_kind { HELP_TUITION, HELP_LIVING, HELP_SUPPLIES, HELP_TRANSPORT, HELP_STUDY, HELP_HEALTH, HELP_REPAIR, HELP_OTHER };
extern const char *const help_kind_names[];	/* "tuition", "living", "supplies", "transport", "study", "health", "repair", "other" */
enum help_by { HELP_BY_GUARDIAN, HELP_BY_CHILD, HELP_BY_TEACHER, HELP_BY_NEIGHBOUR, HELP_BY_OTHER };
extern const char *const help_by_names[];	/* "guardian", "child", "teacher", "neighbour", "other" */
enum help_urgency { HELP_NORMAL, HELP_URGENT };
extern const char *const help_urgency_names[];	/* "normal", "urgent" */
enum help_level { HELP_AT_SCHOOL, HELP_AT_TOWNSHIP, HELP_AT_COUNTY, HELP_AT_CITY };
extern const char *const help_level_names[];	/* "school", "township", "county", "city" */
enum help_state { HELP_RAISED, HELP_TRIAGED, HELP_ASSIGNED, HELP_RESOLVED, HELP_CONFIRMED, HELP_REFUSED, HELP_REOPENED, HELP_MERGED, help_states };
extern const char *const help_state_names[];	/* "raised", … */

/* What may be done with one, and in which states. */
enum help_step { HELP_TRIAGE, HELP_ASSIGN, HELP_ANSWER, HELP_REFUSE, HELP_CONFIRM, HELP_REOPEN, HELP_MERGE, HELP_LINK, HELP_RATE, help_steps };
bool help_may(enum help_step step, enum help_state state);

enum { help_chars_most = 1500, help_name_chars_most = 50, help_words_chars_most = 1000, help_rating_best = 5, help_rating_bad = 2,
       help_rating_days = 15 };
extern const char help_code_purpose[];		/* of the telephone code: "help" */

struct help_wish {
	enum help_kind kind;
	enum help_by raised_by;
	int64_t unit_id;		/* of the school, or of a township, a county; 0: not known */
	const char *child;		/* the child's name, canonical (person_read_name); "": of no child, or not said */
	const char *body;
	const char *telephone;		/* canonical; "": none */
	const char *language;		/* of messages to it */
	bool tell;			/* the code goes to the telephone by SMS */
	const char *form_nonce;
};

/* In the caller's transaction. E_CONFLICT: this display of the form raised one before (help_find_by_nonce). E_NOT_FOUND: no such unit. */
enum err help_raise(struct db *db, struct arena *arena, const struct keyring *keyring, const struct help_wish *wish, struct timestamp now,
		    const char **code) MUST_CHECK;
enum err help_find_by_nonce(struct db *db, struct arena *arena, const char *form_nonce, const char **code) MUST_CHECK;

/* What whoever has the code may read. Of one that was merged: of that which it was merged with. */
struct help_standing {
	int64_t id;
	const char *code;
	enum help_kind kind;
	enum help_state state;
	bool merged;
	struct timestamp raised_at, due_at;
	bool late;
	bool telephone;			/* one was given: its last four digits are asked for */
	bool guardian;			/* proved_at stands: the answer is for whoever has proved that telephone */
	int64_t rating;			/* 0: not yet */
	bool bad;			/* the rating: somebody deals with it */
	bool may_rate;
	struct bytes last_four_index;
};
extern const struct shape help_standing_shape;
enum err help_follow(struct db *db, struct arena *arena, const char *code, struct timestamp now, struct help_standing *out) MUST_CHECK;

/* Are these the last four digits of its telephone? True without one. `standing` NULL: the same work, and false. */
bool help_matches(const struct keyring *keyring, struct arena *arena, const struct help_standing *standing, const char *code,
		  const char *digits);

/* The telephone that was given, in clear, to send a code to; "": none. */
enum err help_telephone(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, const char **telephone) MUST_CHECK;

/* Its telephone was proved just now. *guardian: it is on file as of the guardian of the child that was named. In the caller's transaction. */
enum err help_prove(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, struct timestamp now,
		    bool *guardian) MUST_CHECK;

/* The last answer or refusal in clear, for the guardian. E_NOT_FOUND: none stands. */
struct help_answer {
	bool refused;
	const char *words;
	struct timestamp at;
};
extern const struct shape help_answer_shape;
enum err help_read_answer(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code,
			  struct help_answer *out) MUST_CHECK;

/* By the guardian, who has proved the telephone. E_CONFLICT: not as it stands now; E_DENIED: no guardian was proved. */
enum err help_confirm(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code,
		      struct timestamp now) MUST_CHECK;
enum err help_did_not_help(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, const char *reason,
			   struct timestamp now) MUST_CHECK;

/* Once, by whoever has the code, after an answer or a refusal. E_CONFLICT: too early, or rated before. A bad one opens a case. */
enum err help_rate(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, int64_t rating, const char *words,
		   struct timestamp now) MUST_CHECK;

/* What last_four_index is of, for re-sealing. */
char *help_last_four_canonical(struct arena *arena, const char *code, const char *telephone);

extern const struct statement *const help_statements[], *const help_guardian_statements[];	/* raising and following; after the answer */

#endif
