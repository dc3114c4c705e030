/* Where is my application? Who asks shows that it is his to ask: the child's ID number and name, and a code sent to the guardian's telephone
 * on file, which he does not type; or a slip's code and the child's name. Every miss is one answer, E_DENIED, after the same work: no such
 * child, another name, a wrong code, no telephone on file, erased, left. Counted in the database per ID number, slip, address and in
 * all, misses and hits of the first step alike. domain.md §3, design.md §8. */
#ifndef YM_DOMAIN_AID_LOOKUP_H
#define YM_DOMAIN_AID_LOOKUP_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/aid/award.h"
#include "domain/office/actor.h"

/* In a quarter of an hour (attempt.h). A village may sit behind one address. */
enum { lookup_asks_per_number = 5, lookup_misses_per_slip = 5, lookup_misses_per_code = 10, lookup_per_address = 30,
       lookup_in_all = 3000 };

struct lookup {
	struct db *db;
	struct arena *arena;
	const struct keyring *keyring;
	const char *address;		/* of the subscriber */
	struct timestamp now;
};

/* The first way, first step. OK whoever it is; *asked is for the browser to keep sealed until the code is typed, of one length for
 * all. E_BUSY: a limit of what was typed, of the address or of all is reached; *wait_seconds. */
struct lookup_question {
	const char *id_number;		/* canonical */
	const char *name;		/* as typed, trimmed */
	const char *language;
	int64_t most_a_day;		/* telephone_code.h */
};
enum err lookup_send_code(const struct lookup *lookup, const struct lookup_question *question, int64_t *wait_seconds,
			  const char **asked) MUST_CHECK;

/* Its second step, and the second way. *proof: what was shown to be the asker's, to keep sealed and to give to lookup_find. E_DENIED: every
 * miss; it is counted in the caller's transaction, which must not be rolled back for it. */
enum err lookup_enter_code(const struct lookup *lookup, const char *asked, const char *code, int64_t *wait_seconds,
			   const char **proof) MUST_CHECK;
enum err lookup_by_slip(const struct lookup *lookup, const char *slip, const char *name, int64_t *wait_seconds,
			const char **proof) MUST_CHECK;

/* A step of an award's way, as it is told: which it stands at, which are done, which come. */
enum lookup_step { STEP_LATER, STEP_NOW, STEP_DONE };
extern const char *const lookup_step_names[];	/* "later", "now", "done" */

struct lookup_award {
	const char *code, *title, *title_en;
	const char *period;			/* "2018-2" */
	int64_t year, term;			/* of the period; term 0: the whole year, 1 spring, 2 autumn */
	struct money amount, paid;
	enum award_state state;
	const char *refusal;			/* a name of award_refusal_names; NULL: not refused */
	struct timestamp applied_at, verified_at, approved_at, confirmed_at, refused_at, appealed_at, decided_at, changed_at;
	struct date paid_on;
	struct date objections_until;		/* of the sheet on the board; none: not on one */
	struct date due;			/* what is next usually comes by then; none: nothing is, or nobody can say */
	bool late;				/* that day is over */
	enum lookup_step applied, verified, noticed, approved, received, confirmed;
	bool may_confirm, may_appeal;
};
extern const struct shape lookup_award_shape;

/* Of the child nothing but the masked name; code and path for the audit trail. */
struct lookup_child {
	int64_t id;
	const char *code, *path;
	const char *name;			/* 张** */
	bool by_slip;				/* one slip was shown, not the telephone: its award only */
	struct rows awards;			/* newest first */
};
/* E_DENIED: not a proof, or the child is gone since. */
enum err lookup_find(struct db *db, struct arena *arena, const struct keyring *keyring, const char *proof, struct date today,
		     struct lookup_child *out) MUST_CHECK;

/* Is it one of those? */
bool lookup_shows(const struct lookup_child *child, const char *award);

/* Awards of a child, or (`award` not NULL) that one. */
enum err lookup_list_awards(struct db *db, struct arena *arena, int64_t student_id, const char *award, struct date today,
			    struct rows *out) MUST_CHECK;

/* Is it a number that messages reach? */
bool lookup_is_mobile(const char *telephone);

/* In person, by staff who have the papers before them: the code of the child of this number and name on the register in the actor's
 * scope. E_NOT_FOUND: every miss; it stands in the trail, by a transaction which must not be rolled back for it. */
struct lookup_paper {
	const char *id_number;		/* canonical */
	const char *name;
};
enum err lookup_in_person(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
			  const struct lookup_paper *paper, struct timestamp now, const char **code) MUST_CHECK;

/* The guardian's new telephone, keyed face to face; the old number is told. The same number again changes nothing. E_NOT_FOUND: no such
 * child in the actor's scope. */
enum err lookup_change_telephone(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
				 const char *code, const char *telephone, struct timestamp now) MUST_CHECK;

extern const struct statement *const lookup_statements[], *const lookup_find_statements[];	/* of the public */
extern const struct statement *const lookup_award_statements[];		/* of both */
extern const struct statement *const lookup_person_statements[];	/* of staff */

#endif
