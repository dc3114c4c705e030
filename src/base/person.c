#include "base/person.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

struct code_points {
	uint32_t first, last;
};

static bool is_letter_or_digit(char character)
{
	return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z')
	       || (character >= 'a' && character <= 'z');
}

/* Beyond ASCII a name may have whatever people are called by, rare ideographs, their variation selectors and the private
 * use of older fonts included (GB 18030-2022): only what is no letter in any script is refused. */
static bool name_refuses(uint32_t code_point)
{
	static const struct code_points refused[] = {
		{ 0x0080, 0x00a9 }, { 0x00ab, 0x00b6 }, { 0x00b8, 0x00b9 }, { 0x00bb, 0x00bf }, { 0x00d7, 0x00d7 },
		{ 0x00f7, 0x00f7 }, { 0x2000, 0x200f }, { 0x2016, 0x2017 }, { 0x201a, 0x201b }, { 0x201e, 0x2021 },
		{ 0x2023, 0x2026 }, { 0x2028, 0x203a }, { 0x203c, 0x206f }, { 0x2190, 0x25ca }, { 0x25cc, 0x2bff },
		{ 0xfe64, 0xfe65 }, { 0xfeff, 0xfeff }, { 0xff1c, 0xff1c }, { 0xff1e, 0xff1e }, { 0xfff0, 0xffff },
		{ 0x1f000, 0x1faff }, { 0xe0000, 0xe007f }, { 0xf0000, 0x10ffff },
	};

	if (code_point < 0x80)
		return !is_letter_or_digit((char)code_point) && strchr(" -'.,()&/", (int)code_point) == NULL;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (code_point >= refused[i].first && code_point <= refused[i].last)
			return true;
	return false;
}

static bool is_name_punctuation(uint32_t code_point)
{
	return (code_point < 0x80 && !is_letter_or_digit((char)code_point)) || code_point == 0xb7
	       || (code_point >= 0x2010 && code_point <= 0x2027) || (code_point >= 0x3001 && code_point <= 0x3003)
	       || (code_point >= 0x3008 && code_point <= 0x3020) || (code_point >= 0xff01 && code_point <= 0xff0f);
}

enum err person_read_name(struct arena *arena, const char *text, const char **out)
{
	char *name = arena_copy_string(arena, text), *to = name;
	const char *from = name;
	bool has_letter = false;

	while (*from != '\0') {
		const char *character = from;
		uint32_t code_point = text_next(&from);

		/* One blank, however wide, stands between the parts of a name. */
		if (code_point == 0x3000 || code_point == 0xa0 || code_point == '\t' || code_point == ' ') {
			if (to[-1] != ' ')
				*to++ = ' ';
			continue;
		}
		if (name_refuses(code_point))
			return E_INVALID;
		has_letter |= !is_name_punctuation(code_point);
		memmove(to, character, (size_t)(from - character));
		to += from - character;
	}
	*to = '\0';
	if (!has_letter)
		return E_INVALID;
	*out = name;
	return OK;
}

static bool is_mobile(const char *digits, size_t length)
{
	return length == 11 && digits[0] == '1' && digits[1] >= '3';
}

/* Area code 010, 02x or 0[3-9]xx, then 7 or 8 digits. */
static bool is_landline(const char *digits, size_t length)
{
	bool short_area = length > 2 && (digits[1] == '2' || (digits[1] == '1' && digits[2] == '0'));
	size_t area = short_area ? 3 : 4;

	return length > area && digits[0] == '0' && (short_area || digits[1] >= '3') && digits[area] != '0'
	       && (length - area == 7 || length - area == 8);
}

/* What people write between the digits: blanks, brackets, and dashes of all lengths; U+8F6C (transfer) stands before an
 * extension. */
static bool strip_telephone(const char *text, char *out, size_t size)
{
	size_t length = 0;

	while (*text != '\0') {
		uint32_t code_point = text_next(&text);

		if (code_point == ' ' || code_point == 0xa0 || code_point == '(' || code_point == ')' || code_point == '.')
			continue;
		if ((code_point >= 0x2010 && code_point <= 0x2015) || code_point == 0x2212 || code_point == 0x8f6c)
			code_point = '-';
		if (code_point != '-' && code_point != '+' && (code_point < '0' || code_point > '9'))
			return false;
		if (length + 2 > size)
			return false;
		out[length++] = (char)code_point;
	}
	out[length] = '\0';
	return true;
}

/* Step over +86, 0086 or a bare 86 that a whole number follows. `national` says that the 0 of the area code may be missing. */
static const char *skip_country(const char *text, bool *national)
{
	static const char *const prefixes[] = { "+86", "0086", "86" };

	*national = false;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t length = strlen(prefixes[i]);

		if (strncmp(text, prefixes[i], length) == 0 && strlen(text) - length >= 9) {
			*national = true;
			text += length;
			return text + strspn(text, "-");
		}
	}
	return text;
}

/* The digits of [text, end) without its hyphens; their number. */
static size_t join_digits(const char *text, const char *end, char *out)
{
	size_t length = 0;

	for (; text < end; text++)
		if (*text != '-')
			out[length++] = *text;
	out[length] = '\0';
	return length;
}

enum err person_read_telephone(struct arena *arena, const char *text, const char **out)
{
	char stripped[64], digits[65];
	const char *at, *end, *last_hyphen;
	bool national;
	size_t length, extension;

	if (!strip_telephone(text, stripped, sizeof stripped))
		return E_INVALID;
	at = skip_country(stripped, &national);
	if (strchr(at, '+') != NULL)
		return E_INVALID;
	digits[0] = '0';
	end = at + strlen(at);
	length = join_digits(at, end, digits + 1);
	if (is_mobile(digits + 1, length)) {
		*out = arena_copy(arena, digits + 1, length);
		return OK;
	}
	/* A last group behind a number that is complete without it is an extension, not the number's own end. */
	last_hyphen = strrchr(at, '-');
	for (int whole = last_hyphen == NULL; whole < 2; whole++) {
		const char *number_end = whole ? end : last_hyphen;
		char *number;

		length = join_digits(at, number_end, digits + 1);
		number = digits + 1;
		if (national && number[0] != '0') {
			number--;
			length++;
		}
		extension = whole ? 0 : (size_t)(end - last_hyphen - 1);
		if (is_landline(number, length) && (whole || (extension >= 1 && extension <= 5))) {
			*out = whole ? arena_copy(arena, number, length)
				     : arena_print(arena, "%s-%s", number, last_hyphen + 1);
			return OK;
		}
	}
	return E_INVALID;
}
