#include "view/write.h"

#include <string.h>

#include "base/text.h"
#include "view/escape.h"

static enum err append_amount(struct buffer *out, const struct value *value, enum format format)
{
	const int64_t number = value->integer;

	if (value->kind == VALUE_INTEGER && format == FORMAT_NUMBER) {
		/* Thousands as an amount of yuan has them. */
		if (number > INT64_MAX / 100 || number < -(INT64_MAX / 100))
			return E_INVALID;
		write_yuan(out, (struct money){ number * 100 }, true);
	} else if (value->kind != VALUE_MONEY || format == FORMAT_NUMBER) {
		return E_INVALID;
	} else if (format == FORMAT_PLAIN) {
		money_append_plain(out, value->money);
	} else {
		write_yuan(out, value->money, format == FORMAT_YUAN);
	}
	return OK;
}

struct timestamp midnight_of(struct date date)
{
	return (struct timestamp){ ((int64_t)date.day * 24 - 8) * INT64_C(3600000000) };
}

static enum err append_time(struct buffer *out, const struct value *value, enum format format)
{
	const bool day = value->kind == VALUE_DATE;

	if (!day && value->kind != VALUE_TIMESTAMP)
		return E_INVALID;
	if (format == FORMAT_DATE || (day && format == FORMAT_ISO))
		date_append(out, day ? value->date : date_at(value->timestamp));
	else if (format == FORMAT_RFC822)
		timestamp_append_rfc822(out, day ? midnight_of(value->date) : value->timestamp);
	else if (day)
		return E_INVALID;
	else if (format == FORMAT_MINUTE)
		timestamp_append_minute(out, value->timestamp);
	else
		timestamp_append_iso(out, value->timestamp);
	return OK;
}

/* Without a format. */
static enum err append_plain(struct buffer *out, const struct value *value)
{
	switch (value->kind) {
	case VALUE_INTEGER:
		buffer_append_int(out, value->integer);
		return OK;
	case VALUE_FLAG:
		buffer_append_string(out, value->flag ? "true" : "false");
		return OK;
	case VALUE_MONEY:
		return append_amount(out, value, FORMAT_MONEY);
	case VALUE_DATE:
		return append_time(out, value, FORMAT_DATE);
	case VALUE_TIMESTAMP:
		return append_time(out, value, FORMAT_MINUTE);
	case VALUE_MISSING: case VALUE_NOTHING: case VALUE_DEFAULT: case VALUE_STRING: case VALUE_TEXT: case VALUE_CHOICE:
	case VALUE_RECORD: case VALUE_ROWS: case VALUE_OPAQUE:
		break;
	}
	return E_INVALID;
}

static enum err append_formatted(struct buffer *out, const struct value *value, enum format format)
{
	switch (format) {
	case FORMAT_NONE:
		return append_plain(out, value);
	case FORMAT_MONEY: case FORMAT_YUAN: case FORMAT_PLAIN: case FORMAT_NUMBER:
		return append_amount(out, value, format);
	case FORMAT_DATE: case FORMAT_MINUTE: case FORMAT_ISO: case FORMAT_RFC822:
		return append_time(out, value, format);
	case FORMAT_MASK:
		break;
	}
	return E_INVALID;
}

static void append_text(struct buffer *out, const char *text, size_t length, enum manner manner)
{
	switch (manner) {
	case WRITE_HTML:
		escape_html(out, text, length);
		return;
	case WRITE_COMPONENT:
		escape_url_component(out, text, length);
		return;
	case WRITE_RAW:
		buffer_append(out, text, length);
		return;
	}
}

enum err value_write(struct arena *arena, struct buffer *out, const struct value *value, enum format format,
		     enum manner manner)
{
	const char *text = NULL;
	struct buffer formatted;

	if (value->kind == VALUE_NOTHING)
		return OK;
	if (value->kind == VALUE_TEXT)
		text = value->text;
	else if (value->kind == VALUE_CHOICE)
		text = value->names[value->choice];
	if (text) {
		if (format == FORMAT_MASK)
			text = text_mask_telephone(arena, text);
		else if (format != FORMAT_NONE)
			return E_INVALID;
		append_text(out, text, strlen(text), manner);
		return OK;
	}
	/* Digits and words of our own need no escaping in HTML, but in a URL a time has blanks and colons. */
	if (manner != WRITE_COMPONENT || (value->kind == VALUE_INTEGER && format == FORMAT_NONE))
		return append_formatted(out, value, format);
	buffer_init(&formatted, arena, 32);
	TRY(append_formatted(&formatted, value, format));
	append_text(out, formatted.data, formatted.length, manner);
	return OK;
}
