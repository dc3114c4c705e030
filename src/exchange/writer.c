#include "exchange/writer_parts.h"

enum err table_writer_open(struct arena *arena, const struct table_writer_options *options, table_sink *sink, void *context,
			   struct table_writer **out)
{
	struct table_writer *writer = ARENA_NEW(arena, struct table_writer);
	enum err err = E_INVALID;

	writer->arena = arena;
	writer->options = *options;
	writer->sink = sink;
	writer->context = context;
	buffer_init(&writer->piece, arena, 2 * (size_t)PIECE_BYTES);
	if (options->format == TABLE_XLSX)
		err = xlsx_writer_open(writer);
	else if (options->format != TABLE_XML)
		err = csv_writer_open(writer);
	if (err == OK && options->watermark != NULL) {
		const struct cell mark = { .kind = CELL_TEXT, .text = options->watermark };

		err = writer->kind->line(writer, &mark, 1, false);
	}
	if (err == OK) {
		*out = writer;
		return OK;
	}
	if (writer->kind != NULL)
		writer->kind->close(writer);
	return err;
}

static enum err write_line(struct table_writer *writer, const struct cell *cells, size_t count, bool heading)
{
	if (writer->err == OK)
		writer->err = count <= table_columns_max ? writer->kind->line(writer, cells, count, heading) : E_INVALID;
	return writer->err;
}

enum err table_write_headings(struct table_writer *writer, const char *const *headings, size_t count)
{
	struct cell cells[table_columns_max];

	for (size_t i = 0; i < count && i < table_columns_max; i++)
		cells[i] = (struct cell){ .kind = CELL_TEXT, .text = headings[i] };
	return write_line(writer, cells, count, true);
}

enum err table_write_row(struct table_writer *writer, const struct cell *cells, size_t count)
{
	return write_line(writer, cells, count, false);
}

enum err table_writer_close(struct table_writer *writer)
{
	if (writer->err == OK)
		writer->err = writer->kind->finish(writer);
	writer->kind->close(writer);
	return writer->err;
}
