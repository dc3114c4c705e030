/* What rule_draft.c and rule_publish.c share. */
#ifndef YM_DOMAIN_AID_RULE_DRAFT_PARTS_H
#define YM_DOMAIN_AID_RULE_DRAFT_PARTS_H

#include "domain/aid/rule_draft.h"

enum err rule_refuse(struct draft_refused *refused, enum draft_refusal refusal) MUST_CHECK;

/* The open version of that state, under the lock of its programme, which every writer of versions takes first. */
enum err rule_draft_lock(struct db *db, struct arena *arena, int64_t programme_id, enum rule_state state, struct rule_version *out,
			 struct draft_refused *refused) MUST_CHECK;

/* The draft, that this person may write in: his own, or one that was loaded, which becomes his. */
enum err rule_draft_own(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct rule_version *out,
			struct draft_refused *refused) MUST_CHECK;

/* Into the trail of the programme. `detail` NULL: which version. */
enum err rule_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const struct rule_version *version,
		    const char *reason, const char *detail, struct timestamp now) MUST_CHECK;

#endif
