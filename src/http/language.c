#include "http/language.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

struct range {
	const char *tag;
	size_t length;
	int weight;	/* thousandths; 0: not wanted */
};

static bool is_blank(char character)
{
	return character == ' ' || character == '\t';
}

/* weight = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] ); -1 if it is none. */
static int parse_weight(const char *text, size_t length)
{
	int weight, unit = 1000;

	if (length == 0 || length > 5 || (text[0] != '0' && text[0] != '1') || (length > 1 && text[1] != '.'))
		return -1;
	weight = (text[0] - '0') * unit;
	for (size_t i = 2; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		unit /= 10;
		weight += (text[i] - '0') * unit;
	}
	return weight > 1000 ? -1 : weight;
}

/* One element of the list, [text, end): `zh-CN ; q=0.8`. False: malformed, to be passed over. */
static bool parse_range(const char *text, const char *end, struct range *out)
{
	const char *tag_end = text;
	int weight = 1000;

	while (tag_end < end && !is_blank(*tag_end) && *tag_end != ';')
		tag_end++;
	if (tag_end == text)
		return false;
	*out = (struct range){ .tag = text, .length = (size_t)(tag_end - text) };
	text = tag_end;
	while (text < end && (is_blank(*text) || *text == ';'))
		text++;
	while (end > text && is_blank(end[-1]))
		end--;
	if (text < end) {
		if (end - text < 3 || (text[0] != 'q' && text[0] != 'Q') || text[1] != '=')
			return false;
		weight = parse_weight(text + 2, (size_t)(end - text) - 2);
	}
	out->weight = weight;
	return weight >= 0;
}

/* How the range names the language: 0 not at all, 1 by `*`, 2 by name, with or without a region. */
static int closeness(const struct range *range, const char *language)
{
	size_t length = strlen(language);

	if (range->length == 1 && range->tag[0] == '*')
		return 1;
	if (range->length < length || strncasecmp(range->tag, language, length) != 0)
		return 0;
	return range->length == length || range->tag[length] == '-' ? 2 : 0;
}

/* The language's weight: the heaviest range that names it; `*` counts where none does. 0: not wanted. */
static int weigh(const char *accept_language, const char *language)
{
	int best_closeness = 0, best_weight = 0;

	for (const char *at = accept_language; *at != '\0';) {
		const char *end;
		struct range range;
		int close;

		at += strspn(at, ", \t");
		end = at + strcspn(at, ",");
		if (parse_range(at, end, &range) && (close = closeness(&range, language)) > 0
		    && (close > best_closeness || (close == best_closeness && range.weight > best_weight))) {
			best_closeness = close;
			best_weight = range.weight;
		}
		at = end;
	}
	return best_weight;
}

size_t language_choose(const char *accept_language, const char *const *offered)
{
	size_t best = 0;
	int best_weight = 0;

	if (accept_language == NULL)
		return 0;
	for (size_t i = 0; offered[i] != NULL; i++) {
		int weight = weigh(accept_language, offered[i]);

		if (weight > best_weight) {
			best_weight = weight;
			best = i;
		}
	}
	return best;
}
