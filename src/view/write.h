/* A value in words, by format, for the place it stands in. Internal to the view. */
#ifndef YM_VIEW_WRITE_H
#define YM_VIEW_WRITE_H

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

/* The instant at which a day begins in Asia/Shanghai. */
struct timestamp midnight_of(struct date date);

#endif
