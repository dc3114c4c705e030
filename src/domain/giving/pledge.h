/* Pledges (认捐意向): a promise to a charity, registered here, paid elsewhere. Facts are stored, the state is derived.
 * Personal fields are sealed from the first row on; the row's place for sealing is its reference code. */
#ifndef YM_DOMAIN_GIVING_PLEDGE_H
#define YM_DOMAIN_GIVING_PLEDGE_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"

enum giver { GIVER_PERSON, GIVER_ORGANISATION };
extern const char *const giver_names[];			/* "person", "organisation" */

/* How a gift is shown once it arrived. A pledge by name on the internet binds the giver (慈善法 §41). */
enum visibility { VISIBILITY_PRIVATE, VISIBILITY_SURNAME, VISIBILITY_NAMED };
extern const char *const visibility_names[];		/* "private", "surname", "named" */

enum amount_preset { PRESET_50, PRESET_100, PRESET_500, PRESET_1000, PRESET_OTHER };
extern const char *const amount_preset_names[];		/* "50", "100", "500", "1000", "other" */

enum { pledge_min_fen = 100, pledge_max_fen = 100000000 };	/* 1 yuan … 1,000,000 yuan; above: talk to the charity */

/* What a giver asks for: the pledge form's fields. */
struct pledge_wish {
	enum amount_preset preset;
	struct money amount;		/* typed; counts where the preset is other */
	enum giver giver;
	const char *name;
	const char *credit_code;	/* organisations: GB 32100; else "" */
	const char *telephone;
	const char *email;		/* "" : none */
	const char *message;		/* "" : none; public only when approved */
	enum visibility visibility;
	bool named_understood;		/* the legal warning was read; required for VISIBILITY_NAMED */
	bool receipt_wanted;		/* 捐赠票据 */
	const char *receipt_title;	/* "" : the name */
	const char *payer_name;		/* who will transfer, if another; "" : the name */
};

enum pledge_state {
	PLEDGE_REGISTERED, PLEDGE_CONFIRMED, PLEDGE_PARTLY_PAID, PLEDGE_FULFILLED,
	PLEDGE_WITHDRAWN, PLEDGE_RELEASED, PLEDGE_REFUSED
};
extern const char *const pledge_state_names[];		/* "registered", "confirmed", "partly_paid", "fulfilled", "withdrawn", … */

/* What its giver sees of it: nothing personal. */
struct pledge {
	const char *code;		/* canonical, 9 characters: the payload's 8 and the check character */
	const char *shown_code;		/* grouped for reading: YM7K-24QX-9 */
	int64_t campaign_id;
	struct money amount;
	struct money paid;
	enum giver giver;
	enum visibility visibility;
	bool receipt_wanted;
	struct timestamp registered_at;
	struct timestamp confirmed_at;	/* none: not yet */
	struct timestamp ended_at;	/* withdrawn, released or refused; none: live */
	enum pledge_state state;
	bool may_withdraw;		/* live and no money came */
	struct bytes session_digest;	/* of the browser session that made it */
	struct bytes last_four_index;	/* see pledge_matches */
};
extern const struct shape pledge_shape;

/* What the domain refuses of a form whose fields are each fine: a field's name and a reason code for form_refuse. */
struct pledge_refusal {
	const char *field;
	const char *reason;	/* "two_amounts", "missing", "too_small", "above_limit", "needs_code", "not_understood" */
};

enum { pledge_refusals_max = 4 };

struct pledge_refusals {
	struct pledge_refusal item[pledge_refusals_max];
	size_t count;
};

/* Rules between fields (amount and preset, organisation and its code, name shown and warning). E_INVALID with all of them. */
enum err pledge_check_wish(const struct pledge_wish *wish, struct pledge_refusals *refusals) MUST_CHECK;

/* The amount wished for, after pledge_check_wish. */
struct money pledge_wish_amount(const struct pledge_wish *wish);

/* Register in one transaction of its caller: the campaign's tally first, then the row.
 * `form_nonce` is the idempotency key. E_CONFLICT: this display of the form made a pledge before; the caller rolls back and
 * asks pledge_find_by_nonce (which finds none in the one case in 10^11 where the new code was taken: register again).
 * E_NOT_FOUND: no such published campaign. E_DENIED: it takes no pledges today. */
enum err pledge_register(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t campaign_id,
			 const struct pledge_wish *wish, const char *form_nonce, const char *session,
			 struct timestamp now, const char **code) MUST_CHECK;

/* The pledge that this form display made. E_NOT_FOUND: none. E_CONFLICT: it made one of another content. */
enum err pledge_find_by_nonce(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t campaign_id,
			      const struct pledge_wish *wish, const char *form_nonce, const char **code) MUST_CHECK;

enum err pledge_find(struct db *db, struct arena *arena, const char *code, struct pledge *out) MUST_CHECK;

/* Are these the last four digits of the telephone given with it? `pledge` NULL takes the same time and says no. */
bool pledge_matches(const struct keyring *keyring, struct arena *arena, const struct pledge *pledge,
		    const char *code, const char *last_four);

/* What a row is found and known by, of a canonical telephone: for whoever changes it (telephone_change.h). */
struct bytes pledge_telephone_index(const struct keyring *keyring, struct arena *arena, const char *telephone);
struct bytes pledge_last_four_index(const struct keyring *keyring, struct arena *arena, const char *code, const char *telephone);

/* What last_four_index and payload_digest are made of, for re-sealing (domain/office/sealed_places.h). The digest is keyed: its
 * content is guessable, it must not confirm a guess. */
char *pledge_last_four_canonical(struct arena *arena, const char *code, const char *telephone);
char *pledge_payload_canonical(struct arena *arena, int64_t campaign_id, const struct pledge_wish *wish);

/* Before any money came; campaign and amount of a pledge never change, so that it may have been read a while ago. E_CONFLICT: too
 * late, or ended before. */
enum err pledge_withdraw(struct db *db, const struct pledge *pledge, struct timestamp now) MUST_CHECK;

extern const struct statement *const pledge_statements[];

#endif
