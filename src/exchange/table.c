#include "exchange/table.h"

#include <errno.h>
#include <unistd.h>

#include "exchange/table_parts.h"

const char *const table_format_names[] = { "xlsx", "csv_utf8", "csv_gb18030", "xml", NULL };

ptrdiff_t read_at(int fd, char *to, size_t size, int64_t offset)
{
	size_t sum = 0;

	while (sum < size) {
		ssize_t got = pread(fd, to + sum, size - sum, offset + (int64_t)sum);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		sum += (size_t)got;
	}
	return (ptrdiff_t)sum;
}

enum err table_refuse(struct table *table, const char *word)
{
	if (table->rows.refusal == NULL)
		table->rows.refusal = word;
	return E_INVALID;
}

static bool begins_with(struct bytes head, const char *bytes, size_t length)
{
	return head.length >= length && memcmp(head.data, bytes, length) == 0;
}

/* Text that begins with "<", whatever Unicode encoding it is in. */
static bool is_markup(struct bytes head)
{
	size_t at = begins_with(head, "\xef\xbb\xbf", 3) ? 3 : begins_with(head, "\xff\xfe", 2) || begins_with(head, "\xfe\xff", 2) ? 2 : 0;

	while (at < head.length && (head.data[at] == '\0' || head.data[at] == ' ' || (head.data[at] >= '\t' && head.data[at] <= '\r')))
		at++;
	return at < head.length && head.data[at] == '<';
}

static enum err open_by_content(struct table *table, const char *schema)
{
	char *bytes = arena_alloc(table->arena, HEAD_BYTES);
	ptrdiff_t length = read_at(table->fd, bytes, HEAD_BYTES, 0);
	struct bytes head = { .data = (const uint8_t *)bytes, .length = length < 0 ? 0 : (size_t)length };

	if (length < 0)
		return E_INTERNAL;
	if (begins_with(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
		return table_refuse(table, ole_refusal(table->fd));
	if (begins_with(head, "PK\3\4", 4) || begins_with(head, "PK\5\6", 4))
		return xlsx_open(table);
	if (is_markup(head))
		return xml_open(table, schema);
	return csv_open(table, head);
}

enum err table_open(struct arena *arena, int fd, const char *schema, struct table **out, struct table_refusal *refusal)
{
	struct table *table = ARENA_NEW(arena, struct table);
	enum err err;

	table->arena = arena;
	table->fd = fd;
	rows_init(&table->rows, arena);
	err = open_by_content(table, schema);
	if (err == OK)
		err = table->reader->more(table);
	if (err == OK || err == E_NOT_FOUND || (err == E_INVALID && table->rows.row_count > 0)) {
		*out = table;
		return OK;
	}
	if (err == E_INVALID)
		refusal->word = table->rows.refusal;
	table_close(table);
	return err;
}

enum table_format table_format(const struct table *table)
{
	return table->format;
}

enum err table_next(struct table *table, struct table_row *row, struct table_refusal *refusal)
{
	enum err err = OK;

	/* What was sound before the file broke is given first. */
	while (!rows_take(&table->rows, row)) {
		if (err == OK && table->rows.refusal != NULL)
			err = E_INVALID;
		if (err == E_INVALID)
			refusal->word = table->rows.refusal;
		if (err != OK)
			return err;
		rows_forget_taken(&table->rows);
		err = table->reader->more(table);
	}
	return OK;
}

void table_close(struct table *table)
{
	if (table->reader != NULL)
		table->reader->close(table);
	table->reader = NULL;
	if (table->fd >= 0)
		close(table->fd);
	table->fd = -1;
}
