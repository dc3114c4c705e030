/* Sheets for a school's board (公示): who of one programme and period was verified, masked, until when anybody may object, and the day the
 * sheet is taken down. The internet shows counts only, and none below award_notice_least. What is said against a sheet: by its number, without
 * a name if one likes; while an objection is open nothing on the sheet is approved. domain.md §3. */
#ifndef YM_DOMAIN_AID_AWARD_NOTICE_H
#define YM_DOMAIN_AID_AWARD_NOTICE_H

#include "domain/aid/award.h"

enum { award_notice_days_least = 5, award_notice_days_most = 30, award_notice_days_usual = 7, award_notice_lines_most = 500,
       award_notice_least = 5, award_notice_ahead_days = 14 };

struct award_notice {
	int64_t id;
	const char *code;
	const char *school, *path;
	const char *programme, *programme_en;	/* titles */
	const char *period;
	int64_t awards;
	struct date posted_on, objections_until, removed_on;	/* objections_until: the last day */
	int64_t open;			/* objections not decided yet */
	bool running;			/* one may still object */
};
extern const struct shape award_notice_shape;

/* One sheet of all that are verified in the school; it hangs `days` days from posted_on and is down on the day after. E_CONFLICT, AWARD_NOTHING: none
 * is; E_INVALID: days or posted_on out of range. E_NOT_FOUND: not a school of the scope. */
struct award_notice_wish {
	struct award_group group;
	struct date posted_on;
	int64_t days;
};
enum err award_notice_post(struct db *db, struct arena *arena, const struct actor *actor, const struct award_notice_wish *wish,
			   struct timestamp now, const char **code, enum award_word *word) MUST_CHECK;

/* Newest first; `before` an id, 0: from the newest. */
enum err award_notice_list(struct db *db, struct arena *arena, const char *scope, int64_t before, int64_t rows, struct date today,
			   struct rows *out, bool *more) MUST_CHECK;
/* E_NOT_FOUND: none in scope (NULL: anywhere). */
enum err award_notice_find(struct db *db, struct arena *arena, const char *scope, const char *code, struct date today,
			   struct award_notice *out) MUST_CHECK;

/* What hangs: names as 张*, and the class. */
struct award_notice_line {
	int64_t line;
	const char *name;		/* masked */
	enum stage stage;
	int64_t grade;
};
extern const struct shape award_notice_line_shape;
enum err award_notice_lines(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t id, struct rows *out) MUST_CHECK;

/* For the internet: how many hang now by programme and period, in the whole city; those of fewer than award_notice_least are left out. */
struct award_notice_count {
	const char *programme, *programme_en, *period;
	int64_t awards;
};
extern const struct shape award_notice_count_shape;
enum err award_notice_counts(struct db *db, struct arena *arena, struct date today, struct rows *out) MUST_CHECK;

extern const struct statement *const award_notice_statements[], *const award_notice_desk_statements[];	/* anybody's; staff's too */

/* --- objections --- */

enum { objection_body_least = 4, objection_body_most = 2000, objection_contact_most = 100 };

struct objection_wish {
	const char *sheet;		/* its number */
	int64_t line;			/* 0: the sheet */
	const char *body, *contact;	/* contact "": anonymous */
	const char *form_nonce;
};
/* E_NOT_FOUND: no such sheet; E_CONFLICT, AWARD_TOO_LATE: its days are over, or AWARD_STATE: it does not hang yet; E_INVALID: no such line. */
enum err objection_raise(struct db *db, struct arena *arena, const struct keyring *keyring, const struct objection_wish *wish,
			 struct timestamp now, const char **code, enum award_word *word) MUST_CHECK;
enum err objection_find_by_nonce(struct db *db, struct arena *arena, const char *form_nonce, const char **code) MUST_CHECK;

/* To whoever has its code: how it stands, and why; never what was written. */
struct objection_standing {
	const char *code, *sheet;
	struct timestamp raised_at, decided_at;		/* decided_at none: open */
	bool upheld;
	const char *reason;		/* NULL: not yet */
};
extern const struct shape objection_standing_shape;
enum err objection_follow(struct db *db, struct arena *arena, const char *code, struct objection_standing *out) MUST_CHECK;
extern const struct statement *const objection_statements[];

/* To staff in whose scope the school lies. */
struct objection {
	int64_t id;
	const char *code, *sheet, *school, *path, *programme, *period;
	int64_t line;			/* 0: the sheet */
	struct timestamp raised_at, decided_at;
	struct date due_on;		/* late from then on: objection_days */
	bool late, open, upheld;
	const char *decided_by, *reason;
	const char *body, *contact;	/* of objection_desk_find only; contact NULL: anonymous */
	const char *award;		/* code of the award on that line; NULL: none */
};
extern const struct shape objection_shape;
enum { objection_days = 10 };
/* Open ones, oldest first, or decided ones, newest first. */
enum err objection_list(struct db *db, struct arena *arena, const char *scope, bool decided, int64_t after, int64_t rows, struct date today,
			struct rows *out, bool *more) MUST_CHECK;
enum err objection_desk_find(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, const char *code,
			     struct date today, struct objection *out, bool *elsewhere) MUST_CHECK;

/* With a reason whoever follows it reads. Upheld: the award on `line` is refused. E_CONFLICT: AWARD_STATE (decided already), AWARD_SAME_PERSON (who
 * verified on this sheet, or made it), AWARD_NOTHING: upheld, and no award stands on that line. */
struct objection_verdict {
	bool upheld;
	int64_t line;
	const char *reason;
};
enum err objection_decide(struct db *db, struct arena *arena, const struct actor *actor, const char *code,
			  const struct objection_verdict *verdict, struct timestamp now, enum award_word *word) MUST_CHECK;
extern const struct statement *const objection_desk_statements[];

#endif
