/* What kind of place an attribute is, by element and name: how a value must be escaped there, or that none may stand there.
 * The lists are HTML's and SVG's. Internal to the view. */
#ifndef YM_VIEW_PLACE_H
#define YM_VIEW_PLACE_H

#include <stdbool.h>

enum place {
	PLACE_VALUE,		/* not in the page: tal:define, tal:condition, tal:repeat */
	PLACE_TEXT,
	PLACE_ATTRIBUTE,
	PLACE_URL,		/* http, https, mailto, tel, relative */
	PLACE_URL_LOCAL,	/* what a page loads or frames: relative only */
	PLACE_FLAG,		/* a boolean attribute */
	PLACE_REFUSED		/* a browser would run it, or reads it by a grammar of its own */
};

/* What else decides about an attribute of an element. */
struct element_facts {
	const char *name;
	bool svg;
	bool http_equiv;	/* <meta http-equiv>: content may be a refresh */
	const char *rel;	/* of <link>; NULL: none */
};

enum place place_of_attribute(const struct element_facts *element, const char *attribute);

/* Attributes the Content-Security-Policy blocks even as literals: style, on…, srcdoc. */
bool place_is_blocked(const char *attribute);

/* br, img, input, …: no content and no end tag. */
bool element_is_void(const char *name);

/* Elements whose content an HTML parser does not read as markup; they may hold text only (title, textarea) or nothing. */
bool element_holds_text_only(const char *name);
bool element_holds_nothing(const char *name);

/* Not in a page of ours: obsolete, or a way around escaping. */
bool element_is_refused(const char *name, bool svg);

/* Lower-case letters, digits, hyphens; SVG also capitals. */
bool name_is_plain(const char *name, bool svg);

#endif
