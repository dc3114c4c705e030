/* That somebody was told, before or when their data were taken: which text, about whom, how (PIPL articles 17, 18 and 30). Texts
 * are those of consent.h, of the kind POLICY_NOTICE. */
#ifndef YM_DOMAIN_OFFICE_NOTICE_H
#define YM_DOMAIN_OFFICE_NOTICE_H

#include "domain/office/consent.h"

enum notice_channel { NOTICE_PAGE, NOTICE_SMS, NOTICE_MAIL, NOTICE_PAPER };
extern const char *const notice_channel_names[];	/* "page", "sms", "mail", "paper" */

struct notice_wish {
	const char *purpose, *language;
	const char *subject;
	const char *unit_path;		/* NULL: the actor's */
	enum notice_channel channel;
};

/* The newest text of the purpose was given. In the caller's transaction, audited. E_NOT_FOUND: no text. */
enum err notice_give(struct db *db, struct arena *arena, const struct actor *actor, const struct notice_wish *wish,
		     struct timestamp now, int64_t *id) MUST_CHECK;

struct notice {
	int64_t id;
	const char *purpose;
	int64_t version;
	const char *language;
	enum notice_channel channel;
	struct timestamp given_at;
};
extern const struct shape notice_shape;

/* Was this subject told the newest version for the purpose? The latest time. E_NOT_FOUND: not yet. */
enum err notice_find(struct db *db, struct arena *arena, const char *subject, const char *purpose, struct notice *out) MUST_CHECK;
enum err notice_list(struct db *db, struct arena *arena, const char *subject, struct rows *out) MUST_CHECK;	/* newest first */

extern const struct statement *const notice_statements[];

#endif
