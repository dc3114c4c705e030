#include "view/feed.h"

#include <string.h>

#include "view/escape.h"
#include "view/write.h"

/* What a cell holds. Bytes (digests, sealed fields) never go into a feed. */
static bool is_nothing(const struct column *column, const void *row)
{
	const void *at = column_at(column, row);

	switch (column->type) {
	case COLUMN_TEXT:
		return *(const char *const *)at == NULL;
	case COLUMN_DATE:
		return date_is_none(*(const struct date *)at);
	case COLUMN_TIMESTAMP:
		return timestamp_is_none(*(const struct timestamp *)at);
	case COLUMN_INT64: case COLUMN_UINT32: case COLUMN_BOOL: case COLUMN_MONEY: case COLUMN_BYTES: case COLUMN_NOTHING:
		break;
	}
	return false;
}

static const char *text_of(const struct column *column, const void *row)
{
	const void *at = column_at(column, row);

	if (column->type == COLUMN_TEXT)
		return *(const char *const *)at;
	return column->type == COLUMN_UINT32 && column->names ? column->names[*(const uint32_t *)at] : NULL;
}

/* Everything but text; what it writes needs no escaping in XML or JSON. */
static void append_bare(struct buffer *out, const struct column *column, const void *row)
{
	const void *at = column_at(column, row);

	switch (column->type) {
	case COLUMN_INT64:
		buffer_append_int(out, *(const int64_t *)at);
		return;
	case COLUMN_UINT32:
		buffer_append_int(out, *(const uint32_t *)at);
		return;
	case COLUMN_BOOL:
		buffer_append_string(out, *(const bool *)at ? "true" : "false");
		return;
	case COLUMN_MONEY:
		money_append_plain(out, *(const struct money *)at);
		return;
	case COLUMN_DATE:
		date_append(out, *(const struct date *)at);
		return;
	case COLUMN_TIMESTAMP:
		timestamp_append_iso(out, *(const struct timestamp *)at);
		return;
	case COLUMN_TEXT: case COLUMN_BYTES: case COLUMN_NOTHING:
		return;
	}
}

static const void *row_at(const struct shape *shape, struct rows rows, size_t index)
{
	return (const char *)rows.row + index * shape->size;
}

static void append_xml_cell(struct buffer *out, const struct column *column, const void *row)
{
	const char *text = text_of(column, row);

	if (column->type == COLUMN_BYTES || is_nothing(column, row))
		return;
	buffer_print(out, "<%s>", column->name);
	if (text)
		escape_xml(out, text);
	else
		append_bare(out, column, row);
	buffer_print(out, "</%s>", column->name);
}

static void append_xml_columns(struct buffer *out, const struct shape *shape, const void *row)
{
	for (size_t c = 0; c < shape->count; c++)
		append_xml_cell(out, &shape->columns[c], row);
}

static void append_xml_below(struct buffer *out, const struct feed_below *below, struct rows rows)
{
	buffer_print(out, "\n<%s>\n", below->name);
	for (size_t i = 0; i < rows.count; i++) {
		buffer_print(out, "<%s>", below->shape->name);
		append_xml_columns(out, below->shape, row_at(below->shape, rows, i));
		buffer_print(out, "</%s>\n", below->shape->name);
	}
	buffer_print(out, "</%s>", below->name);
}

void feed_xml_below(struct buffer *out, const char *root, const char *xml_namespace, struct timestamp updated,
		    const struct shape *shape, struct rows rows, const struct feed_below *below)
{
	buffer_print(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"", root);
	escape_xml(out, xml_namespace);
	buffer_append_string(out, "\" updated=\"");
	timestamp_append_iso(out, updated);
	buffer_append_string(out, "\">\n");
	for (size_t i = 0; i < rows.count; i++) {
		buffer_print(out, "<%s>", shape->name);
		append_xml_columns(out, shape, row_at(shape, rows, i));
		if (below != NULL)
			append_xml_below(out, below, below->rows[i]);
		buffer_print(out, "</%s>\n", shape->name);
	}
	buffer_print(out, "</%s>\n", root);
}

void feed_xml(struct buffer *out, const char *root, const char *xml_namespace, struct timestamp updated,
	      const struct shape *shape, struct rows rows)
{
	feed_xml_below(out, root, xml_namespace, updated, shape, rows, NULL);
}

static void append_quoted(struct buffer *out, const char *text)
{
	buffer_append_char(out, '"');
	escape_json(out, text);
	buffer_append_char(out, '"');
}

static void append_json_cell(struct buffer *out, const struct column *column, const void *row)
{
	const char *text = text_of(column, row);
	const bool quoted = column->type == COLUMN_MONEY || column->type == COLUMN_DATE || column->type == COLUMN_TIMESTAMP;

	if (is_nothing(column, row)) {
		buffer_append_string(out, "null");
		return;
	}
	if (text) {
		append_quoted(out, text);
		return;
	}
	if (quoted)
		buffer_append_char(out, '"');
	append_bare(out, column, row);
	if (quoted)
		buffer_append_char(out, '"');
}

