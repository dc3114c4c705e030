/* What a child is entitled to, for pages and feeds: facts that were sent, weighed against the rules of today. */
#ifndef YM_AID_ENTITLEMENT_H
#define YM_AID_ENTITLEMENT_H

#include "app/app.h"
#include "domain/aid/fact_read.h"
#include "domain/aid/programme.h"

struct entitlement {
	struct programme_book book;
	struct fact_reading reading;
	struct facts facts;		/* what was said and what follows from it */
	const struct verdict *verdicts;	/* one a programme, in the book's order */
	int next;			/* the question to ask; -1: none */
};

/* From the pairs that were sent. Wrong facts are no error: reading.trouble says so, and the rest is weighed without them. */
enum err entitlement_weigh(struct request *request, struct entitlement *out) MUST_CHECK;

/* Why not, in the words of the rule, a line each: the clause of the conditions, or one of every alternative. */
const char *entitlement_reasons(struct request *request, const struct rule *rule, const struct verdict *verdict, const struct facts *facts);

#endif
