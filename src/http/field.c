#include "http/field.h"

#include <string.h>

#include "base/text.h"

static void put_text(const struct field *field, void *row, const char *text)
{
	memcpy((char *)row + field->column.offset, &text, sizeof text);
}

#define PUT(field, row, value) memcpy((char *)(row) + (field)->column.offset, &(value), sizeof(value))

static bool is_text(const struct field *field)
{
	return field->column.type == COLUMN_TEXT;
}

static enum field_fault put_nothing(const struct field *field, void *row)
{
	static const struct date none = { DATE_NONE_DAY };

	if (field->required)
		return FIELD_REQUIRED;
	if (field->kind == FIELD_DATE)
		PUT(field, row, none);
	else if (is_text(field))
		put_text(field, row, field->column.nullable ? NULL : "");
	return FIELD_FINE;
}

static enum field_fault measure(const struct field *field, const char *text)
{
	size_t chars = text_count(text);

	if (chars > (field->max_chars > 0 ? field->max_chars : FIELD_CHARS_DEFAULT))
		return FIELD_TOO_LONG;
	return chars < field->min_chars ? FIELD_TOO_SHORT : FIELD_FINE;
}

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

static bool all_digits(const char *text)
{
	return text[0] != '\0' && text[strspn(text, "0123456789")] == '\0';
}

static char upper(char character)
{
	return character >= 'a' && character <= 'z' ? (char)(character - 'a' + 'A') : character;
}

/* Text cut from a table or a word processor has tabs where blanks were meant, and \r\n or \r where lines end. */
static enum field_fault read_plain(struct arena *arena, const char *text, bool lines, const char **out)
{
	char *plain = arena_copy_string(arena, text), *to = plain;

	for (const char *from = plain; *from != '\0'; from++) {
		bool line_end = lines && *from == '\r';

		if (line_end && from[1] == '\n')
			continue;
		*to++ = line_end ? '\n' : *from == '\t' ? ' ' : *from;
	}
	*to = '\0';
	if (text_has_control(plain, lines))
		return FIELD_BAD_CHARACTER;
	*out = plain;
	return FIELD_FINE;
}

/* An amount as people write it: perhaps a currency sign before or the unit behind, full-width digits. */
static enum field_fault read_money(struct arena *arena, const struct field *field, const char *text, void *row)
{
	static const char yen_sign[] = "\xc2\xa5", wide_yen_sign[] = "\xef\xbf\xa5", yuan[] = "\xe5\x85\x83";
	struct money money;
	char *number;
	size_t length;

	if (strncmp(text, yen_sign, sizeof yen_sign - 1) == 0)
		text += sizeof yen_sign - 1;
	else if (strncmp(text, wide_yen_sign, sizeof wide_yen_sign - 1) == 0)
		text += sizeof wide_yen_sign - 1;
	number = text_trim(arena, text_fold_width(arena, text));
	length = strlen(number);
	if (length >= sizeof yuan - 1 && strcmp(number + length - (sizeof yuan - 1), yuan) == 0) {
		number[length - (sizeof yuan - 1)] = '\0';
		number = text_trim(arena, number);
	}
	if (number[0] == '-' && money_parse(number + 1, &money) == OK)
		return FIELD_TOO_SMALL;
	if (money_parse(number, &money) != OK)
		return all_digits(number) && number[0] != '0' ? FIELD_TOO_LARGE : FIELD_NOT_A_NUMBER;
	if (money.fen < field->min)
		return FIELD_TOO_SMALL;
	if (field->max != 0 && money.fen > field->max)
		return FIELD_TOO_LARGE;
	PUT(field, row, money);
	return FIELD_FINE;
}

static enum field_fault read_integer(const struct field *field, const char *text, void *row)
{
	bool negative = text[0] == '-', unbounded = field->min == 0 && field->max == 0;
	int64_t number = 0;

	text += negative ? 1 : 0;
	if (!all_digits(text))
		return FIELD_NOT_A_NUMBER;
	for (; *text != '\0'; text++) {
		int digit = negative ? '0' - *text : *text - '0';

		if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, digit, &number))
			return negative ? FIELD_TOO_SMALL : FIELD_TOO_LARGE;
	}
	if (!unbounded && number < field->min)
		return FIELD_TOO_SMALL;
	if (!unbounded && number > field->max)
		return FIELD_TOO_LARGE;
	PUT(field, row, number);
	return FIELD_FINE;
}

static enum field_fault read_choice(const struct field *field, const char *text, void *row)
{
	int index = column_name_index(field->column.names, text);
	uint32_t value = (uint32_t)index;

