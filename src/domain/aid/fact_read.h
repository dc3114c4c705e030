/* Facts as somebody says them, by name: a form, another system's POST. A value of "" says nothing; "unknown" says that whoever was asked does
 * not know; "birth" stands for "age". */
#ifndef YM_DOMAIN_AID_FACT_READ_H
#define YM_DOMAIN_AID_FACT_READ_H

#include "domain/aid/fact.h"

struct fact_said {
	const char *name, *value;	/* UTF-8 */
};

enum fact_trouble { FACT_FINE, FACT_UNKNOWN_FIELD, FACT_SAID_TWICE, FACT_NOT_A_VALUE, FACT_BORN_LATER, FACT_TOO_OLD };
extern const char *const fact_trouble_names[];	/* "fine", "unknown_field", "said_twice", "not_a_value", "born_later", "too_old" */

struct fact_reading {
	struct facts facts;		/* as they were said; nothing that only follows (fact_imply) */
	uint32_t skipped;		/* bits of those nobody knows */
	uint8_t order[fact_fields];	/* the fields said or skipped, in the order they came */
	size_t count;
	enum fact_trouble trouble;	/* the first */
	const char *field;		/* of it: as it was sent */
};

/* Numbers and money may be typed with blanks around and in full width. Everything is read as far as it can be. OK: trouble is FINE.
 * E_INVALID: see trouble; a field that is wrong is neither known nor skipped. */
enum err fact_read(struct arena *arena, const struct fact_said *said, size_t count, struct date day, struct fact_reading *out) MUST_CHECK;

/* The field that a name stands for: fact_find, and FACT_AGE for "birth". -1: none. */
int fact_field_of(const char *name);

#endif
