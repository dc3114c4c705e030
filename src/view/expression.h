/* From the text of a TAL expression to its terms. Internal to the view. */
#ifndef YM_VIEW_EXPRESSION_H
#define YM_VIEW_EXPRESSION_H

#include "view/program.h"

/* The names a page has defined at a place, outermost first; the index is the name's place in the frame. */
struct scope {
	struct {
		const char *name;
		bool loop;
	} names[LOCALS_MAX];
	uint32_t count;
};

/* Where an expression stands. */
struct expression_site {
	struct arena *arena;
	struct symbols *symbols;
	const struct scope *scope;
	enum place place;	/* PLACE_VALUE: literals stay as they are */
	bool may_default;	/* `default` has a meaning here */
	const char *file;
	long line;
	struct fault *fault;
};

enum err expression_parse(const struct expression_site *site, const char *source, const struct expression **out) MUST_CHECK;

/* Letters, digits, _ . - and no letter-less start: the name of a variable. */
bool expression_is_name(const char *name);

#endif
