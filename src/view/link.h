/* Links as they are written. Most of a page's begin with the same base, ${mount}: whether a browser may follow it is found out
 * and it is escaped once, and copied from the page itself afterwards. Used by render.c only. */
#ifndef YM_VIEW_LINK_H
#define YM_VIEW_LINK_H

#include <string.h>

#include "view/escape.h"
#include "view/render.h"

/* What was written since `start` becomes "#" where a browser must not follow it. */
static inline void check_url(struct buffer *out, size_t start, enum place place)
{
	if ((place != PLACE_URL && place != PLACE_URL_LOCAL) ||
	    url_is_safe(out->data + start, out->length - start, place == PLACE_URL_LOCAL))
		return;
	out->length = start;
	buffer_append(out, "#", 1);
}

/* A link that begins with a path of this site, "/x", goes nowhere else whatever follows: what the template wrote, and values
 * percent-encoded each. */
static inline bool is_local_path(const char *text)
{
	return text[0] == '/' && text[1] != '/' && text[1] != '\0' && url_is_safe(text, strlen(text), true);
}

/* The text that `op` puts at the very start of a link, if it is the base the page had before (copied) or becomes it (written). false:
 * it is neither, and nothing was written. */
static inline bool append_base(struct render *render, const struct op *op)
{
	const struct value *value = &render->view->values[op->local];
	struct buffer *out = render->out;

	if (op->code != OP_PUT || op->length > 0 || value->kind != VALUE_TEXT)
		return false;
	if (value->text == render->base) {
		if (out->capacity - out->length <= render->base_length)
			buffer_reserve(out, render->base_length);
		memcpy(out->data + out->length, out->data + render->base_at, render->base_length);
		out->length += render->base_length;
		return true;
	}
	if (!is_local_path(value->text))
		return false;
	render->base = value->text;
	render->base_at = out->length;
	escape_html(out, value->text, strlen(value->text));
	render->base_length = out->length - render->base_at;
	return true;
}

#endif
