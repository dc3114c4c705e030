/* The staff's side of campaigns: one person drafts, a second one approves, then it is public (domain.md §1). A campaign without
 * licence, filing number, dates, account and platform link cannot be published (慈善法 §22–27). Afterwards only its summary and
 * story are edited directly; account, licence and platform link change by a revision that a second person approves: the old value
 * stays on record, and the charity is told on the telephone stored before.
 *
 * Whose campaigns: the city's staff all; a county's those of their county; a charity's its own. Everything that changes
 * something is audited, in the caller's transaction. */
#ifndef YM_DOMAIN_GIVING_CAMPAIGN_DRAFT_H
#define YM_DOMAIN_GIVING_CAMPAIGN_DRAFT_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/actor.h"

enum draft_state { DRAFT_DRAFT, DRAFT_SUBMITTED, DRAFT_PUBLISHED, DRAFT_CLOSED };
extern const char *const draft_state_names[];		/* "draft", "submitted", "published", "closed" */

/* What may be asked for by whom: from the actor's role and unit. E_DENIED: the role has no campaigns. */
struct campaign_reach {
	bool all;
	const char *county_code;	/* "": no county */
	int64_t charity_id;		/* 0: no charity */
};
enum err campaign_reach_of(struct db *db, struct arena *arena, const struct actor *actor, struct campaign_reach *out) MUST_CHECK;

/* A row of the list. */
struct campaign_entry {
	int64_t id;
	const char *title, *charity;
	const char *county;		/* NULL: the whole city */
	struct money goal, received, pledged;
	struct date starts, ends;	/* may be none in a draft */
	enum draft_state state;
	const char *drafted_by;		/* login; NULL: loaded */
	bool change_waits;		/* a revision of a published one awaits its second person */
};
extern const struct shape campaign_entry_shape;

struct campaign_entry_search {
	struct campaign_reach reach;
	enum draft_state state;
	const char *words;		/* in the title; "" or NULL: any */
	bool oldest_first;		/* else the newest */
	int64_t beyond;			/* the id of the last row of the page before; 0: the first page */
	int64_t rows;
};
enum err campaign_entry_list(struct db *db, struct arena *arena, const struct campaign_entry_search *search, struct rows *out,
			     bool *more) MUST_CHECK;

/* All of one campaign, as its form shows it. Texts are "" where nothing was typed yet. */
struct campaign_draft {
	int64_t id;
	int64_t charity_id;
	const char *charity, *licence_number, *charity_telephone;	/* of the charity, not of the form */
	const char *county_code;	/* "": the whole city */
	const char *title, *summary, *story, *filing_number, *platform_name, *platform_url, *account_name, *account_bank, *account_number;
	struct money goal;
	struct date starts, ends;
	enum draft_state state;
	int64_t drafted_by_id;		/* 0: loaded */
	const char *drafted_by;
	struct timestamp published_at, closed_at, updated_at;
};
extern const struct shape campaign_draft_shape;

/* E_NOT_FOUND also outside the reach. */
enum err campaign_draft_find(struct db *db, struct arena *arena, const struct campaign_reach *reach, int64_t id,
			     struct campaign_draft *out) MUST_CHECK;

/* What may be typed. */
struct campaign_draft_wish {
	int64_t charity_id;
	const char *county_code, *title, *summary, *story, *filing_number, *platform_name, *platform_url, *account_name, *account_bank,
		*account_number;
	struct money goal;
	struct date starts, ends;
};

/* For form_refuse: "missing", "not_https", "ends_first", "outside", "same_person", "no_county", "bad_account". */
struct campaign_refusal {
	const char *field, *reason;
};
enum { campaign_refusals_max = 12 };
struct campaign_refusals {
	struct campaign_refusal item[campaign_refusals_max];
	size_t count;
};

enum err campaign_draft_create(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach,
			       const struct campaign_draft_wish *wish, struct timestamp now, int64_t *id,
			       struct campaign_refusals *refusals) MUST_CHECK;
/* A draft as a whole; of a published one summary and story only. E_CONFLICT: submitted or closed meanwhile. */
enum err campaign_draft_save(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach,
			     int64_t id, const struct campaign_draft_wish *wish, struct timestamp now,
			     struct campaign_refusals *refusals) MUST_CHECK;
/* Ask for the second person. E_INVALID: what is missing, all at once. */
enum err campaign_draft_submit(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach,
			       int64_t id, struct timestamp now, struct campaign_refusals *refusals) MUST_CHECK;
/* Takes no pledges from today on. */
enum err campaign_close(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach, int64_t id,
			const char *reason, struct timestamp now) MUST_CHECK;

/* What awaits, or had, a second person. */
struct campaign_revision {
	int64_t id, campaign_id;
	bool publication;		/* else a change of what is public */
	const char *account_name, *account_bank, *account_number, *platform_name, *platform_url, *licence_number;	/* NULL: as it is */
	const char *before;		/* JSON of what a change replaced; NULL: not yet */
	struct timestamp submitted_at, decided_at;
	int64_t submitted_by_id;
	const char *submitted_by, *decided_by;
	bool approved;
	const char *reason;
};
extern const struct shape campaign_revision_shape;
enum err campaign_revision_list(struct db *db, struct arena *arena, int64_t campaign_id, struct rows *out) MUST_CHECK;	/* newest first */

struct campaign_change {
	const char *account_name, *account_bank, *account_number, *platform_name, *platform_url, *licence_number;
};
/* E_CONFLICT: one waits already. E_INVALID: refusals, or nothing differs ("same"). */
enum err campaign_change_propose(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach,
				 int64_t id, const struct campaign_change *change, struct timestamp now,
				 struct campaign_refusals *refusals) MUST_CHECK;

/* The second person. E_DENIED with *denied: "same_person" who drafted or submitted; "outside_reach": the licence would change, and
 * with it what campaigns of that charity beyond the reach show. E_CONFLICT: decided meanwhile. A publication that is
 * not approved goes back to draft. An approved change tells the charity. */
enum err campaign_revision_decide(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
				  const struct campaign_reach *reach, int64_t campaign_id, int64_t revision_id, bool approve,
				  const char *reason, struct timestamp now, const char **denied) MUST_CHECK;

/* Charities whose campaigns the actor may draft: for the form's choice. */
struct charity_choice {
	int64_t id;
	const char *name;
};
extern const struct shape charity_choice_shape;
enum err charity_choices(struct db *db, struct arena *arena, const struct campaign_reach *reach, struct rows *out) MUST_CHECK;

extern const struct statement *const campaign_draft_statements[];

#endif
