/* A page while it is written: expressions to values and words. Internal to the view. */
#ifndef YM_VIEW_RENDER_H
#define YM_VIEW_RENDER_H

#include "view/write.h"

struct render {
	const struct view *view;
	struct buffer *out;
	struct fault *fault;
	size_t url_start;
	const char *base;		/* of links, see link.h; NULL: none yet */
	size_t base_at, base_length;	/* where it stands escaped in `out` */
	bool base_holds;		/* the link being written began with it */
	struct local locals[LOCALS_MAX];
};

/* The first alternative that is there and not nothing; `term` is the one. A string is VALUE_STRING, not put together. */
enum err evaluate(struct render *render, const struct expression *expression, const struct term **term,
		  struct value *value) MUST_CHECK;

/* What evaluate gave, in words. */
enum err append_chosen(struct render *render, const struct expression *expression, const struct term *term,
		       const struct value *value, enum manner manner, struct buffer *out) MUST_CHECK;

/* Both at once. */
enum err append_expression(struct render *render, const struct expression *expression, enum manner manner,
			   struct buffer *out) MUST_CHECK;

/* Make a text of VALUE_STRING; other values stay. */
enum err put_together(struct render *render, const struct term *term, struct value *value) MUST_CHECK;

/* E_INTERNAL, with the expression and its place in the fault. */
enum err refuse_expression(const struct render *render, const struct expression *expression, const char *reason) MUST_CHECK;

#endif
