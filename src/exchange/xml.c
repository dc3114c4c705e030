/* A table in XML by one of our schemas: <students><student><name>…. The names of the fields become the first row, so that what comes
 * of it is as good as a sheet. */
#include <fcntl.h>
#include <unistd.h>

#include "exchange/markup.h"
#include "exchange/table_parts.h"

enum { READ_BYTES = 16384, ROW_DEPTH = 2, FIELD_DEPTH = 3, FIELD_BYTES_MAX = 4 * table_cell_bytes_max };

struct xml {
	struct table *table;
	struct markup *markup;
	const char *name[table_columns_max];
	size_t name_count, column;
	int64_t offset, row;
	int depth;
	bool ended;
	struct buffer text;
};

/* In the schema: the names of elements three deep, in their order. */
static void on_declaration(void *owner, const struct element *element)
{
	struct xml *xml = owner;

	if (strcmp(element->name, "element") == 0 && ++xml->depth == FIELD_DEPTH && xml->name_count < table_columns_max)
		xml->name[xml->name_count++] = element_attribute_copy(xml->table->arena, element, "name");
}

static void on_declaration_end(void *owner, const char *name)
{
	struct xml *xml = owner;

	xml->depth -= strcmp(name, "element") == 0;
}

static void ignore_text(void *owner, const char *bytes, size_t length)
{
	(void)owner;
	(void)bytes;
	(void)length;
}

static enum err read_names(struct xml *xml, const char *schema)
{
	static const struct markup_handler handler = { .start = on_declaration, .end = on_declaration_end, .text = ignore_text };
	struct markup *markup;
	char bytes[READ_BYTES];
	int fd = open(schema, O_RDONLY | O_CLOEXEC);
	int64_t offset = 0;
	ptrdiff_t length = 1;
	bool sound = true;

	if (fd < 0)
		return E_INTERNAL;
	markup = markup_open(xml->table->arena, &handler, xml, NULL);
	while (markup != NULL && sound && length > 0) {
		length = read_at(fd, bytes, sizeof bytes, offset);
		sound = length >= 0 && markup_feed(markup, bytes, (size_t)length);
		offset += length;
	}
	close(fd);
	if (markup == NULL)
		return E_INTERNAL;
	markup_close(markup);
	return sound && xml->name_count > 0 ? OK : E_INTERNAL;
}

static void give_headings(struct xml *xml)
{
	struct waiting_rows *rows = &xml->table->rows;

	rows_begin(rows, ++xml->row);
	for (size_t i = 0; i < xml->name_count; i++)
		rows_add_kept(rows, i, CELL_TEXT, xml->name[i]);
	rows_end(rows);
}

static void on_start(void *owner, const struct element *element)
{
	struct xml *xml = owner;

	switch (++xml->depth) {
	case 1:
		give_headings(xml);
		break;
	case ROW_DEPTH:
		rows_begin(&xml->table->rows, ++xml->row);
		xml->column = 0;
		break;
	case FIELD_DEPTH:
		/* Fields come in the schema's order, some left out. */
		while (xml->column < xml->name_count && strcmp(xml->name[xml->column], element->name) != 0)
			xml->column++;
		if (xml->column == xml->name_count)
			markup_refuse(xml->markup, "not_our_xml");
		buffer_clear(&xml->text);
		break;
	default:
		break;
	}
}

static void on_end(void *owner, const char *name)
{
	struct xml *xml = owner;

	(void)name;
	switch (xml->depth--) {
	case ROW_DEPTH:
		rows_end(&xml->table->rows);
		break;
	case FIELD_DEPTH:
		rows_add(&xml->table->rows, xml->column++, CELL_TEXT, xml->text.data, xml->text.length);
		break;
	default:
		break;
	}
}

static void on_text(void *owner, const char *bytes, size_t length)
{
	struct xml *xml = owner;

	if (xml->depth == FIELD_DEPTH && xml->text.length <= FIELD_BYTES_MAX)
		buffer_append(&xml->text, bytes, length);
}

static enum err xml_more(struct table *table)
{
	struct xml *xml = table->state;
	char bytes[READ_BYTES];
	ptrdiff_t length;

	if (xml->ended)
		return E_NOT_FOUND;
	length = read_at(table->fd, bytes, sizeof bytes, xml->offset);
	if (length < 0)
		return E_INTERNAL;
	xml->offset += length;
	xml->ended = length == 0;
	return markup_feed(xml->markup, bytes, (size_t)length) ? OK : table_refuse(table, markup_refusal(xml->markup));
}

static void xml_close(struct table *table)
{
	struct xml *xml = table->state;

	if (xml->markup != NULL)
		markup_close(xml->markup);
}

enum err xml_open(struct table *table, const char *schema)
{
	static const struct reader reader = { .more = xml_more, .close = xml_close };
	static const struct markup_handler handler = { .start = on_start, .end = on_end, .text = on_text };
	struct xml *xml = ARENA_NEW(table->arena, struct xml);

	if (schema == NULL)
		return table_refuse(table, "not_our_xml");
	table->format = TABLE_XML;
	table->state = xml;
	table->reader = &reader;
	xml->table = table;
	TRY(read_names(xml, schema));
	xml->depth = 0;
	buffer_init(&xml->text, table->arena, 256);
	xml->markup = markup_open(table->arena, &handler, xml, schema);
	return xml->markup != NULL ? OK : E_INTERNAL;
}
