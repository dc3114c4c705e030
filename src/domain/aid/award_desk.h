/* Awards as staff find them, within the scope of the school. */
#ifndef YM_DOMAIN_AID_AWARD_DESK_H
#define YM_DOMAIN_AID_AWARD_DESK_H

#include "domain/aid/award.h"

struct award_entry {
	int64_t id;
	const char *code;
	enum award_state state;
	const char *student_code, *school, *programme, *programme_en, *period;
	enum stage stage;
	int64_t grade;
	struct money amount;
	bool appealed;			/* and not decided yet */
	struct timestamp changed_at;
};
extern const struct shape award_entry_shape;

struct award_search {
	const char *scope;
	enum award_state state;
	bool of_state;
	bool appealed;			/* only those whose appeal waits */
	int64_t programme_id;		/* 0: any */
	const char *period;		/* "": any */
	int64_t before, rows;		/* id, 0: the newest */
};
/* Newest first. */
enum err award_list(struct db *db, struct arena *arena, const struct award_search *search, struct rows *out, bool *more) MUST_CHECK;

struct award_desk {
	struct award award;
	const char *student_code, *school, *programme, *programme_en, *law_ref;
	int64_t version;
	enum stage stage;
	int64_t grade;
	struct money paid;
	struct timestamp computed_at;
	const char *computed_by, *applied_by, *verified_by, *approved_by, *refused_by, *decided_by;	/* NULL: nobody, or the system */
	const char *sheet;		/* number; NULL: none */
	int64_t sheet_line;
	struct date objections_until;	/* none: no sheet */
	bool stands;
};
extern const struct shape award_desk_shape;
enum err award_desk_find(struct db *db, struct arena *arena, const char *scope, const char *code, struct award_desk *out,
			 bool *elsewhere) MUST_CHECK;

/* What it was decided on. E_NOT_FOUND: erased. */
enum err award_pinned_facts(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, struct facts *out) MUST_CHECK;

/* Awards of one student, newest first; at most 50. */
enum err award_list_of_student(struct db *db, struct arena *arena, int64_t student_id, struct rows *out) MUST_CHECK;

/* To choose from: those with a version in force, in order. */
struct award_programme {
	int64_t id;
	const char *title, *title_en;
	bool chosen;
};
extern const struct shape award_programme_shape;
enum err award_programmes(struct db *db, struct arena *arena, struct date day, int64_t chosen, struct rows *out) MUST_CHECK;

/* Asks the worker to compute, once for the same order on a day. `scope` NULL: the actor's. E_NOT_FOUND: no such programme, or nothing in force. */
enum err award_ask_compute(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, const char *period,
			   struct timestamp now, int64_t *job_id) MUST_CHECK;

/* What waits to be done: a school's awards by programme and period. */
struct award_heap {
	int64_t school_id;
	const char *school;
	int64_t programme_id;
	const char *programme, *programme_en, *period;
	int64_t applied, verified, noticed;	/* noticed: those that may be approved now */
};
extern const struct shape award_heap_shape;
enum err award_heaps(struct db *db, struct arena *arena, const char *scope, struct date today, int64_t rows, struct rows *out) MUST_CHECK;

extern const struct statement *const award_desk_statements[];

#endif
