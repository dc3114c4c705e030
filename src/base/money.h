/* Amounts of money in fen (1/100 yuan), exact. The largest amount the suite handles is money_max_fen. */
#ifndef YM_BASE_MONEY_H
#define YM_BASE_MONEY_H

#include <stdint.h>

#include "base/buffer.h"

struct money {
	int64_t fen;
};

/* 10^15 fen = 10 trillion yuan: sums of a thousand such still fit in 63 bits. */
static const int64_t money_max_fen = INT64_C(1000000000000000);

/* A decimal number of yuan, whole string: `100`, `100.5`, `100.50`, `1,000` (grouped in threes or not at all).
 * Full-width digits, point and comma count as their ASCII forms; blanks around it, a leading ¥ or ￥ and a trailing 元
 * are not accepted here (the form trims). No sign, no exponent, at most two decimals, digits on both sides of a point.
 * A superfluous leading zero (`007`, `00.5`, `0,100`) is refused: where money is typed it is a slip of the finger.
 * E_INVALID: not such a number, or above money_max_fen. */
enum err money_parse(const char *text, struct money *out) MUST_CHECK;

/* "1234.50", "-0.05": for feeds and for fields a person edits. */
void money_append_plain(struct buffer *buffer, struct money money);

/* "1,234.50", for people. */
void money_append_grouped(struct buffer *buffer, struct money money);

#endif
