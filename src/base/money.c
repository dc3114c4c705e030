#include "base/money.h"

#include <stdbool.h>
#include <stddef.h>

/* The next digit, point or comma as ASCII, its full-width form (EF BC xx) too; '\0' at the end; anything else is '?'. */
static char take_symbol(const char **cursor)
{
	const char *const at = *cursor;
	unsigned char byte = (unsigned char)at[0];

	if (byte == '\0')
		return '\0';
	*cursor += 1;
	if (byte == 0xEF && (unsigned char)at[1] == 0xBC && at[2] != '\0') {
		byte = (unsigned char)((unsigned char)at[2] - 0x80 + ' ');
		*cursor += 2;
	}
	return (byte >= '0' && byte <= '9') || byte == '.' || byte == ',' ? (char)byte : '?';
}

static bool is_digit(char symbol)
{
	return symbol >= '0' && symbol <= '9';
}

/* Whole yuan, grouped in threes or not at all; leaves the symbol that ended them. */
static bool take_yuan(const char **cursor, char *ended_by, int64_t *out)
{
	int64_t yuan = 0;
	size_t digits = 0, in_group = 0;
	bool grouped = false;
	char symbol;

	for (symbol = take_symbol(cursor); is_digit(symbol) || symbol == ','; symbol = take_symbol(cursor)) {
		if (symbol == ',') {
			if (in_group == 0 || in_group > 3 || (grouped && in_group != 3))
				return false;
			grouped = true;
			in_group = 0;
			continue;
		}
		if (digits == 1 && yuan == 0)
			return false;	/* a leading zero */
		yuan = yuan * 10 + (symbol - '0');
		if (yuan > money_max_fen / 100)
			return false;
		digits++;
		in_group++;
	}
	if (in_group == 0 || (grouped && in_group != 3))
		return false;
	*ended_by = symbol;
	*out = yuan;
	return true;
}

enum err money_parse(const char *text, struct money *out)
{
	int64_t fen;
	char symbol;

	if (!take_yuan(&text, &symbol, &fen))
		return E_INVALID;
	fen *= 100;
	if (symbol == '.') {
		symbol = take_symbol(&text);
		if (!is_digit(symbol))
			return E_INVALID;
		fen += (symbol - '0') * 10;
		symbol = take_symbol(&text);
		if (is_digit(symbol)) {
			fen += symbol - '0';
			symbol = take_symbol(&text);
		}
	}
	if (symbol != '\0' || fen > money_max_fen)
		return E_INVALID;
	out->fen = fen;
	return OK;
}

enum { money_bytes = 28 };	/* -92,233,720,368,547,758.08 and to spare */

/* Right to left into a fixed place: this stands on the path of every page with an amount. */
static void append(struct buffer *buffer, struct money money, bool grouped)
{
	char text[money_bytes];
	char *first = text + sizeof text;
	const uint64_t fen = money.fen < 0 ? -(uint64_t)money.fen : (uint64_t)money.fen;
	uint64_t yuan = fen / 100;
	size_t digits = 0;

	*--first = (char)('0' + fen % 10);
	*--first = (char)('0' + fen / 10 % 10);
	*--first = '.';
	do {
		if (grouped && digits != 0 && digits % 3 == 0)
			*--first = ',';
		*--first = (char)('0' + yuan % 10);
		yuan /= 10;
		digits++;
	} while (yuan != 0);
	if (money.fen < 0)
		*--first = '-';
	buffer_append(buffer, first, (size_t)(text + sizeof text - first));
}

void money_append_plain(struct buffer *buffer, struct money money)
{
	append(buffer, money, false);
}

void money_append_grouped(struct buffer *buffer, struct money money)
{
	append(buffer, money, true);
}
