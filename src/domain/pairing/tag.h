/* What a child may need and a family may offer: tags, never health (domain.md §2). Stored as a SET, which a statement reads as one
 * yes or no each, and writes as the number `bits`. */
#ifndef YM_DOMAIN_PAIRING_TAG_H
#define YM_DOMAIN_PAIRING_TAG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/column.h"

enum tag { TAG_TUTORING, TAG_COMPANY, TAG_CLOTHING, TAG_BOOKS, TAG_HOLIDAYS, tags };
extern const char *const tag_names[];		/* "tutoring", … */

/* The fields of a struct, their columns in its shape, and what is selected for them. */
#define TAG_FIELDS bool tutoring, company, clothing, books, holidays
#define TAG_COLUMNS(of) COLUMN(of, tutoring), COLUMN(of, company), COLUMN(of, clothing), COLUMN(of, books), COLUMN(of, holidays)
#define TAGS_OF(column)                                                                                             \
	"FIND_IN_SET('tutoring', " column ") > 0 AS tutoring, FIND_IN_SET('company', " column ") > 0 AS company, "          \
	"FIND_IN_SET('clothing', " column ") > 0 AS clothing, FIND_IN_SET('books', " column ") > 0 AS books, "             \
	"FIND_IN_SET('holidays', " column ") > 0 AS holidays"

/* Of any struct with TAG_FIELDS: its bits, 1 << enum tag. */
#define TAG_BITS(of)                                                                                                \
	((int64_t)((of)->tutoring << TAG_TUTORING | (of)->company << TAG_COMPANY | (of)->clothing << TAG_CLOTHING |          \
		   (of)->books << TAG_BOOKS | (of)->holidays << TAG_HOLIDAYS))

#endif
