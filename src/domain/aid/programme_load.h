/* Programmes from files into the tables: what is not there yet is added, what is there stays. As drafts; in a demonstration published, for
 * outside one nobody publishes what nobody confirmed (domain.md §3). */
#ifndef YM_DOMAIN_AID_PROGRAMME_LOAD_H
#define YM_DOMAIN_AID_PROGRAMME_LOAD_H

#include "db/db.h"
#include "domain/aid/programme_file.h"

enum load_refusal {
	LOAD_FINE,
	LOAD_NO_COUNTY,		/* the county is no division */
	LOAD_NO_CAMPAIGN,
	LOAD_DIFFERS,		/* that version is stored and says otherwise: it wants the next number */
	LOAD_OVERLAPS		/* another published version holds on one of its days */
};
extern const char *const load_refusal_names[];

struct load_report {
	int64_t programmes, versions, published, families;	/* that were new */
	enum load_refusal refusal;
	int64_t version, line;					/* of the refusal */
};

/* In the caller's transaction. Words of a programme that is there are staff's and stay. Counts are added to *report. E_CONFLICT with
 * report->refusal: nothing of this file may be kept. */
enum err programme_load(struct db *db, struct arena *arena, const struct programme_file *file, bool publish, struct timestamp now,
			struct load_report *report) MUST_CHECK;

extern const struct statement *const programme_load_statements[];

#endif