	if (index < 0)
		return FIELD_NOT_A_CHOICE;
	PUT(field, row, value);
	return FIELD_FINE;
}

static enum field_fault read_check(const struct field *field, const char *typed, void *row)
{
	bool checked = typed != NULL;

	if (checked && strcmp(typed, "1") != 0 && strcmp(typed, "on") != 0)
		return FIELD_NOT_A_CHOICE;
	if (!checked && field->required)
		return FIELD_REQUIRED;
	PUT(field, row, checked);
	return FIELD_FINE;
}

/* A reference code as people type it: the letters it never has stand for the digits they look like. */
static enum field_fault read_code(struct arena *arena, const char *text, const char **out)
{
	char *code = arena_copy_string(arena, text), *to = code;

	for (const char *from = code; *from != '\0'; from++) {
		char character = upper(*from);

		if (character == ' ' || character == '-')
			continue;
		if (character == 'O')
			character = '0';
		else if (character == 'I' || character == 'L')
			character = '1';
		if (!is_digit(character) && (character < 'A' || character > 'Z'))
			return FIELD_NOT_A_CODE;
		*to++ = character;
	}
	*to = '\0';
	if (to == code)
		return FIELD_NOT_A_CODE;
	*out = code;
	return FIELD_FINE;
}

static enum field_fault read_gb32100(struct arena *arena, const char *text, const char **out)
{
	char *code = arena_copy_string(arena, text);

	for (char *at = code; *at != '\0'; at++)
		*at = upper(*at);
	if (!text_is_gb32100(code))
		return FIELD_NOT_AN_IDENTIFIER;
	*out = code;
	return FIELD_FINE;
}

static enum field_fault read_digits(const struct field *field, const char *text, const char **out)
{
	size_t length = strlen(text);

	if (!all_digits(text))
		return FIELD_NOT_A_NUMBER;
	if (length != field->max_chars)
		return length < field->max_chars ? FIELD_TOO_SHORT : FIELD_TOO_LONG;
	*out = text;
	return FIELD_FINE;
}

static enum field_fault read_token(const char *text, const char **out)
{
	for (const char *at = text; *at != '\0'; at++)
		if (!is_digit(*at) && (upper(*at) < 'A' || upper(*at) > 'Z') && strchr("-_.~", *at) == NULL)
			return FIELD_BAD_CHARACTER;
	*out = text;
	return FIELD_FINE;
}

/* `text` is as typed less the blanks around it, `folded` the same in half-width characters. */
static enum field_fault read_text(struct arena *arena, const struct field *field, const char *text, const char *folded,
				  const char **out)
{
	switch (field->kind) {
	case FIELD_LINES:
		return read_plain(arena, text, true, out);
	case FIELD_NAME:
		return field_read_name(arena, text, out);
	case FIELD_TELEPHONE:
		return field_read_telephone(arena, folded, out);
	case FIELD_EMAIL:
		return field_read_email(arena, folded, out);
	case FIELD_GB32100:
		return read_gb32100(arena, folded, out);
	case FIELD_CODE:
		return read_code(arena, folded, out);
	case FIELD_DIGITS:
		return read_digits(field, folded, out);
	case FIELD_TOKEN:
		return read_token(text, out);
	default:
		return read_plain(arena, text, false, out);
	}
}

enum field_fault field_accept(struct arena *arena, const struct field *field, const char *typed, void *row)
{
	const char *text, *folded, *kept = NULL;
	struct date date;
	enum field_fault fault;

	if (field->kind == FIELD_CHECK)
		return read_check(field, typed, row);
	if (typed == NULL || field->kind == FIELD_TRAP)
		return put_nothing(field, row);
	text = text_trim(arena, typed);
	if (text[0] == '\0')
		return put_nothing(field, row);
	if (is_text(field) && field->kind != FIELD_LINES && strlen(text) > 4096)
		return FIELD_TOO_LONG;
	folded = text_trim(arena, text_fold_width(arena, text));
	switch (field->kind) {
	case FIELD_MONEY:
		return read_money(arena, field, text, row);
	case FIELD_INTEGER:
		return read_integer(field, folded, row);
	case FIELD_CHOICE:
		return read_choice(field, text, row);
	case FIELD_DATE:
		if (date_parse(folded, &date) != OK)
			return FIELD_NOT_A_DATE;
		PUT(field, row, date);
		return FIELD_FINE;
	default:
		fault = read_text(arena, field, text, folded, &kept);
		if (fault == FIELD_FINE)
			fault = measure(field, kept);
		if (fault == FIELD_FINE)
			put_text(field, row, kept);
		return fault;
	}
}
