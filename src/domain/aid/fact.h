/* What rules of aid may ask about a child: one table of fields (fact.c). It checks a clause's value, reads what a form, a POST or the
 * register says, and gives the calculator its questions. Every fact may be unknown, and unknown is never "no". domain.md §3. */
#ifndef YM_DOMAIN_AID_FACT_H
#define YM_DOMAIN_AID_FACT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum fact_field {
	FACT_STAGE,			/* stage_names (pairing/student.h) */
	FACT_GRADE,			/* 1 … 9 within the stage */
	FACT_AGE,			/* full years on the day asked about; from birth where that is said */
	FACT_SCHOOL_PLACE,		/* where the school stands: place_names */
	FACT_SCHOOL_KIND,		/* school_kind_names */
	FACT_ON_ROLL,			/* enrolled as a full-time student (全日制正式学籍) */
	FACT_HOUSEHOLD_PLACE,		/* of the household register: place_names */
	FACT_RURAL,			/* a rural household, or of a county town's outskirts (农村、涉农) */
	FACT_BOARDING,			/* sleeps at school */
	FACT_REGISTERED_POOR,		/* on the poverty register (建档立卡) */
	FACT_MINIMUM_LIVING,		/* the family gets the minimum living allowance (低保) */
	FACT_EXTREME_POVERTY,		/* 特困救助供养 */
	FACT_ORPHAN,
	FACT_DISABLED,			/* the child holds a disability certificate */
	FACT_PARENT_DISABLED,
	FACT_MARTYR_CHILD,		/* of a martyr, or entitled to special care (烈士子女、优抚) */
	FACT_OTHER_HARDSHIP,		/* recognised as poor by the school for another reason (家庭经济困难认定) */
	FACT_MAJOR,			/* major_names */
	FACT_TUITION,			/* fen a year */
	FACT_ADMITTED,			/* a letter of admission to a university, or a student there */
	FACT_OTHER_LOAN,		/* has a student loan from the university's place (校园地贷款) this year */
	FACT_CO_BORROWER,		/* a parent or another grown-up will sign too */
	fact_fields
};

enum fact_kind { FACT_KIND_YES_NO, FACT_KIND_CHOICE, FACT_KIND_NUMBER, FACT_KIND_MONEY };
extern const char *const fact_kind_names[];	/* "yes_no", "choice", "number", "money" */

enum fact_place { PLACE_CITY, PLACE_PROVINCE, PLACE_ELSEWHERE };	/* in the city; elsewhere in the province; outside it */
extern const char *const place_names[];
enum school_kind { SCHOOL_PUBLIC, SCHOOL_INCLUSIVE, SCHOOL_PRIVATE };	/* inclusive: private and recognised as 普惠性 */
extern const char *const school_kind_names[];
enum major { MAJOR_AGRICULTURE, MAJOR_ARTS, MAJOR_OTHER };	/* arts: stage arts, outside the waiver but for local opera */
extern const char *const major_names[];

struct fact_entry {
	const char *name;		/* as in aid_clause.field, aid_fact.field, a form and a POST: "stage" */
	enum fact_kind kind;
	const char *const *choices;	/* of CHOICE; NULL-terminated, at most 16 */
	int64_t min, max;		/* of NUMBER, MONEY (fen) */
};
extern const struct fact_entry fact_entries[fact_fields];

/* A yes is 1, a no 0; a choice is its index; a number itself; money its fen. */
struct facts {
	uint32_t known;			/* bit 1 << enum fact_field */
	int64_t value[fact_fields];	/* of known ones */
};

static inline bool fact_is_known(const struct facts *facts, enum fact_field field) { return (facts->known >> field & 1) != 0; }
void fact_set(struct facts *facts, enum fact_field field, int64_t value);

/* Sets what follows from others and is not known: a university's student was admitted, a child below senior high was not, and so on. Nothing
 * known is changed. A value that follows is never asked for. */
void fact_imply(struct facts *facts);

/* Full years on `day`. E_INVALID: born after it, or longer ago than FACT_AGE reaches. */
enum err fact_age(struct date birth, struct date day, int64_t *out) MUST_CHECK;

/* -1: there is none of that name. */
int fact_find(const char *name);

/* One value as text ("yes"/"no", a choice's name, digits, yuan with two decimals). E_INVALID: not one of this field's, or out of its range. */
enum err fact_parse(enum fact_field field, const char *text, int64_t *out) MUST_CHECK;
const char *fact_text(struct arena *arena, enum fact_field field, int64_t value);

#endif
