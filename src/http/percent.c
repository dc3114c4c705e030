#include "http/percent.h"

static int hex_digit(char character)
{
	if (character >= '0' && character <= '9')
		return character - '0';
	if (character >= 'a' && character <= 'f')
		return character - 'a' + 10;
	if (character >= 'A' && character <= 'F')
		return character - 'A' + 10;
	return -1;
}

ptrdiff_t percent_decode(char *text, size_t length, bool plus_is_blank)
{
	size_t to = 0;

	for (size_t from = 0; from < length; from++, to++) {
		if (text[from] == '%') {
			int high = length - from > 2 ? hex_digit(text[from + 1]) : -1;
			int low = high >= 0 ? hex_digit(text[from + 2]) : -1;

			if (low < 0)
				return -1;
			text[to] = (char)(high * 16 + low);
			from += 2;
		} else {
			text[to] = plus_is_blank && text[from] == '+' ? ' ' : text[from];
		}
	}
	text[to] = '\0';
	return (ptrdiff_t)to;
}
