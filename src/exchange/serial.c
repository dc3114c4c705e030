#include "exchange/serial.h"

#include <string.h>
#include <strings.h>

bool format_id_is_date(uint32_t id)
{
	/* Those between them are times. */
	static const struct {
		uint32_t first, last;
	} dates[] = { { 14, 17 }, { 22, 22 }, { 27, 31 }, { 36, 36 }, { 50, 54 }, { 57, 58 } };

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		if (id >= dates[i].first && id <= dates[i].last)
			return true;
	return false;
}

/* What stands in quotes or brackets, or behind an escape, is not of the code. */
static const char *skip_literal(const char *code)
{
	const char *end;

	switch (*code) {
	case '"':
		end = strchr(code + 1, '"');
		break;
	case '[':
		end = strchr(code, ']');
		break;
	case '\\':
	case '_':
	case '*':
		end = code[1] != '\0' ? code + 1 : NULL;
		break;
	default:
		return code;
	}
	return end != NULL ? end + 1 : code + strlen(code);
}

/* An m is a month, unless hours or seconds make it minutes. */
bool format_code_is_date(const char *code)
{
	bool month = false, time = false;

	while (*code != '\0') {
		const char *next = skip_literal(code);

		if (next != code) {
			/* [h]:mm is a duration. */
			time = time || (*code == '[' && code[1] != '\0' && strchr("hHmMsS", code[1]) != NULL && code[2] != '$');
			code = next;
			continue;
		}
		if (strncasecmp(code, "general", 7) == 0) {
			code += 7;
			continue;
		}
		switch (*code | 0x20) {
		case 'y':
		case 'd':
			return true;
		case 'm':
			month = true;
			break;
		case 'h':
		case 's':
			time = true;
			break;
		default:
			break;
		}
		code++;
	}
	return month && !time;
}

bool serial_to_date(double serial, bool from_1904, struct date *out)
{
	const struct date first_1904 = date_from_civil((struct civil){ .year = 1904, .month = 1, .day = 1 });
	const struct date first_1900 = date_from_civil((struct civil){ .year = 1900, .month = 1, .day = 1 });
	const struct date last = date_from_civil((struct civil){ .year = 9999, .month = 12, .day = 31 });
	int32_t day;

	if (!(serial >= (from_1904 ? 0 : 1) && serial < 2958466))
		return false;
	day = (int32_t)serial;
	if (from_1904)
		day += first_1904.day;
	else if (day == 60)
		return false;
	else
		day += first_1900.day - (day < 60 ? 1 : 2);
	if (day > last.day)
		return false;
	out->day = day;
	return true;
}

static size_t skip_digits(const char *text, size_t at, size_t length)
{
	while (at < length && text[at] >= '0' && text[at] <= '9')
		at++;
	return at;
}

bool is_number(const char *text, size_t length)
{
	size_t at = length > 0 && (*text == '-' || *text == '+') ? 1 : 0, begin = at, digits;

	at = skip_digits(text, at, length);
	digits = at - begin;
	if (at < length && text[at] == '.') {
		begin = ++at;
		at = skip_digits(text, at, length);
		digits += at - begin;
	}
	if (digits > 0 && at < length && (text[at] | 0x20) == 'e') {
		at++;
		if (at < length && (text[at] == '-' || text[at] == '+'))
			at++;
		begin = at;
		at = skip_digits(text, at, length);
		digits = at - begin;
	}
	return digits > 0 && at == length;
}

/* The unit that _xHHHH_ at `text` stands for; -1: it is no escape. */
static int32_t escape_at(const char *text, size_t length)
{
	int32_t unit = 0;

	if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		const char *digits = "0123456789abcdef", *at = strchr(digits, text[i] >= 'A' && text[i] <= 'F' ? text[i] + 32 : text[i]);

		if (at == NULL || *at == '\0')
			return -1;
		unit = unit << 4 | (int32_t)(at - digits);
	}
	return unit;
}

bool is_escape(const char *text)
{
	return escape_at(text, strnlen(text, 7)) >= 0;
}

static size_t put_character(char *to, int32_t point)
{
	const uint32_t all = (uint32_t)point;

	if (all < 0x80) {
		to[0] = (char)all;
		return 1;
	}
	if (all < 0x800) {
		to[0] = (char)(0xc0 | all >> 6);
		to[1] = (char)(0x80 | (all & 0x3f));
		return 2;
	}
	if (all < 0x10000) {
		to[0] = (char)(0xe0 | all >> 12);
		to[1] = (char)(0x80 | (all >> 6 & 0x3f));
		to[2] = (char)(0x80 | (all & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | all >> 18);
	to[1] = (char)(0x80 | (all >> 12 & 0x3f));
	to[2] = (char)(0x80 | (all >> 6 & 0x3f));
	to[3] = (char)(0x80 | (all & 0x3f));
	return 4;
}

bool unescape_text(char *text, size_t *length)
{
	size_t from = 0, to = 0;
	bool sound = true;

	if (memmem(text, *length, "_x", 2) == NULL)
		return true;
	while (from < *length) {
		int32_t unit = escape_at(text + from, *length - from), second;

		if (unit < 0) {
			text[to++] = text[from++];
			continue;
		}
		from += 7;
		second = unit >= 0xd800 && unit < 0xdc00 ? escape_at(text + from, *length - from) : -1;
		if (second >= 0xdc00 && second < 0xe000) {
			unit = 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00);
			from += 7;
		} else if ((unit >= 0xd800 && unit < 0xe000) || unit == 0) {
			unit = 0xfffd;
			sound = false;
		}
		to += put_character(text + to, unit);
	}
	text[to] = '\0';
	*length = to;
	return sound;
}
