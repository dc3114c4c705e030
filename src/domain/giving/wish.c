/* What a giver asks for: the rules between its fields. */
#include "domain/giving/pledge.h"

const char *const giver_names[] = { "person", "organisation", NULL };
const char *const visibility_names[] = { "private", "surname", "named", NULL };
const char *const amount_preset_names[] = { "50", "100", "500", "1000", "other", NULL };

static const int64_t preset_fen[] = {
	[PRESET_50] = 5000, [PRESET_100] = 10000, [PRESET_500] = 50000, [PRESET_1000] = 100000, [PRESET_OTHER] = 0 };

static void refuse(struct pledge_refusals *refusals, const char *field, const char *reason)
{
	if (refusals->count < pledge_refusals_max)
		refusals->item[refusals->count++] = (struct pledge_refusal){ field, reason };
}

/* A preset and another amount beside it: which was meant is the giver's to say, not ours. */
static const char *amount_fault(const struct pledge_wish *wish)
{
	const int64_t typed = wish->amount.fen;

	if (wish->preset != PRESET_OTHER)
		return typed != 0 && typed != preset_fen[wish->preset] ? "two_amounts" : NULL;
	if (typed == 0)
		return "missing";
	if (typed < pledge_min_fen)
		return "too_small";
	return typed > pledge_max_fen ? "above_limit" : NULL;
}

enum err pledge_check_wish(const struct pledge_wish *wish, struct pledge_refusals *refusals)
{
	struct pledge_refusals found = { .count = 0 };
	const char *fault = amount_fault(wish);

	if (fault != NULL)
		refuse(&found, "amount", fault);
	if (wish->giver == GIVER_ORGANISATION && wish->credit_code[0] == '\0')
		refuse(&found, "credit_code", "needs_code");
	if (wish->visibility == VISIBILITY_NAMED && !wish->named_understood)
		refuse(&found, "named_understood", "not_understood");
	*refusals = found;
	return found.count == 0 ? OK : E_INVALID;
}

struct money pledge_wish_amount(const struct pledge_wish *wish)
{
	if (wish->preset == PRESET_OTHER)
		return wish->amount;
	return (struct money){ preset_fen[wish->preset] };
}
