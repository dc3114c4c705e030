#include "base/national_id.h"

#include <string.h>

#include "base/text.h"

enum { digits_before_check = 17, old_form_digits = 15, birth_at = 6, sequence_last = 16, first_year = 1900 };

char national_id_check(const char *digits)
{
	static const int weights[digits_before_check] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	static const char checks[] = "10X98765432";
	int sum = 0;

	for (size_t i = 0; i < digits_before_check; i++)
		sum += weights[i] * (digits[i] - '0');
	return checks[sum % 11];
}

/* Without blanks of any kind, ASCII, upper case. */
static char *fold(struct arena *arena, const char *text)
{
	const char *from = text_fold_width(arena, text);
	char *const folded = arena_alloc(arena, strlen(from) + 1);
	char *to = folded;

	from += *from == '\'';
	while (*from != '\0') {
		const char *const start = from;
		const uint32_t point = text_next(&from);

		if (point == ' ' || point == '\t' || point == 0xA0 || point == 0x200B)
			continue;
		memcpy(to, start, (size_t)(from - start));
		to += from - start;
	}
	for (char *at = folded; *at != '\0'; at++)
		if (*at == 'x')
			*at = 'X';
	return folded;
}

static int number_at(const char *digits, size_t count)
{
	int number = 0;

	for (size_t i = 0; i < count; i++)
		number = number * 10 + (digits[i] - '0');
	return number;
}

/* `number` is folded. */
static enum national_id_fault read_folded(const char *number, struct date today, struct national_id *out)
{
	const size_t length = strlen(number), digits = strspn(number, "0123456789");
	struct civil civil;
	struct date birth;

	if (length == old_form_digits && digits == length)
		return NATIONAL_ID_OLD_FORM;
	if (text_count(number) != national_id_chars)
		return NATIONAL_ID_LENGTH;
	if (digits < digits_before_check || length != national_id_chars || number[0] == '0' ||
	    (digits == digits_before_check && number[digits_before_check] != 'X'))
		return NATIONAL_ID_CHARACTER;
	civil = (struct civil){ number_at(number + birth_at, 4), number_at(number + birth_at + 4, 2), number_at(number + birth_at + 6, 2) };
	if (!civil_is_valid(civil) || civil.year < first_year)
		return NATIONAL_ID_DAY;
	birth = date_from_civil(civil);
	if (birth.day > today.day)
		return NATIONAL_ID_FUTURE;
	if (national_id_check(number) != number[digits_before_check])
		return NATIONAL_ID_CHECK;
	*out = (struct national_id){ .number = number, .birth = birth, .male = (number[sequence_last] - '0') % 2 == 1 };
	return NATIONAL_ID_FINE;
}

enum national_id_fault national_id_read(struct arena *arena, const char *text, struct date today, struct national_id *out)
{
	return read_folded(fold(arena, text), today, out);
}

/* Sequences from 996 on were for people who were over a hundred then: born in 18xx. */
static const char *upgrade(struct arena *arena, const char *old)
{
	const char *century = strcmp(old + old_form_digits - 3, "996") >= 0 ? "18" : "19";
	char *number = arena_print(arena, "%.6s%s%s0", old, century, old + birth_at);

	number[digits_before_check] = national_id_check(number);
	return number;
}

enum national_id_fault national_id_read_any_form(struct arena *arena, const char *text, struct date today, struct national_id *out)
{
	const char *const number = fold(arena, text);
	const enum national_id_fault fault = read_folded(number, today, out);

	return fault == NATIONAL_ID_OLD_FORM ? read_folded(upgrade(arena, number), today, out) : fault;
}

char *national_id_mask(struct arena *arena, const char *number)
{
	return text_mask_telephone(arena, number);
}
