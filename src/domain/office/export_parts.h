/* Inside the export module only. */
#ifndef YM_DOMAIN_OFFICE_EXPORT_PARTS_H
#define YM_DOMAIN_OFFICE_EXPORT_PARTS_H

#include "domain/office/export.h"
#include "domain/office/sheet_word.h"

enum { export_page_rows = 500 };

struct export_run {
	struct db *db;
	struct arena *arena;
	const struct keyring *keyring;
	const struct export *export;
	struct date today;
	const struct export_kind *kind;
	struct sheet_words *words;
	const char *const *headings;
	size_t column_count;
	int64_t after_id;		/* where the next page begins */
	char after_path[128];
	bool over;
	void *state;			/* the kind's */
};

struct export_kind {
	enum export_of of;
	enum action view;
	bool masks;
	const struct shape *shape;	/* of a row; its columns that are exported, in order: */
	const char *const *columns;
	/* The next page, and where the one after it begins. */
	enum err (*page)(struct export_run *run, struct arena *arena, struct rows *out);
	/* Instead of shape, columns and page, where a table's columns are not known before. */
	enum err (*open)(struct export_run *run);
	enum err (*cells)(struct export_run *run, struct arena *arena, const struct cell **cells, size_t *count);
};
extern const struct export_kind export_students, export_audit, export_pledges, export_accounts, export_units, export_bad_rows;

#endif
