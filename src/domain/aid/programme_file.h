/* Programmes as plain text, a file each, as data/programmes has them and a person can compare two of. A line is a word, blanks, and the rest:
 *
 *	programme CODE		then kind, given_by, county (none: everywhere), campaign, quota, selection (of a top_up), position,
 *				title, title_en, how_to_ask, how_to_ask_en
 *	version N		begins a version; then valid_from, valid_to (none: open), law_ref, source, confirmed yes|no
 *	always | either N	the clauses that follow always hold, or are the alternative N
 *	when FIELD OP VALUE	a clause; then why, why_en: what is said where it does not hold
 *	tier N YUAN PER [up_to]	an amount; then called, called_en, and clauses of its own
 *
 * Blanks before the word, empty lines and lines that begin with # mean nothing. Families to try rules on stand in such a file too: `family
 * NAME`, then FIELD VALUE lines. Pure: no database. */
#ifndef YM_DOMAIN_AID_PROGRAMME_FILE_H
#define YM_DOMAIN_AID_PROGRAMME_FILE_H

#include "base/date.h"
#include "domain/aid/programme.h"
#include "domain/aid/rule_wish.h"

enum { programme_line_bytes = 4000, programme_versions_most = 20, programme_families_most = 200 };

struct programme_wish {
	const char *code;
	uint32_t kind, given_by;	/* enum programme_kind, enum aid_giver */
	const char *county_code;	/* NULL: everywhere */
	const char *title, *title_en, *how_to_ask, *how_to_ask_en;
	int64_t campaign_id, quota;	/* 0: none */
	const char *selection;		/* "hardship", "registered"; NULL: none */
	int64_t position;
};

struct version_wish {
	int64_t version;
	struct date valid_from, valid_to;
	const char *law_ref, *source;
	bool confirmed;
	struct rule_wish rule;
	int64_t line;
};

struct family_wish {
	const char *name;
	const char *facts;		/* field=value lines, as aid_case keeps them */
};

struct programme_file {
	bool is_programme;		/* else families only */
	struct programme_wish programme;
	struct version_wish *versions;
	size_t version_count;
	struct family_wish *families;
	size_t family_count;
};

enum file_refusal {
	FILE_SOUND,
	FILE_NOT_TEXT,		/* not UTF-8, or with control characters */
	FILE_LONG_LINE,
	FILE_UNKNOWN_WORD,
	FILE_OUT_OF_PLACE,	/* a word that belongs to something that has not begun */
	FILE_TWICE,
	FILE_EMPTY,		/* a word with nothing behind it */
	FILE_TOO_LONG,		/* more characters than there is room for */
	FILE_NUMBER,		/* not a number, or out of its range */
	FILE_DATE,
	FILE_CHOICE,		/* none of the words there are for it */
	FILE_FIELD,		/* a clause or a family asks for a fact that there is none of that name */
	FILE_OP,
	FILE_VALUE,
	FILE_MISSING,		/* a word that must be there */
	FILE_TOP_UP,		/* a top_up without a campaign, a campaign or quota of something else, a quota without a selection */
	FILE_DAYS,		/* the last day is before the first */
	FILE_TOO_MANY,		/* clauses, tiers, versions, families */
	FILE_NO_TIER,		/* an amount that the clauses of a tier belong to is not there; or no tier at all */
	FILE_NO_CLAUSE,
	FILE_CONTRADICTION,	/* no child can ever be entitled */
	FILE_TIER_UNREACHABLE,
	FILE_GROUP_EMPTY,
	FILE_OVERLAP		/* two versions hold on one day */
};
extern const char *const file_refusal_names[];

struct file_fault {
	enum file_refusal refusal;
	int64_t line;		/* where; 0: of the whole file */
	const char *word;	/* the word concerned; NULL: none */
};

/* Read and checked, rules too. E_INVALID with the first fault. `text` has `length` bytes. */
enum err programme_file_read(struct arena *arena, const char *text, size_t length, struct programme_file *out,
			     struct file_fault *fault) MUST_CHECK;

/* What a file that could be read means together: top-ups, days, overlaps, and every version's rule (rule_check). programme_file_read calls it. */
enum err programme_file_check(struct arena *arena, const struct programme_file *file, struct file_fault *fault) MUST_CHECK;

#endif
