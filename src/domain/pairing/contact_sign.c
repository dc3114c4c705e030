/* A text as signs: what a reader takes for the same character is the same here. */
#include "base/text.h"
#include "domain/pairing/contact_parts.h"

/* Which digit a character may be meant as. Of a row of ten or nine in Unicode, or one of the words for digits. */
static int digit_of(uint32_t as)
{
	static const struct { uint32_t first; int digit, count; } runs[] = {
		{ '0', 0, 10 }, { 0x2460, 1, 9 }, { 0x2474, 1, 9 }, { 0x2488, 1, 9 }, { 0x24F5, 1, 9 },
		{ 0x2776, 1, 9 }, { 0x2780, 1, 9 },
		{ 0x278A, 1, 9 }, { 0x3220, 1, 9 }, { 0x3280, 1, 9 }, { 0x24EA, 0, 1 }, { 0x24FF, 0, 1 }, { 0x0660, 0, 10 } };
	/* As written, as on a cheque, and as soldiers say them: dong, yao, liang, guai, gou. */
	static const char *const words[] = { "\u96F6\u3007\u6D1E", "\u4E00\u58F9\u5E7A", "\u4E8C\u8D30\u4E24", "\u4E09\u53C1", "\u56DB\u8086",
					     "\u4E94\u4F0D", "\u516D\u9646", "\u4E03\u67D2\u62D0", "\u516B\u634C", "\u4E5D\u7396\u52FE" };

	if (as >= 0x1D7CE && as <= 0x1D7FF)
		return (int)((as - 0x1D7CE) % 10);
	for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++)
		if (as >= runs[i].first && as < runs[i].first + (uint32_t)runs[i].count)
			return runs[i].digit + (int)(as - runs[i].first);
	for (int digit = 0; digit < 10; digit++) {
		const char *cursor = words[digit];

		for (uint32_t word = text_next(&cursor); word != 0; word = text_next(&cursor))
			if (word == as)
				return digit;
	}
	return -1;
}

static bool is_invisible(uint32_t as)
{
	return as == 0xAD || (as >= 0x200B && as <= 0x200F) || as == 0x2060 || as == 0xFEFF || as == 0xFE0E || as == 0xFE0F || as == 0x20E3;
}

static uint32_t fold(uint32_t as)
{
	if (as >= 0xFF01 && as <= 0xFF5E)
		as -= 0xFEE0;
	if (as == 0x3000 || as == 0xA0 || as == '\t')
		return ' ';
	return as >= 'A' && as <= 'Z' ? as + ('a' - 'A') : as;
}

/* 138oo… and l38…: letters that stand for digits, where digits are beside them. */
static void read_letters_as_digits(struct sign *signs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const uint32_t as = signs[i].as;
		const bool after = i > 0 && signs[i - 1].digit >= 0, before = sign_is_numeral(&signs[i + 1]);

		if ((as == 'o' && after) || ((as == 'l' || as == 'i') && (after || before)))
			signs[i].digit = as == 'o' ? 0 : 1;
	}
}

struct sign *sign_read(struct arena *arena, const char *text, size_t *count)
{
	struct sign *signs = ARENA_ARRAY(arena, struct sign, strlen(text) + 1);
	const char *cursor = text;
	size_t read = 0;

	while (true) {
		const size_t at = (size_t)(cursor - text);
		const uint32_t as = text_next(&cursor);

		if (as == 0)
			break;
		if (is_invisible(as))
			continue;
		signs[read++] = (struct sign){ .as = fold(as), .digit = digit_of(fold(as)), .at = at, .end = (size_t)(cursor - text) };
	}
	signs[read] = (struct sign){ .as = 0, .digit = -1, .at = strlen(text), .end = strlen(text) };
	read_letters_as_digits(signs, read);
	*count = read;
	return signs;
}

bool sign_is_letter(const struct sign *sign)
{
	return sign->as >= 'a' && sign->as <= 'z';
}

bool sign_is_numeral(const struct sign *sign)
{
	return sign->as >= '0' && sign->as <= '9';
}

bool sign_is_word(const struct sign *sign)
{
	return sign_is_letter(sign) || sign_is_numeral(sign);
}

bool sign_is_any(const struct sign *sign, const char *of)
{
	for (uint32_t each = text_next(&of); each != 0; each = text_next(&of))
		if (each == sign->as)
			return true;
	return false;
}

size_t sign_word(const struct sign *sign, const char *word)
{
	size_t taken = 0;

	for (uint32_t each = text_next(&word); each != 0; each = text_next(&word)) {
		while (taken > 0 && sign[taken].as == ' ')
			taken++;
		if (sign[taken].as != each)
			return 0;
		taken++;
	}
	return taken;
}
