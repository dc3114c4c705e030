/* When was a student last visited? Counted per student of active pairs, over all its families: an attempt is not a visit, nor is one that
 * the school disputed; a pair that never had one counts from the day it became active. And the teachers who answer for it at school,
 * who change. domain.md §2. */
#ifndef YM_DOMAIN_PAIRING_CONTACT_H
#define YM_DOMAIN_PAIRING_CONTACT_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/actor.h"

struct contact {
	const char *student_code, *school;
	const char *teacher;		/* NULL: nobody was named */
	bool teacher_gone;		/* the account is disabled */
	int64_t families;
	struct date last_on;		/* the last visit, or the day the first pair became active */
	bool visited;			/* ever */
	int64_t days;			/* since */
	bool overdue;
};
extern const struct shape contact_shape;

struct contact_search {
	const char *scope;		/* a path */
	bool overdue;			/* only those */
	int64_t most_days;		/* the setting: longer is overdue */
	int64_t skip, rows;
};
/* The longest first. */
enum err contact_list(struct db *db, struct arena *arena, const struct contact_search *search, struct date today, struct rows *out,
		      bool *more) MUST_CHECK;

/* How many students and how many overdue, of each unit right below the scope that has any. */
struct contact_sum {
	int64_t unit_id;
	const char *unit;
	int64_t students, overdue;
};
extern const struct shape contact_sum_shape;
enum err contact_sums(struct db *db, struct arena *arena, const char *scope, int64_t most_days, struct date today, struct rows *out) MUST_CHECK;

/* Families of pairs that nobody visited for so long are reminded by SMS, once a period, at most `rows`; without a child's facts.
 * *reminded of them were. In the caller's transaction. */
enum err contact_remind(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t most_days, int64_t rows,
			struct timestamp now, int64_t *reminded) MUST_CHECK;

/* --- teachers --- */

struct contact_teacher {
	int64_t account_id;
	const char *login, *name;
	bool gone;			/* the account is disabled */
	int64_t students;		/* in scope, not closed */
};
extern const struct shape contact_teacher_shape;
enum err contact_teachers(struct db *db, struct arena *arena, const char *scope, struct rows *out) MUST_CHECK;
enum err contact_teacher_find(struct db *db, struct arena *arena, const char *scope, int64_t account_id, struct contact_teacher *out) MUST_CHECK;

/* The students of one: rows of contact_taught. And to whom they may go: staff of the school, working, with their units. */
struct contact_taught {
	const char *code, *school;
};
extern const struct shape contact_taught_shape;
enum err contact_students_of(struct db *db, struct arena *arena, const char *scope, int64_t account_id, struct rows *out) MUST_CHECK;
enum err contact_successors(struct db *db, struct arena *arena, const char *scope, int64_t account_id, struct rows *out) MUST_CHECK;

/* All of one teacher's students in the actor's scope, or the one of this code, go to another of the same school. Audited, a line for each
 * ("student:CODE"). *moved of them did; E_INVALID: the other holds no role at the school of any. */
struct contact_handing {
	int64_t from, to;
	const char *student_code;	/* "": all */
};
enum err contact_hand_over(struct db *db, struct arena *arena, const struct actor *actor, const struct contact_handing *handing,
			   struct timestamp now, int64_t *moved) MUST_CHECK;

extern const struct statement *const contact_list_statements[], *const contact_worker_statements[], *const contact_teacher_statements[];

#endif
