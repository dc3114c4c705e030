/* Telephone and QQ numbers: digits in groups, and what may stand between them. */
#include <string.h>

#include "domain/pairing/contact_parts.h"

enum { groups_most = 16, between_most = 3, digits_most = 13 };

/* Digits that stand together, as read so far from one place on. */
struct group {
	size_t end;		/* signs from the first one of all */
	size_t digits;		/* of this group */
};
struct number {
	char digits[digits_most + 1];
	size_t length, groups;
	struct group group[groups_most];
	bool listed;		/* commas are between groups */
};

static bool begins_group(const struct sign *signs, size_t from)
{
	return signs[from].digit >= 0 && (from == 0 || signs[from - 1].digit < 0);
}

/* Blanks, strokes, dots, brackets, up to a few; of commas *listed is told. Only where a digit follows. */
static size_t skip_between(const struct sign *sign, bool *listed)
{
	bool comma = false;
	size_t count = 0;

	while (count <= between_most && sign_is_any(&sign[count], " \n-\u2010\u2011\u2013\u2014\u2015_.\u00B7\u30FB*~\uFF5E|/\\()\uFF08\uFF09[]\u3010\u3011+,\uFF0C\u3001")) {
		comma |= sign_is_any(&sign[count], ",\uFF0C\u3001");
		count++;
	}
	if (count == 0 || count > between_most || sign[count].digit < 0)
		return 0;
	*listed |= comma;
	return count;
}

/* Another group, if there is one and it still fits. */
static bool read_group(const struct sign *sign, struct number *number)
{
	const size_t before = number->groups > 0 ? number->group[number->groups - 1].end : 0;
	bool listed = number->listed;
	const size_t skipped = number->groups > 0 ? skip_between(&sign[before], &listed) : 0;
	size_t at = before + skipped, count = 0;

	if ((number->groups > 0 && skipped == 0) || number->groups == groups_most)
		return false;
	while (sign[at + count].digit >= 0) {
		if (number->length + count == digits_most)
			return false;
		number->digits[number->length + count] = (char)('0' + sign[at + count].digit);
		count++;
	}
	number->length += count;
	number->digits[number->length] = '\0';
	number->group[number->groups++] = (struct group){ at + count, count };
	number->listed = listed;
	return count > 0;
}

/* 2018-11-09: a day, whatever follows. */
static bool begins_with_day(const struct number *number)
{
	const char *digits = number->digits;
	int month, day;

	if (number->groups < 3 || number->group[0].digits != 4 || number->group[1].digits > 2 || number->group[2].digits > 2 ||
	    (strncmp(digits, "19", 2) != 0 && strncmp(digits, "20", 2) != 0))
		return false;
	digits += 4;
	month = number->group[1].digits == 2 ? (digits[0] - '0') * 10 + digits[1] - '0' : digits[0] - '0';
	digits += number->group[1].digits;
	day = number->group[2].digits == 2 ? (digits[0] - '0') * 10 + digits[1] - '0' : digits[0] - '0';
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* 135, 140, 128, 99 are marks: commas between numbers of two or three digits. 1 3 5 7 9 11 13 15 is counting: small numbers
 * that grow. */
static bool is_list(const struct number *number)
{
	bool marks = number->listed, grows = number->groups > 3;
	const char *digits = number->digits;
	int before = -1;

	for (size_t i = 0; i < number->groups; i++) {
		const size_t length = number->group[i].digits;
		int value = 0;

		for (size_t k = 0; k < length; k++)
			value = (value * 10 + (*digits++ - '0')) % 100000;
		marks &= length == 2 || length == 3;
		grows &= length <= 3 && value > before;
		before = length <= 3 ? value : before;
		if (!marks && !grows)
			return false;
	}
	return true;
}

/* A mobile number, with or without 86; a landline with its area code: 010 and 02x have eight digits, the others seven or eight. */
static bool is_telephone(const struct number *number)
{
	const char *digits = number->digits;
	size_t length = number->length;

	if (length == 13 && strncmp(digits, "86", 2) == 0) {
		digits += 2;
		length -= 2;
	}
	if (length == 11 && digits[0] == '1' && digits[1] >= '3')
		return true;
	if (digits[0] != '0' || digits[1] == '0' || length < 11)
		return false;
	return digits[1] <= '2' ? length == 11 : length <= 12;
}

/* Seven or eight digits say little alone, and much behind the word telephone (dianhua, zuoji, guhua, shouji). */
static bool is_called_telephone(const struct sign *signs, size_t from)
{
	static const char *const words[] = { "\u7535\u8BDD", "\u5EA7\u673A", "\u56FA\u8BDD", "\u624B\u673A", "tel", "phone" };

	for (size_t back = 1; back <= 8 && back <= from; back++)
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
			const size_t word = sign_word(&signs[from - back], words[i]);
			bool named;

			if (word > 0 && word + contact_filler(&signs[from - back + word], &named) == back)
				return true;
		}
	return false;
}

size_t contact_find_telephone(const struct sign *signs, size_t from)
{
	struct number number = { .length = 0 };
	size_t taken = 0;

	if (!begins_group(signs, from))
		return 0;
	while (read_group(&signs[from], &number)) {
		if (is_telephone(&number) && !is_list(&number) && !begins_with_day(&number))
			taken = number.group[number.groups - 1].end;
		if ((number.length == 7 || number.length == 8) && number.groups <= 2 && is_called_telephone(signs, from) &&
		    !begins_with_day(&number))
			taken = number.group[number.groups - 1].end;
	}
	return taken;
}

/* After the word (QQ, koukou, the penguin, qiuqiu), and little else: five to eleven digits. */
size_t contact_find_qq(const struct sign *signs, size_t from)
{
	static const char *const words[] = { "qq", "\u6263\u6263", "\u4F01\u9E45", "\u7403\u7403", "q" };
	const struct sign *sign = &signs[from];

	if (from > 0 && sign_is_letter(sign) && sign_is_word(&signs[from - 1]))
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		struct number number = { .length = 0 };
		size_t start = sign_word(sign, words[i]), taken = 0;
		bool named;

		if (start == 0)
			continue;
		start += contact_filler(&sign[start], &named);
		if (sign[start].digit < 0)
			continue;
		while (read_group(&sign[start], &number))
			if (number.length >= 5 && number.length <= 11 && !is_list(&number) && !begins_with_day(&number))
				taken = start + number.group[number.groups - 1].end;
		if (taken > 0)
			return taken;
	}
	return 0;
}
