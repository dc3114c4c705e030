/* What people are told and agree to: texts version by version, and who agreed to which, for whom (PIPL articles 13 to 17 and 28
 * to 31). A published text never changes; a new version asks everybody anew. Subjects as in the audit trail:
 * "student:K7QF2M9XW". */
#ifndef YM_DOMAIN_OFFICE_CONSENT_H
#define YM_DOMAIN_OFFICE_CONSENT_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/office/actor.h"

enum policy_kind { POLICY_CONSENT, POLICY_NOTICE };
extern const char *const policy_kind_names[];		/* "consent", "notice" */

struct policy_text {
	int64_t id;
	enum policy_kind kind;
	const char *purpose;		/* a word: "student_aid" */
	int64_t version;
	const char *language;		/* "zh", "en" */
	const char *body;
	struct bytes digest;		/* BLAKE2b-256 of the body: what was shown, provably */
	struct timestamp published_at;
};
extern const struct shape policy_text_shape;

struct policy_words {
	const char *language, *body;
};
struct policy_wish {
	enum policy_kind kind;
	const char *purpose;
	const struct policy_words *words;	/* a version's languages, all at once */
	size_t count;
};

/* The next version, in the caller's transaction, audited. E_INVALID: none in Chinese, an empty one, or a
 * language twice. */
enum err policy_publish(struct db *db, struct arena *arena, const struct actor *actor, const struct policy_wish *wish,
			struct timestamp now, int64_t *version) MUST_CHECK;

/* The newest version of a purpose, in the language if that version has it, else in Chinese. E_NOT_FOUND: none was published. */
enum err policy_current(struct db *db, struct arena *arena, enum policy_kind kind, const char *purpose, const char *language,
			struct policy_text *out) MUST_CHECK;

/* Under 14 a guardian must consent (PIPL article 31). Full years count from the day after the birthday: the first day of a
 * period is not counted, its last day is the corresponding day of the last month, or where there is none the month's last day
 * (Civil Code, articles 201 and 202; the Supreme Court counts 周岁 the same, 法释〔2006〕1号 article 2). So on the 14th birthday itself
 * a guardian still consents, and who was born on February 29 is 14 from March 1 on in every year. */
enum consenter { CONSENTER_SELF, CONSENTER_GUARDIAN };
extern const char *const consenter_names[];		/* "self", "guardian" */
enum consenter consent_needed(struct date birth, struct date today);

/* Has this person completed so many years, counted in the same way? */
bool age_is_full(struct date birth, int years, struct date today);

enum consent_channel { CONSENT_PAGE, CONSENT_TELEPHONE_CODE, CONSENT_PAPER };
extern const char *const consent_channel_names[];	/* "page", "telephone_code", "paper" */

struct consent_wish {
	int64_t text_id;		/* the text that was shown */
	const char *subject;
	const char *unit_path;		/* of the subject, for the trail; NULL: the actor's */
	struct date birth;		/* of the subject; none: a grown-up whose birth is not stored (a giver) */
	enum consenter given_by;
	enum consent_channel channel;	/* on paper the actor is the witness */
};

/* In the caller's transaction, audited. E_DENIED: oneself under 14, a guardian for a grown-up (18), or paper without a person as
 * witness. Between 14 and 18 either may be given; which one a purpose wants is the caller's. E_CONFLICT: a newer version was
 * published since the text was shown. E_NOT_FOUND: no such text of a consent. */
enum err consent_give(struct db *db, struct arena *arena, const struct actor *actor, const struct consent_wish *wish,
		      struct timestamp now, int64_t *id) MUST_CHECK;

struct consent {
	int64_t id;
	const char *purpose;
	int64_t version;
	const char *language;
	enum consenter given_by;
	enum consent_channel channel;
	const char *witness;		/* login; NULL: none */
	struct timestamp given_at, withdrawn_at;
};
extern const struct shape consent_shape;

/* What counts: the latest one to the newest version of the purpose (in any language) that was not withdrawn. E_NOT_FOUND:
 * none. */
enum err consent_find_live(struct db *db, struct arena *arena, const char *subject, const char *purpose,
			   struct consent *out) MUST_CHECK;

/* Is there one? For programs that may not read who witnessed. */
enum err consent_is_live(struct db *db, struct arena *arena, const char *subject, const char *purpose, bool *out) MUST_CHECK;

/* All that were given for the purpose, of whatever version, from now on (PIPL article 15). In the caller's transaction, audited.
 * E_NOT_FOUND: nothing to withdraw. */
enum err consent_withdraw(struct db *db, struct arena *arena, const struct actor *actor, const char *subject,
			  const char *unit_path, const char *purpose, struct timestamp now) MUST_CHECK;

/* All of one subject, newest first. */
enum err consent_list(struct db *db, struct arena *arena, const char *subject, struct rows *out) MUST_CHECK;

extern const struct statement *const policy_statements[];		/* publishing */
extern const struct statement *const policy_current_statements[];	/* showing */
extern const struct statement *const consent_statements[];
extern const struct statement *const consent_live_statements[];		/* consent_is_live alone */
extern const struct statement *const consent_giver_statements[];	/* without reading who witnessed: live, give, withdraw */

#endif