static void append_json_columns(struct buffer *out, const struct shape *shape, const void *row)
{
	const char *separator = "{";

	for (size_t c = 0; c < shape->count; c++) {
		if (shape->columns[c].type == COLUMN_BYTES)
			continue;
		buffer_append_string(out, separator);
		append_quoted(out, shape->columns[c].name);
		buffer_append_char(out, ':');
		append_json_cell(out, &shape->columns[c], row);
		separator = ",";
	}
}

static void append_json_below(struct buffer *out, const struct feed_below *below, struct rows rows)
{
	buffer_append_char(out, ',');
	append_quoted(out, below->name);
	buffer_append_string(out, ":[");
	for (size_t i = 0; i < rows.count; i++) {
		buffer_append_string(out, i == 0 ? "\n" : ",\n");
		append_json_columns(out, below->shape, row_at(below->shape, rows, i));
		buffer_append_char(out, '}');
	}
	buffer_append_char(out, ']');
}

void feed_json_below(struct buffer *out, const char *root, struct timestamp updated, const struct shape *shape, struct rows rows,
		     const struct feed_below *below)
{
	buffer_append_string(out, "{\"updated\":\"");
	timestamp_append_iso(out, updated);
	buffer_append_string(out, "\",");
	append_quoted(out, root);
	buffer_append_string(out, ":[");
	for (size_t i = 0; i < rows.count; i++) {
		buffer_append_string(out, i == 0 ? "\n" : ",\n");
		append_json_columns(out, shape, row_at(shape, rows, i));
		if (below != NULL)
			append_json_below(out, below, below->rows[i]);
		buffer_append_char(out, '}');
	}
	buffer_append_string(out, rows.count > 0 ? "\n]}\n" : "]}\n");
}

void feed_json(struct buffer *out, const char *root, struct timestamp updated, const struct shape *shape, struct rows rows)
{
	feed_json_below(out, root, updated, shape, rows, NULL);
}

static void append_element(struct buffer *out, const char *name, const char *text)
{
	buffer_print(out, "<%s>", name);
	escape_xml(out, text);
	buffer_print(out, "</%s>\n", name);
}

static void append_rss_text(struct buffer *out, const char *element, const struct shape *shape, const char *name, const void *row)
{
	const struct column *column = name ? shape_find(shape, name) : NULL;
	const char *text;

	if (!column || is_nothing(column, row))
		return;
	text = text_of(column, row);
	if (text) {
		append_element(out, element, text);
		return;
	}
	buffer_print(out, "<%s>", element);
	append_bare(out, column, row);
	buffer_print(out, "</%s>\n", element);
}

static void append_rss_time(struct buffer *out, const char *element, struct timestamp at)
{
	if (timestamp_is_none(at))
		return;
	buffer_print(out, "<%s>", element);
	timestamp_append_rfc822(out, at);
	buffer_print(out, "</%s>\n", element);
}

/* A day's news came at its midnight in Asia/Shanghai. */
static struct timestamp time_of(const struct column *column, const void *row)
{
	const struct timestamp none = { TIMESTAMP_NONE_US };

	if (!column || is_nothing(column, row))
		return none;
	if (column->type == COLUMN_TIMESTAMP)
		return *(const struct timestamp *)column_at(column, row);
	return column->type == COLUMN_DATE ? midnight_of(*(const struct date *)column_at(column, row)) : none;
}

static void append_rss_item(struct buffer *out, const struct feed_channel *channel, const struct shape *shape, const void *row)
{
	const struct column *link = channel->item_link_column ? shape_find(shape, channel->item_link_column) : NULL;
	const struct column *published = channel->item_published ? shape_find(shape, channel->item_published) : NULL;

	buffer_append_string(out, "<item>\n");
	append_rss_text(out, "title", shape, channel->item_title, row);
	if (link && link->type == COLUMN_INT64) {
		static const char *const elements[][2] = { { "<link>", "</link>\n" }, { "<guid>", "</guid>\n" } };

		for (size_t i = 0; i < 2; i++) {
			buffer_append_string(out, elements[i][0]);
			escape_xml(out, channel->item_link_prefix);
			append_bare(out, link, row);
			buffer_append_string(out, elements[i][1]);
		}
	}
	append_rss_text(out, "description", shape, channel->item_description, row);
	append_rss_time(out, "pubDate", time_of(published, row));
	buffer_append_string(out, "</item>\n");
}

void feed_rss(struct buffer *out, const struct feed_channel *channel, struct timestamp updated,
	      const struct shape *shape, struct rows rows)
{
	buffer_append_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			     "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n");
	append_element(out, "title", channel->title);
	append_element(out, "link", channel->link);
	append_element(out, "description", channel->description);
	buffer_append_string(out, "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"");
	escape_xml(out, channel->self);
	buffer_append_string(out, "\"/>\n");
	append_rss_time(out, "lastBuildDate", updated);
	for (size_t i = 0; i < rows.count; i++)
		append_rss_item(out, channel, shape, row_at(shape, rows, i));
	buffer_append_string(out, "</channel>\n</rss>\n");
}
