/* A value in words, by format, for the place it stands in. Internal to the view. */
#ifndef YM_VIEW_WRITE_H
#define YM_VIEW_WRITE_H

#include <string.h>

#include "base/buffer.h"
#include "view/value.h"

enum manner {
	WRITE_HTML,		/* text and attributes */
	WRITE_COMPONENT,	/* one component of a URL */
	WRITE_RAW		/* a value for tal:define */
};

/* E_INVALID: the format does not fit the value (the buffer is as before), or it is nothing one can show. */
enum err value_write(struct arena *arena, struct buffer *out, const struct value *value, enum format format,
		     enum manner manner) MUST_CHECK;

/* 1,234.50; where there are no fen, `short_form` gives 1,234. */
static inline void write_yuan(struct buffer *out, struct money money, bool short_form)
{
	money_append_grouped(out, money);
	if (short_form && money.fen % 100 == 0) {
		out->length -= strlen(".00");
		out->data[out->length] = '\0';
	}
}

/* The instant at which a day begins in Asia/Shanghai. */
struct timestamp midnight_of(struct date date);

#endif
