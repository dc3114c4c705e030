/* Programmes of aid as staff see them: all of them, one, its versions. Words of a programme change at once; whom it is for and how much
 * changes by a version (rule_draft.h). */
#ifndef YM_DOMAIN_AID_PROGRAMME_DESK_H
#define YM_DOMAIN_AID_PROGRAMME_DESK_H

#include "db/db.h"
#include "domain/aid/programme.h"
#include "domain/office/actor.h"
#include "domain/office/work_list.h"

/* A row of the list. */
struct programme_entry {
	int64_t id;
	const char *code, *title, *title_en;
	enum programme_kind kind;
	enum aid_giver given_by;
	const char *county;		/* NULL: everywhere */
	int64_t version;		/* in force on the day asked for; 0: none is */
	struct date valid_from;		/* none: none is */
	const char *law_ref;		/* NULL: none is */
	bool confirmed;
	bool drafted, submitted;	/* a version that is not published yet */
};
extern const struct shape programme_entry_shape;

/* All there are, in the programmes' order: they are few (rule_programmes_max). */
enum err programme_entry_list(struct db *db, struct arena *arena, struct date day, struct rows *out) MUST_CHECK;

struct programme_card {
	int64_t id;
	const char *code, *title, *title_en, *how_to_ask, *how_to_ask_en;
	enum programme_kind kind;
	enum aid_giver given_by;
	const char *county;		/* NULL: everywhere */
	const char *campaign;		/* of a top_up; else NULL */
	int64_t campaign_id, quota;	/* 0: none */
	const char *selection;		/* NULL: none */
};
extern const struct shape programme_card_shape;
enum err programme_find(struct db *db, struct arena *arena, int64_t id, struct programme_card *out) MUST_CHECK;

enum rule_state { RULE_DRAFT, RULE_SUBMITTED, RULE_PUBLISHED };
extern const char *const rule_state_names[];

struct rule_version {
	int64_t id, programme_id, version;
	enum rule_state state;
	struct date valid_from, valid_to;
	const char *law_ref, *source;
	bool confirmed;
	struct timestamp drafted_at, submitted_at, returned_at, published_at;
	const char *drafted_by, *submitted_by, *published_by;	/* logins; NULL: loaded, or nobody yet */
	int64_t drafted_by_id, submitted_by_id;			/* 0: nobody */
	bool drafter_gone;					/* whose account is disabled */
	const char *return_reason;
};
extern const struct shape rule_version_shape;

/* The newest first. */
enum err rule_version_list(struct db *db, struct arena *arena, int64_t programme_id, struct rows *out) MUST_CHECK;

/* The one that is not published yet. E_NOT_FOUND: there is none. */
enum err rule_version_open(struct db *db, struct arena *arena, int64_t programme_id, struct rule_version *out) MUST_CHECK;

/* What another would replace: the one in force on `day`, else the newest that is published. E_NOT_FOUND: none was ever published. */
enum err rule_version_before(struct db *db, struct arena *arena, int64_t programme_id, struct date day, struct rule_version *out) MUST_CHECK;

/* May this person write it? The city's staff all, a county's those that are only that county's. E_DENIED, E_NOT_FOUND. */
enum err programme_reach(struct db *db, struct arena *arena, const struct actor *actor, int64_t id) MUST_CHECK;

struct programme_words {
	const char *title, *title_en, *how_to_ask, *how_to_ask_en;
};
enum err programme_words_save(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const struct programme_words *words,
			      struct timestamp now) MUST_CHECK;

/* Versions that others submitted and that wait for a second person; late after three days. */
enum err rule_work_count(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now, struct work_count *out) MUST_CHECK;

extern const struct statement *const programme_desk_statements[];

#endif
