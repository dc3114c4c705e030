/* Programmes of aid and their published rules, as pages and jobs read them. domain.md §3. */
#ifndef YM_DOMAIN_AID_PROGRAMME_H
#define YM_DOMAIN_AID_PROGRAMME_H

#include "base/column.h"
#include "db/db.h"
#include "domain/aid/rule.h"

enum programme_kind { PROGRAMME_SUBSIDY, PROGRAMME_GRANT, PROGRAMME_WAIVER, PROGRAMME_LOAN, PROGRAMME_TOP_UP };
extern const char *const programme_kind_names[];
enum aid_giver { GIVER_NATION, GIVER_PROVINCE, GIVER_CITY, GIVER_COUNTY, GIVER_CHARITY };
extern const char *const aid_giver_names[];

struct programme {
	int64_t id;
	const char *code;
	enum programme_kind kind;
	enum aid_giver given_by;
	const char *county_code;	/* NULL: everywhere */
	const char *county;		/* its name; NULL likewise */
	const char *title, *title_en;
	const char *how_to_ask, *how_to_ask_en;
	int64_t campaign_id;		/* 0: none */
	int64_t quota;			/* 0: none */
	/* of the version that holds on the day asked for */
	int64_t version_id, version;
	struct date valid_from, valid_to;
	const char *law_ref, *source;
	bool confirmed;
};
extern const struct shape programme_shape;

/* Programmes with a version in force on `day`, in order, and that version's rule beside each: rules[i] belongs to programmes[i]. */
struct programme_book {
	const struct programme *programmes;
	const struct rule *rules;
	size_t count;
	struct date day;
};

/* Three statements whatever the number of programmes; outside a transaction their rows are at most a second old (db.h, keep_ms). E_INTERNAL:
 * a stored clause names a field or value that the table of facts does not know. E_BUSY: a version was published meanwhile, or has no clause
 * or tier: it must not be taken to fit everybody. */
enum err programme_book_load(struct db *db, struct arena *arena, struct date day, struct programme_book *out) MUST_CHECK;

/* The rule of one version, whatever its state (editor, tester). E_NOT_FOUND. */
enum err rule_load(struct db *db, struct arena *arena, int64_t version_id, struct rule *out) MUST_CHECK;

extern const struct statement *const programme_statements[];

#endif
