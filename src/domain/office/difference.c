/* What changed between two rows, as the audit trail keeps it, and back again to be shown. */
#include "domain/office/audit.h"

#include <string.h>

static bool is_among(const char *name, const char *names)
{
	const size_t length = strlen(name);

	for (const char *at = names; at != NULL && *at != '\0';) {
		const size_t word = strcspn(at, " ");

		if (word == length && memcmp(at, name, length) == 0)
			return true;
		at += word + strspn(at + word, " ");
	}
	return false;
}

static bool same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool same(const struct column *column, const void *a, const void *b)
{
	switch (column->type) {
	case COLUMN_INT64: return *(const int64_t *)a == *(const int64_t *)b;
	case COLUMN_UINT32: return *(const uint32_t *)a == *(const uint32_t *)b;
	case COLUMN_BOOL: return *(const bool *)a == *(const bool *)b;
	case COLUMN_TEXT: return same_text(*(const char *const *)a, *(const char *const *)b);
	case COLUMN_MONEY: return ((const struct money *)a)->fen == ((const struct money *)b)->fen;
	case COLUMN_DATE: return ((const struct date *)a)->day == ((const struct date *)b)->day;
	case COLUMN_TIMESTAMP: return ((const struct timestamp *)a)->us == ((const struct timestamp *)b)->us;
	case COLUMN_BYTES: {
		const struct bytes *left = a, *right = b;

		return (left->data == NULL) == (right->data == NULL) && left->length == right->length &&
		       (left->length == 0 || memcmp(left->data, right->data, left->length) == 0);
	}
	case COLUMN_NOTHING: break;
	}
	return true;
}

static void append_quoted(struct buffer *out, const char *text)
{
	if (text == NULL) {
		buffer_append_string(out, "null");
		return;
	}
	buffer_append_char(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buffer_append_char(out, '\\');
		if ((unsigned char)*text < 0x20)
			buffer_print(out, "\\u%04x", (unsigned)*text);
		else
			buffer_append_char(out, *text);
	}
	buffer_append_char(out, '"');
}

static void append_value(struct buffer *out, const struct column *column, const void *at)
{
	switch (column->type) {
	case COLUMN_INT64:
		buffer_append_int(out, *(const int64_t *)at);
		break;
	case COLUMN_UINT32:
		if (column->names != NULL)
			append_quoted(out, column->names[*(const uint32_t *)at]);
		else
			buffer_append_int(out, *(const uint32_t *)at);
		break;
	case COLUMN_BOOL:
		buffer_append_string(out, *(const bool *)at ? "true" : "false");
		break;
	case COLUMN_TEXT:
		append_quoted(out, *(const char *const *)at);
		break;
	case COLUMN_MONEY:
		money_append_plain(out, *(const struct money *)at);
		break;
	case COLUMN_DATE:
		buffer_append_string(out, date_is_none(*(const struct date *)at) ? "null" : "\"");
		date_append(out, *(const struct date *)at);
		buffer_append_string(out, date_is_none(*(const struct date *)at) ? "" : "\"");
		break;
	case COLUMN_TIMESTAMP:
		buffer_append_string(out, timestamp_is_none(*(const struct timestamp *)at) ? "null" : "\"");
		timestamp_append_iso(out, *(const struct timestamp *)at);
		buffer_append_string(out, timestamp_is_none(*(const struct timestamp *)at) ? "" : "\"");
		break;
	case COLUMN_BYTES:
	case COLUMN_NOTHING:
		break;
	}
}

char *difference_json(struct arena *arena, const struct shape *shape, const void *before, const void *after, const char *hidden)
{
	struct buffer out;

	buffer_init(&out, arena, 128);
	for (size_t i = 0; i < shape->count; i++) {
		const struct column *column = &shape->columns[i];
		const void *left = column_at(column, before), *right = column_at(column, after);

		if (same(column, left, right))
			continue;
		buffer_append_char(&out, out.length == 0 ? '{' : ',');
		append_quoted(&out, column->name);
		buffer_append_char(&out, ':');
		if (column->type == COLUMN_BYTES || is_among(column->name, hidden)) {
			buffer_append_string(&out, "[true,true]");
			continue;
		}
		buffer_append_char(&out, '[');
		append_value(&out, column, left);
		buffer_append_char(&out, ',');
		append_value(&out, column, right);
		buffer_append_char(&out, ']');
	}
	if (out.length == 0)
		return NULL;
	buffer_append_char(&out, '}');
	return out.data;
}
