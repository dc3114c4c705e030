/* XML, JSON and RSS from the same shapes that bind the rows. Element and member names are the columns'; XML: a NULL column is
 * left out, money is yuan with two decimals, timestamps ISO 8601 with +08:00. JSON: NULL is null, money a string of yuan. */
#ifndef YM_VIEW_FEED_H
#define YM_VIEW_FEED_H

#include "base/buffer.h"
#include "base/column.h"

/* <?xml …?><root xmlns="namespace" updated="…"><row>…</row>…</root>; the row element is shape->name. Characters XML 1.0
 * does not admit become U+FFFD. */
void feed_xml(struct buffer *out, const char *root, const char *xml_namespace, struct timestamp updated,
	      const struct shape *shape, struct rows rows);

/* {"updated":"…","<root>":[{…},…]} */
void feed_json(struct buffer *out, const char *root, struct timestamp updated, const struct shape *shape, struct rows rows);

/* The same with rows below each row: rows[i] of `below` follow the columns of row i, as <name>…</name> and "name":[…]. */
struct feed_below {
	const char *name;
	const struct shape *shape;
	const struct rows *rows;	/* as many as there are rows above */
};
void feed_xml_below(struct buffer *out, const char *root, const char *xml_namespace, struct timestamp updated,
		    const struct shape *shape, struct rows rows, const struct feed_below *below);
void feed_json_below(struct buffer *out, const char *root, struct timestamp updated, const struct shape *shape, struct rows rows,
		     const struct feed_below *below);

/* RSS 2.0. Channel words come from the caller (config, templates); the columns named say which member is what. */
struct feed_channel {
	const char *title, *link, *description, *self;	/* link, self: absolute URLs */
	const char *item_title, *item_description, *item_published;	/* column names; description may be NULL */
	const char *item_link_column;	/* int64 column … */
	const char *item_link_prefix;	/* … appended to this absolute URL prefix */
};
void feed_rss(struct buffer *out, const struct feed_channel *channel, struct timestamp updated,
	      const struct shape *shape, struct rows rows);

#endif
